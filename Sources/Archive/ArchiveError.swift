internal import Glibc

/// Why an archive cannot be written or read: what was being done, to which file, and what the system said.
package struct ArchiveError: Error, CustomStringConvertible, Equatable {
    package var action: String
    package var path: String
    /// What is wrong, when it is not the system's word.
    package var problem: String
    /// `errno`, when it is the system's word. Two errors that read the same are equal whether they have it or not.
    package var code: Int32?

    package init(action: String, path: String, problem: String) {
        self.action = action
        self.path = path
        self.problem = problem
    }

    /// With the system's text for an error number.
    init(action: String, path: String, code: Int32) {
        self.init(action: action, path: path, problem: unsafe String(cString: strerror(code)))
        self.code = code
    }

    /// The disk is full, or what this user may have of it.
    package var isDiskFull: Bool { code == ENOSPC || code == EDQUOT }

    /// What was worked on is not there.
    var isAbsence: Bool { code == ENOENT }

    package var description: String { "cannot \(action) \(path): \(problem)" }

    package static func == (one: ArchiveError, other: ArchiveError) -> Bool {
        one.action == other.action && one.path == other.path && one.problem == other.problem
    }
}
