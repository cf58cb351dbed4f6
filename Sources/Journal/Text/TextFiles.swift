internal import Glibc

/// Several log files of one log.
package enum TextFiles {
    /// The files in the order in which they were last written, which is that of their lines where one log was rotated
    /// into all of them; standard input, and what is not there, last.
    package static func inOrderOfAge(_ paths: [String]) -> [String] {
        let times = paths.map { $0 == "-" ? UInt64.max : FileWatch.modified($0) }
        return paths.indices.sorted { (times[$0], $0) < (times[$1], $1) }.map { paths[$0] }
    }
}
