internal import CSystemd
internal import Glibc

/// Says in advance what libsystemd would say by silence: it opens a journal that is not there, or that may not be
/// read, and finds nothing in it.
package enum JournalAccess {
    /// Checks that there is a journal and that this process may read it.
    /// - Throws: `JournalError` that says what is missing and what helps.
    package static func check(_ source: JournalSource) throws(JournalError) {
        switch source {
        case .files:
            // Each is tried when the journal is opened.
            return
        case .directory(let path):
            guard unsafe access(path, R_OK | X_OK) == 0 else {
                throw JournalError(action: "read \(source.description)", code: errno, advice: advice(errno))
            }
        case .local: try checkMachine(source, suffix: "")
        case .namespace(let name): try checkMachine(source, suffix: "." + name)
        }
    }

    private static func checkMachine(_ source: JournalSource, suffix: String) throws(JournalError) {
        guard let machine = machineID() else {
            throw JournalError(
                action: "open \(source.description)", code: ENOENT,
                advice: "this machine has no /etc/machine-id; name the journal with --journal.directory")
        }
        let directories = directories(of: machine, suffix: suffix)
        let present = directories.filter { unsafe access($0, F_OK) == 0 }
        guard !present.isEmpty else {
            throw JournalError(
                action: "open \(source.description)", code: ENOENT,
                advice: "no journal is kept in \(directories.joined(separator: " or ")): is systemd-journald running?")
        }
        for directory in present where unsafe access(directory + "/system.journal", F_OK) == 0 {
            if unsafe access(directory + "/system.journal", R_OK) == 0 { return }
            throw JournalError(
                action: "read \(source.description)", code: EACCES, advice: advice(EACCES))
        }
        for directory in present where unsafe access(directory, R_OK) != 0 {
            throw JournalError(action: "read \(source.description)", code: errno, advice: advice(errno))
        }
    }

    /// Where a source's files are, as far as that can be told; empty for single files.
    static func directories(_ source: JournalSource) -> [String] {
        switch source {
        case .files: []
        case .directory(let path): [path]
        case .local: machineID().map { directories(of: $0, suffix: "") } ?? []
        case .namespace(let name): machineID().map { directories(of: $0, suffix: "." + name) } ?? []
        }
    }

    private static func directories(of machine: String, suffix: String) -> [String] {
        ["/var/log/journal", "/run/log/journal"].map { $0 + "/" + machine + suffix }
    }

    private static func advice(_ code: Int32) -> String? {
        guard code == EACCES else { return nil }
        return "only root and the members of the group systemd-journal may: "
            + "`sudo usermod -a -G systemd-journal $USER`, then log in again"
    }

    /// This machine's name, as journald would write it.
    package static var hostName: String {
        var name = utsname()
        guard unsafe uname(&name) == 0 else { return "localhost" }
        return unsafe withUnsafeBytes(of: &name.nodename) { bytes in
            unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
    }

    /// This boot's id, 32 hexadecimal digits; empty when the system does not say.
    package static var bootID: String { ProcessWatch.currentBootID() ?? "" }

    private static func machineID() -> String? {
        var id = sd_id128_t()
        guard unsafe sd_id128_get_machine(&id) >= 0 else { return nil }
        return ProcessWatch.text(id)
    }
}
