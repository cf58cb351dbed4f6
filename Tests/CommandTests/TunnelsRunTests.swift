import Foundation
import Lab
import Support
import Testing

/// The command `tunnels` as its user has it.
@Suite struct TunnelsRunTests {
    @Test func theTableIsPlainAndWholeWhereThereIsNoTerminal() async throws {
        try await ServerDouble.with(answer: { _ in .answer(Sample.night) }) { server in
            let result = try run([try ExporterProcess.path(), "tunnels", "--url", server.url], expecting: 1)
            let table = try TunnelsTableTests.table(Sample.night, width: nil)
            #expect(result.out == table)
            #expect(result.err.isEmpty)
            #expect(server.heads.count == 1)
            #expect(server.heads.first?.hasPrefix("GET /api/v1/tunnels HTTP/1.1\r\n") == true)
            #expect(server.heads.first?.lowercased().contains("authorization") == false)
        }
    }

    /// Answers and the arguments with which they are asked for, with the exit code.
    @Test(
        arguments: [
            (Sample.answer([Sample.tunnel()]), [], 0, ""),
            (Sample.answer([Sample.tunnel(uncertain: true)]), [], 0, ""),
            (Sample.answer([Sample.tunnel(), Sample.tunnel("b", state: "down")]), [], 1, ""),
            (Sample.answer([Sample.tunnel(state: "inbound_only")]), ["--format", "json"], 1, ""),
            (Sample.answer([]), [], 2, "the exporter knows of no tunnel"),
            (Sample.answer([]), ["--connection", "clod"], 2, "the exporter has no such tunnel"),
            (Sample.answer([]), ["--state", "up"], 2, "the exporter has no such tunnel"),
            (Sample.answer([]), ["--state", "down"], 0, "the exporter has no such tunnel"),
            (Sample.answer([]), ["--state", "inbound_only", "--group", "a"], 0, "the exporter has no such tunnel"),
            (
                Sample.answer(
                    [Sample.tunnel()], ["ready": false, "not_ready": "reading the journal of \u{1B}yesterday"]), [],
                2, #"the exporter is not ready, and this may be out of date: reading the journal of \u001byesterday"#
            ),
            (
                Sample.answer([], ["ready": false, "not_ready": "it reads the journal"]), ["--state", "down"], 2,
                "is not ready: it reads"
            ),
            (Sample.answer([Sample.tunnel()], ["ready": false]), ["--format", "csv"], 2, "the exporter is not ready"),
        ] as [(String, [String], Int32, String)])
    func theExitCodeTellsWhetherAllIsWell(
        _ answer: String, _ arguments: [String], _ code: Int32, _ words: String
    ) async throws {
        try await ServerDouble.with(answer: { _ in .answer(answer) }) { server in
            let result = try run(
                [try ExporterProcess.path(), "tunnels", "--url", server.url] + arguments, expecting: code)
            #expect(words.isEmpty ? result.err.isEmpty : result.err.contains(words), "\(result.err)")
        }
    }

    @Test func filtersAndThePathOfAProxyAreInTheRequest() async throws {
        try await ServerDouble.with(answer: { _ in .answer(Sample.night) }) { server in
            let arguments = [
                "--url", server.url + "/vpn/gw1/", "--host", "gw 1", "--connection", "a&b=ü", "--tunnel", "net",
                "--group",
                "#1", "--state", "inbound_only",
            ]
            try run([try ExporterProcess.path(), "tunnels"] + arguments, expecting: 1)
            let line = try #require(server.heads.first?.split(separator: "\r\n").first)
            #expect(
                line == "GET /vpn/gw1/api/v1/tunnels?host=gw%201&connection=a%26b%3D%C3%BC&tunnel=net&group=%231"
                    + "&state=inbound_only HTTP/1.1")
        }
    }

    @Test func thePasswordComesFromTheVariableOrAFile() async throws {
        let directory = try temporaryDirectory()
        defer { try? FileManager.default.removeItem(atPath: directory) }
        try "from file: ü\n".write(toFile: directory + "/password", atomically: true, encoding: .utf8)
        try await ServerDouble.with(answer: { _ in .answer(Sample.night) }) { server in
            let program = try ExporterProcess.path()
            let arguments = [program, "tunnels", "--url", server.url, "--user", "ann"]
            try run(["CHARON_EXPORTER_PASSWORD=from variable"] + arguments, expecting: 1)
            try run(
                ["CHARON_EXPORTER_PASSWORD=other"] + arguments + ["--password-file", directory + "/password"],
                expecting: 1)
            let sent = server.heads.compactMap { head in
                head.split(separator: "\r\n").first { $0.lowercased().hasPrefix("authorization: basic ") }
                    .flatMap { Data(base64Encoded: String($0.dropFirst(21))) }.map {
                        String(decoding: $0, as: UTF8.self)
                    }
            }
            #expect(sent == ["ann:from variable", "ann:from file: ü"])
        }
    }

    @Test func aSocketIsAsked() async throws {
        let directory = try temporaryDirectory()
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let path = directory + "/ein büro.sock"
        try await ServerDouble.with(.socket(path), answer: { _ in .answer(Sample.night) }) { server in
            for url in ["unix:" + path, "unix://" + path] {
                let result = try run(
                    [try ExporterProcess.path(), "tunnels", "--url", url, "--group", "aws"], expecting: 1)
                #expect(result.out.contains("3 of 5 tunnels up"))
            }
            #expect(server.heads.first?.hasPrefix("GET /api/v1/tunnels?group=aws HTTP/1.1\r\n") == true)
            #expect(server.heads.first?.lowercased().contains("\r\nhost: localhost\r\n") == true)
        }
    }

    @Test func aTerminalGetsColoursUnlessItWantsNone() async throws {
        try await ServerDouble.with(answer: { _ in .answer(Sample.night) }) { server in
            let command = [try ExporterProcess.path(), "tunnels", "--url", server.url]
            let coloured = try TerminalDouble(command, columns: 80)
            let code = try await coloured.end()
            #expect(code == 1)
            let colours = try TunnelsTableTests.table(Sample.night, width: 80, hasColour: true)
            #expect(coloured.text == colours)
            let plain = try TerminalDouble(command, variables: ["NO_COLOR=1"], columns: 80)
            _ = try await plain.end()
            let words = try TunnelsTableTests.table(Sample.night, width: 80)
            #expect(plain.text == words)
        }
    }
}

/// A directory of a test's own, which the test removes.
func temporaryDirectory() throws -> String {
    let directory = FileManager.default.temporaryDirectory.path + "/cet-\(UUID().uuidString.prefix(8))"
    try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    return directory
}
