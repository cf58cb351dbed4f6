internal import Glibc

/// Several log files of one log.
package enum TextFiles {
    /// Whether what was read from a path once can be read there again: not from standard input, or a pipe.
    package static func canReadAgain(_ path: String) -> Bool {
        path != "-" && FileStatus(path: path).map(\.isRegular) ?? true
    }

    /// The files in the order in which they were last written, which is that of their lines where one log was rotated
    /// into all of them; standard input, and what is not there, last.
    package static func inOrderOfAge(_ paths: [String]) -> [String] {
        let times = paths.map { $0 == "-" ? UInt64.max : FileWatch.modified($0) }
        return paths.indices.sorted { (times[$0], $0) < (times[$1], $1) }.map { paths[$0] }
    }
}
