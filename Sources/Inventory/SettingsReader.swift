internal import Bytes

/// Reads a settings file and what it includes into one tree (`file_include` and `file_next` of utils/parser_helper.c).
struct SettingsReader {
    private(set) var parser = SettingsParser()
    private(set) var files: [String] = []
    private(set) var directories: [String] = []
    private var mode = SettingsLexer.Mode.statement
    private var open: [(file: FileIdentity, depth: Int)] = []
    private var count = 0
    /// To name each file and directory once.
    private var places: [String: Int] = [:]
    private var known: Set<String> = []

    /// strongSwan has no limits but that of open files, and then passes over what it cannot open. Nobody wants that.
    private static let maximumIncludeDepth = 64
    private static let maximumFiles = 10_000
    /// PATH_MAX with its zero: a longer pattern is passed over.
    private static let maximumPattern = 4095

    /// Reads the whole of it.
    mutating func read(_ path: String) throws(ConfigurationFault) {
        watch(file: path)
        guard let identity = try FileIdentity(path) else {
            throw ConfigurationFault(path: path, problem: "there is no such file")
        }
        try read(path, identity)
        if let (problem, file, line) = parser.problemAtEnd() {
            throw ConfigurationFault(path: files[file], line: line, problem: problem.text)
        }
        guard parser.isBetweenStatements else {
            throw ConfigurationFault(path: path, problem: "the file ends within a statement")
        }
    }

    private mutating func read(_ path: String, _ identity: FileIdentity) throws(ConfigurationFault) {
        count += 1
        guard open.count < Self.maximumIncludeDepth, count <= Self.maximumFiles else {
            throw ConfigurationFault(path: path, problem: "too many files include one another")
        }
        open.append((identity, parser.depth))
        let file = watch(file: path)
        let content = try FileContent.read(path)
        try content.withBytes { (bytes: Span<UInt8>) throws(ConfigurationFault) in
            var lexer = SettingsLexer(bytes)
            while true {
                let token = lexer.next(bytes, &mode)
                switch token {
                case .end: return
                case .include(let pattern): try include(pattern, from: path, line: lexer.line)
                default:
                    do throws(SettingsProblem) {
                        try parser.take(token, bytes, file: file, line: lexer.line)
                    } catch {
                        throw ConfigurationFault(path: path, line: lexer.line, problem: error.text)
                    }
                }
            }
        }
        open.removeLast()
    }

    private mutating func include(_ bytes: [UInt8], from path: String, line: Int) throws(ConfigurationFault) {
        let pattern = Glob.pattern(String(decoding: bytes, as: UTF8.self), in: path)
        guard !bytes.isEmpty, pattern.utf8.count <= Self.maximumPattern else { return }
        let searched = try Glob.directories(pattern)
        for directory in searched where known.insert(directory).inserted { directories.append(directory) }
        let matches = try Glob.paths(pattern)
        if matches.isEmpty, searched.isEmpty {
            watch(file: pattern)
            // To tell what is not there from what is hidden from us.
            _ = try FileIdentity(pattern)
        }
        for match in matches {
            watch(file: match)
            guard let identity = try FileIdentity(match) else { continue }
            if let around = open.last(where: { $0.file == identity }) {
                // strongSwan reads it again and again until it may open no more files, which changes nothing: all
                // of it is merged into the same sections. Unless each time is one section deeper.
                guard around.depth == parser.depth, parser.isBetweenStatements else {
                    throw ConfigurationFault(path: path, line: line, problem: "the file includes itself in a section")
                }
                continue
            }
            try read(match, identity)
        }
    }

    /// Notes a file, once, and says which one of all it is.
    @discardableResult
    private mutating func watch(file path: String) -> Int {
        if let known = places[path] { return known }
        places[path] = files.count
        files.append(path)
        return files.count - 1
    }
}
