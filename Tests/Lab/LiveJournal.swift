internal import Foundation
internal import Glibc

/// A journald of its own, started by hand, to which this process writes: real appending, real rotation.
///
/// What is written through its socket bears this process's number, program and user, as journald itself adds them.
package final class LiveJournal: Sendable {
    /// The journal's namespace.
    package let namespace: String
    /// Where its files are.
    package let directory: String
    private let process: ChildProcess
    private let descriptor: Int32
    private let stream: Int32
    private let runtime: String

    /// What all namespaces of this kind begin with; a process's number follows.
    private static let prefix = "torture"

    /// Starts it.
    /// - Parameter label: tells it from others of this process.
    /// - Throws: `LabError` when journald cannot be started.
    package static func start(_ label: String) async throws -> LiveJournal {
        await Leftovers.removeDead(prefix: prefix)
        let namespace = "\(prefix)-\(getpid())-\(label)"
        let machine = try text("/etc/machine-id")
        try? FileManager.default.createDirectory(atPath: "/var/log/journal", withIntermediateDirectories: true)
        let configuration = """
            [Journal]
            Storage=persistent
            SystemMaxUse=4G
            SystemKeepFree=1M
            SystemMaxFileSize=1G
            MaxRetentionSec=0
            RateLimitIntervalSec=0
            RateLimitBurst=0
            SyncIntervalSec=1s
            ReadKMsg=no
            Audit=no
            ForwardToSyslog=no
            ForwardToKMsg=no
            ForwardToConsole=no
            ForwardToWall=no

            """
        try configuration.write(
            toFile: "/etc/systemd/journald@\(namespace).conf", atomically: true, encoding: .utf8)
        let errors = try OutputFile()
        let process = try ChildProcess([Tool.journald.path(), namespace], output: OutputFile(), errors: errors)
        let runtime = "/run/systemd/journal.\(namespace)"
        // Without a pause in between: who comes late finds that it has ended, as it had nothing to do.
        var descriptor: Int32?
        for _ in 0..<3000 where descriptor == nil {
            descriptor = connected(runtime + "/socket", SOCK_DGRAM)
            if descriptor == nil { usleep(10_000) }
        }
        // As long as somebody may write to its stream it stays.
        let stream = connected(runtime + "/stdout", SOCK_STREAM)
        guard let descriptor, let stream else {
            let state = process.exitCode.map { "ended with \($0)" } ?? "runs"
            process.send(SIGKILL)
            await Leftovers.remove(name: namespace)
            throw LabError("the journal \(namespace) did not start; its process \(state): \(errors.text)")
        }
        return LiveJournal(
            namespace: namespace, directory: "/var/log/journal/\(machine).\(namespace)", process: process,
            descriptor: descriptor, stream: stream, runtime: runtime)
    }

    private init(
        namespace: String, directory: String, process: ChildProcess, descriptor: Int32, stream: Int32, runtime: String
    ) {
        self.namespace = namespace
        self.directory = directory
        self.process = process
        self.descriptor = descriptor
        self.stream = stream
        self.runtime = runtime
    }

    deinit {
        close(descriptor)
        close(stream)
    }

    /// This process as journald sees it: `_COMM`, and the last part of `_EXE`.
    package static func ownPrograms() throws -> [String] {
        let path = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        return [try text("/proc/self/comm"), (path as NSString).lastPathComponent]
    }

    /// A command that runs the one behind it with this journal in the place of the machine's.
    package func asMachines() throws(LabError) -> [String] {
        [
            try Tool.unshare.path(), "--mount", try Tool.shell.path(), "-ec",
            "mkdir -p /run/systemd/journal; mount --bind \(runtime) /run/systemd/journal; exec \"$@\"", "sh",
        ]
    }

    // MARK: Writing

    /// Writes an entry; waits while journald is behind.
    package func write(_ fields: [(String, String)]) throws(LabError) {
        // Journald's native protocol; no value here has a line feed.
        let bytes = Array(fields.map { "\($0.0)=\($0.1)\n" }.joined().utf8)
        while unsafe send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL)) != bytes.count {
            guard errno == EINTR || errno == EAGAIN || errno == ENOBUFS else {
                throw LabError("cannot write to \(namespace): \(unsafe String(cString: strerror(errno)))")
            }
        }
    }

    /// Has another program write an entry.
    package func writeOther(_ text: String) async throws {
        try await Tool.logger.run(["-u", runtime + "/dev-log", "-t", "sshd", text])
        try await synchronize()
    }

    /// Waits until all that was written is in the journal's files.
    package func synchronize() async throws {
        var now = timespec()
        unsafe clock_gettime(CLOCK_MONOTONIC, &now)
        let start = UInt64(now.tv_sec) * 1_000_000 + UInt64(now.tv_nsec) / 1000
        // SIGRTMIN+1: write everything to the files.
        process.send(__libc_current_sigrtmin() + 1)
        let isDone = try await poll(every: .milliseconds(2), atMost: .seconds(30)) {
            (try? Self.text(self.runtime + "/synced")).flatMap(UInt64.init).flatMap { $0 >= start ? true : nil }
        }
        guard isDone != nil else { throw LabError("\(namespace) does not synchronize") }
    }

    // MARK: Files

    /// Begins a new file; waits until the old one is put away.
    package func rotate() async throws {
        try await synchronize()
        let before = archived().count
        process.send(SIGUSR2)
        let isDone = try await poll(every: .milliseconds(2), atMost: .seconds(10)) {
            self.archived().count > before ? true : nil
        }
        guard isDone != nil else { throw LabError("\(namespace) does not rotate") }
    }

    /// The files that nothing is added to any more, the oldest first.
    package func archived() -> [String] {
        // The number of the first entry follows the sequence's id in the name, filled up with zeros.
        let names = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
        return names.filter { $0.hasPrefix("system@") && $0.hasSuffix(".journal") }.sorted()
            .map { directory + "/" + $0 }
    }

    /// All files.
    package func files() -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
        return names.filter { $0.hasSuffix(".journal") }.sorted().map { directory + "/" + $0 }
    }

    /// Ends it and removes what it made.
    package func stop() async {
        _ = try? await process.end(patience: .seconds(3))
        await Leftovers.remove(name: namespace)
        try? FileManager.default.removeItem(atPath: "/etc/systemd/journald@\(namespace).conf")
    }

    // MARK: Helpers

    private static func text(_ path: String) throws -> String {
        try String(contentsOfFile: path, encoding: .utf8).trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// A socket that reaches it; nil while it is not there.
    private static func connected(_ socketPath: String, _ type: __socket_type) -> Int32? {
        let descriptor = socket(AF_UNIX, Int32(type.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return nil }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let path = Array(socketPath.utf8)
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: path) }
        let code = unsafe withUnsafePointer(to: &address) { address in
            unsafe address.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        if code == 0 { return descriptor }
        close(descriptor)
        return nil
    }
}
