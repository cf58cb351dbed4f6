import Foundation
import Support
import Testing

/// Makes the archive once for all tests of a suite, and removes it after them.
struct SharedArchive: SuiteTrait, TestScoping {
    /// Where it is; not to be changed.
    @TaskLocal static var path = ""

    func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
    ) async throws {
        let directory = FileManager.default.temporaryDirectory.path + "/charon-exporter-test-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: directory) }
        try await Self.$path.withValue(ArchiveMaker.make(in: directory)) { try await function() }
    }
}

extension Trait where Self == SharedArchive {
    static var sharedArchive: Self { SharedArchive() }
}
