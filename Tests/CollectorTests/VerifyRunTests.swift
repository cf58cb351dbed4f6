import Foundation
import Lab
import Support
import Testing

/// The commands `verify` and `keygen` as their user has them, and what the running program leaves elsewhere.
@Suite struct VerifyRunTests {
    private struct Report: Decodable {
        struct Finding: Decodable {
            var kind, code: String
            var path: String?
            var block: Int?
            var seq: UInt64?
        }
        struct Machine: Decodable {
            var machine: String
            var sealed, signed: Int
            var anchor: String?
            var events: UInt64
        }
        var format: Int
        var intact: Bool
        var trust: String
        var machines: [Machine]
        var findings: [Finding]
    }

    private func report(
        _ fixture: EvidenceFixture, _ flags: [String] = [], expecting status: Int32 = 0
    ) throws -> Report {
        let result = try fixture.run(["verify", fixture.archive, "--format", "json"] + flags, expecting: status)
        return try JSONDecoder().decode(Report.self, from: Data(result.out.utf8))
    }

    @Test func aSignedArchiveIsProvenByThePublicKey() throws {
        try withTemporaryDirectory { directory in
            let fixture = try EvidenceFixture(directory, machines: ["gw", "gw2"], isSigned: true)
            let report = try report(fixture, ["--key", fixture.key + ".pub"])
            #expect(report.intact)
            #expect(report.format == 1)
            #expect(report.trust == "proven")
            #expect(report.machines.map(\.machine) == ["gw", "gw2"])
            #expect(report.machines.allSatisfy { $0.sealed == 2 && $0.signed == 2 })
            #expect(report.machines.reduce(0) { $0 + $1.events } == UInt64(try fixture.events().count))
            #expect(report.findings.allSatisfy { $0.kind == "note" && $0.code == "open" })
            // Its private half has changed with each seal.
            #expect(try String(contentsOfFile: fixture.key, encoding: .utf8).contains("index 4\n"))
            let text = try fixture.run(["verify", fixture.archive, "--key", fixture.key + ".pub"])
            #expect(text.out.hasSuffix("intact: 2 machines, \(try fixture.events().count) events\n"))
            #expect(text.err.isEmpty)
        }
    }

    @Test func anotherKeyProvesNothing() throws {
        try withTemporaryDirectory { directory in
            let fixture = try EvidenceFixture(directory, isSigned: true)
            try fixture.run(["keygen", directory + "/other"])
            let report = try report(fixture, ["--key", directory + "/other.pub"], expecting: 1)
            #expect(report.findings.contains { $0.code == "wrong_key" })
            let text = try fixture.run(["verify", fixture.archive, "--key", directory + "/other.pub"], expecting: 1)
            #expect(text.out.contains("the signatures are not proven by the key that was given\n"))
            try fixture.run(["verify", fixture.archive, "--key", "nonsense"], expecting: 2)
            // A key in the place of an anchor.
            try fixture.run(["verify", fixture.archive, "--anchor", directory + "/other.pub"], expecting: 2)
        }
    }

    @Test func aFlippedByteIsNamedByFileAndBlock() throws {
        try withTemporaryDirectory { directory in
            let fixture = try EvidenceFixture(directory)
            let path = try fixture.segments()[1]
            try EvidenceFixture.flip(path, at: 300)
            let report = try report(fixture, expecting: 1)
            let finding = try #require(report.findings.first { $0.kind == "damage" })
            #expect(finding.path == path)
            let block = try #require(finding.block)
            let text = try fixture.run(["verify", fixture.archive], expecting: 1)
            #expect(text.out.contains("DAMAGED \(path), block \(block), byte "))
            #expect(text.out.contains("\ndamaged: "))
        }
    }

    @Test func anAnchorShowsThatTheTailIsGone() throws {
        try withTemporaryDirectory { directory in
            let fixture = try EvidenceFixture(directory)
            let anchor = try #require(try report(fixture).machines.first?.anchor)
            try "# of last night\n\(anchor)\n".write(
                toFile: directory + "/anchors", atomically: true, encoding: .utf8)
            #expect(try report(fixture, ["--anchor", directory + "/anchors"]).intact)
            for path in try fixture.segments().dropFirst() { try FileManager.default.removeItem(atPath: path) }
            // By itself it looks like an archive of one day.
            #expect(try report(fixture).intact)
            let cut = try report(fixture, ["--anchor", anchor], expecting: 1)
            #expect(cut.findings.contains { $0.code == "tail_missing" })
            try fixture.run(["verify", fixture.archive, "--anchor", "gw:1"], expecting: 2)
        }
    }

    @Test func whatIsNotThereCannotBeVerified() throws {
        try withTemporaryDirectory { directory in
            let program = try ExporterProcess.path()
            let result = try run([program, "verify", directory + "/no"], expecting: 2)
            #expect(result.err.contains(directory + "/no"))
            #expect(try run([program, "verify"], expecting: 2).err.contains("--archive.directory DIR"))
        }
    }

    @Test func aKeyIsNeverOverwritten() throws {
        try withTemporaryDirectory { directory in
            let program = try ExporterProcess.path()
            let made = try run([program, "keygen", directory + "/key"])
            #expect(try String(contentsOfFile: directory + "/key.pub", encoding: .utf8) == made.out)
            let before = try Data(contentsOf: URL(fileURLWithPath: directory + "/key"))
            try run([program, "keygen", directory + "/key"], expecting: 1)
            #expect(try Data(contentsOf: URL(fileURLWithPath: directory + "/key")) == before)
            let attributes = try FileManager.default.attributesOfItem(atPath: directory + "/key")
            #expect(attributes[.posixPermissions] as? Int == 0o600)
        }
    }

    @Test func aKeyThatIsMissingKeepsTheProgramFromStarting() throws {
        try withTemporaryDirectory { directory in
            let result = try run(
                [
                    ExporterProcess.path(), "replay", "--archive.directory", directory + "/archive",
                    "--archive.signing-key", directory + "/no", "--syslog.file", "/dev/null",
                ], expecting: 1)
            #expect(result.err.contains(directory + "/no"))
        }
    }
}
