/// Takes ipsec.conf and what it includes apart into words (starter, `lexer.l`).
///
/// An included file is read at once in the place of its `include`, as if it stood there, within a section too.
struct IPsecScanner {
    var parser = IPsecParser()
    private(set) var files: [String] = []
    private(set) var directories: [String] = []
    /// The files that are being read, the outermost first.
    private var open: [String] = []
    private var filesRead = 0
    private var bytesRead = 0

    /// The starter includes as deep as it may open files; people do not.
    private static let maximumDepth = 32
    /// Files that include others twice can multiply without end.
    private static let maximumFiles = 20_000
    private static let maximumBytes = 4 * FileContent.maximumBytes
    /// PATH_MAX: the starter ignores what is longer.
    private static let maximumPattern = 4096

    /// Reads one file and all that it includes.
    mutating func read(_ path: String) throws(ConfigurationFault) {
        files.append(path)
        guard !open.contains(path) else { throw ConfigurationFault(path: path, problem: "it includes itself") }
        guard open.count < Self.maximumDepth else {
            throw ConfigurationFault(path: path, problem: "it is included more than \(Self.maximumDepth) files deep")
        }
        let content = try FileContent.read(path)
        filesRead += 1
        bytesRead += content.withBytes { $0.count }
        guard filesRead <= Self.maximumFiles, bytesRead <= Self.maximumBytes else {
            throw ConfigurationFault(path: path, problem: "too much is included")
        }
        open.append(path)
        try content.withBytes { (bytes) throws(ConfigurationFault) in
            var cursor = IPsecCursor(path: path)
            var place = cursor.place
            while let item = try cursor.next(bytes) {
                switch item {
                case .token(let token): try parser.accept(token, at: place)
                case .include(let pattern): try include(pattern, at: place)
                case .nothing: break
                }
                place = cursor.place
            }
        }
        open.removeLast()
    }

    /// Reads the files that an `include` names (libstrongswan, `parser_helper.c`). That one is not there is no fault.
    private mutating func include(_ bytes: [UInt8], at place: IPsecPlace) throws(ConfigurationFault) {
        guard !bytes.isEmpty else { return }
        guard let name = String(validating: bytes, as: UTF8.self) else {
            throw place.fault("the name of an included file is not UTF-8")
        }
        let pattern = Glob.pattern(name, in: place.path)
        guard pattern.utf8.count < Self.maximumPattern else { return }
        if Glob.isPattern(pattern.utf8) {
            for directory in try Glob.directories(pattern) where !directories.contains(directory) {
                directories.append(directory)
            }
            for path in try Glob.paths(pattern) { try readIncluded(path) }
        } else {
            try readIncluded(Glob.literal(pattern))
        }
    }

    private mutating func readIncluded(_ path: String) throws(ConfigurationFault) {
        if try FileIdentity(path) != nil { try read(path) } else { files.append(path) }
    }
}
