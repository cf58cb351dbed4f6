internal import Glibc

/// File name patterns as strongSwan expands them (libstrongswan, `enumerator_create_glob`).
@safe
enum Glob {
    /// The paths that a pattern stands for, in order; none when nothing matches.
    /// - Throws: `ConfigurationFault` when a directory may not be read, as strongSwan may see more than we do then.
    static func paths(_ pattern: String) throws(ConfigurationFault) -> [String] {
        var found = unsafe glob_t()
        errno = 0
        let status = unsafe glob(pattern, GLOB_ERR, nil, &found)
        defer { unsafe globfree(&found) }
        guard status == 0 else {
            if status == GLOB_ABORTED, errno == EACCES { throw unreadable(pattern) }
            return []
        }
        var paths: [String] = []
        for index in 0..<Int(unsafe found.gl_pathc) {
            guard let bytes = unsafe found.gl_pathv[index] else { continue }
            guard let path = unsafe String(validatingCString: bytes) else {
                throw ConfigurationFault(path: pattern, problem: "a file's name is not UTF-8")
            }
            paths.append(path)
        }
        return paths
    }

    /// The directories whose entries decide what a pattern matches; none when it is a plain path.
    static func directories(_ pattern: String) throws(ConfigurationFault) -> [String] {
        let bytes = Array(pattern.utf8)
        guard let magic = wildcard(bytes) else { return [] }
        var found = [directory(of: String(decoding: bytes[..<magic], as: UTF8.self))]
        for index in magic..<bytes.count where bytes[index] == UInt8(ascii: "/") {
            // With the slash, only directories match.
            found += try paths(String(decoding: bytes[...index], as: UTF8.self)).map { String($0.dropLast()) }
        }
        return found
    }

    /// Whether a text stands for more than one name.
    static func isPattern(_ text: some Collection<UInt8>) -> Bool { wildcard(text) != nil }

    /// Where the first wildcard is.
    private static func wildcard<Text: Collection<UInt8>>(_ text: Text) -> Text.Index? {
        var escaped = false
        return text.indices.first { index in
            let isWildcard = !escaped && "*?[".utf8.contains(text[index])
            escaped = !escaped && text[index] == UInt8(ascii: "\\")
            return isWildcard
        }
    }

    /// The one name that a text without wildcards stands for.
    static func literal(_ text: String) -> String {
        var name: [UInt8] = []
        var escaped = false
        for byte in text.utf8 {
            escaped = !escaped && byte == UInt8(ascii: "\\")
            if !escaped { name.append(byte) }
        }
        return String(decoding: name, as: UTF8.self)
    }

    /// What stands before the last slash, as dirname(3) has it.
    static func directory(of path: String) -> String {
        let bytes = Array(path.utf8)
        guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else { return "." }
        let head = bytes[..<slash]
        guard let last = head.lastIndex(where: { $0 != UInt8(ascii: "/") }) else { return "/" }
        return String(decoding: bytes[...last], as: UTF8.self)
    }

    /// A pattern, relative to the directory of the file that names it.
    static func pattern(_ pattern: String, in file: String) -> String {
        if pattern.utf8.first == UInt8(ascii: "/") { return pattern }
        let base = directory(of: file)
        return base == "/" ? "/\(pattern)" : "\(base)/\(pattern)"
    }

    private static func unreadable(_ path: String) -> ConfigurationFault {
        ConfigurationFault(path: path, problem: unsafe String(cString: strerror(EACCES)))
    }
}
