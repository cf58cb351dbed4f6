internal import Foundation

/// The scripts in `Tests/Engines` and `Tests/Attacks`, run by the Python that `scripts/prepare test` sets up.
package enum PythonScript {
    private static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

    /// Runs a script to its end, without a thread that others need meanwhile.
    /// - Parameter directory: which it is in.
    /// - Returns: what it printed on standard output.
    /// - Throws: `LabError` with what it printed when it fails, or takes longer than the time.
    package static func run(
        _ name: String, _ arguments: [String], in directory: String = "Engines", atMost time: Duration = .seconds(60)
    ) async throws -> String {
        try await Tool.run(try python(), ["-B", path(name, directory)] + arguments, atMost: time)
    }

    /// Starts a script and waits for nothing.
    /// - Parameter log: a file to which its output is added.
    package static func start(
        _ name: String, _ arguments: [String], in directory: String, log: String
    ) throws(LabError) -> ChildProcess {
        try ChildProcess(
            [try python(), "-B", path(name, directory)] + arguments, output: OutputFile(path: log),
            errors: OutputFile(path: log))
    }

    private static func path(_ name: String, _ directory: String) -> String { root + "/Tests/\(directory)/" + name }

    private static func python() throws(LabError) -> String {
        // It may be elsewhere where several clones share one.
        let python =
            ProcessInfo.processInfo.environment["CHARON_EXPORTER_PYTHON"] ?? root + "/.build/python/bin/python"
        guard FileManager.default.isExecutableFile(atPath: python) else {
            throw LabError("\(python) is not there: `scripts/prepare test` makes it")
        }
        return python
    }
}
