internal import Glibc

/// Why an archive cannot be written or read: what was being done, to which file, and what the system said.
package struct ArchiveError: Error, CustomStringConvertible, Equatable {
    package var action: String
    package var path: String
    /// What is wrong, when it is not the system's word.
    package var problem: String

    package init(action: String, path: String, problem: String) {
        self.action = action
        self.path = path
        self.problem = problem
    }

    /// With the system's text for an error number.
    init(action: String, path: String, code: Int32) {
        self.init(action: action, path: path, problem: unsafe String(cString: strerror(code)))
    }

    package var description: String { "cannot \(action) \(path): \(problem)" }
}
