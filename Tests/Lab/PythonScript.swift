internal import Foundation

/// The scripts in `Tests/Engines`, run by the Python that `scripts/prepare test` sets up.
package enum PythonScript {
    private static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

    /// Runs a script to its end, without a thread that others need meanwhile.
    /// - Returns: what it printed on standard output.
    /// - Throws: `LabError` with what it printed when it fails, or takes longer than the time.
    package static func run(
        _ name: String, _ arguments: [String], atMost time: Duration = .seconds(60)
    ) async throws -> String {
        // It may be elsewhere where several clones share one.
        let python =
            ProcessInfo.processInfo.environment["CHARON_EXPORTER_PYTHON"] ?? root + "/.build/python/bin/python"
        guard FileManager.default.isExecutableFile(atPath: python) else {
            throw LabError("\(python) is not there: `scripts/prepare test` makes it")
        }
        return try await Tool.run(python, [root + "/Tests/Engines/" + name] + arguments, atMost: time)
    }
}
