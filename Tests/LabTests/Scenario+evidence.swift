import Foundation
import Lab
import Testing

extension Scenario {
    /// Checks the archives of all exporters while they are written: they are intact, each line is as the schema says,
    /// and who is connected is known from them.
    /// - Parameter isLogged: whether charon's log tells all of it.
    func expectEvidence(isLogged: Bool = true, sourceLocation: SourceLocation = #_sourceLocation) async throws {
        var archives: [String] = []
        for gateway in lab.gateways {
            archives += ["", "-vici"].map { lab.exporterDirectory(gateway) + $0 + "/archive" }
        }
        archives = try archives.filter {
            try FileManager.default.subpathsOfDirectory(atPath: $0).contains { $0.hasSuffix(".jsonl.gz") }
        }
        for archive in archives {
            do {
                try await ExporterProcess.run(["verify", archive])
            } catch {
                Issue.record("\(place): \(archive): \(error)", sourceLocation: sourceLocation)
            }
        }
        do {
            _ = try await PythonScript.run("check_schema.py", archives)
        } catch {
            Issue.record("\(place): \(error)", sourceLocation: sourceLocation)
        }
        guard isLogged else { return }
        for gateway in lab.gateways { try await expectSessions(gateway, sourceLocation) }
    }

    /// The archive's sessions that are up are charon's CHILD_SAs.
    private func expectSessions(_ gateway: Gateway, _ sourceLocation: SourceLocation) async throws {
        struct Line: Decodable {
            var connection: String?
            var tunnel: String?
        }
        let archive = lab.exporterDirectory(gateway) + "/archive"
        var found: [String] = []
        var listed: [String] = []
        let agrees = try await poll(every: .milliseconds(250), atMost: Self.promptness + .seconds(4)) { () -> Bool? in
            let text = try await ExporterProcess.run(
                [
                    "audit", "sessions", "--archive.directory", archive, "--at", "now", "--kind", "child", "--format",
                    "json",
                ],
                accepting: [0, 1])
            found = try text.split(separator: "\n").map {
                let line = try JSONDecoder().decode(Line.self, from: Data($0.utf8))
                return "\(line.connection ?? "")/\(line.tunnel ?? "")"
            }.sorted()
            // What is being rekeyed is one session.
            listed = try await self.list(gateway).flatMap { sa in
                sa.children.filter { $0.state == "INSTALLED" }.map { "\(sa.name)/\($0.name)" }
            }.sorted()
            return found == listed ? true : nil
        }
        #expect(
            agrees != nil, "\(place), \(gateway.name): charon has \(listed), the archive's sessions are \(found)",
            sourceLocation: sourceLocation)
    }
}
