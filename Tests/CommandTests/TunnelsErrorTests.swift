import Foundation
import Lab
import Support
import Testing

/// The command `tunnels` against servers that do not answer as it wishes.
@Suite struct TunnelsErrorTests {
    /// Runs the command, which must fail with exit code 2 and print nothing.
    /// - Returns: what it says.
    private func failure(_ arguments: [String], variables: [String] = []) throws -> String {
        let result = try run(variables + [try ExporterProcess.path(), "tunnels"] + arguments, expecting: 2)
        #expect(result.out.isEmpty)
        #expect(result.err.hasPrefix("charon-exporter: "))
        #expect(result.err.split(separator: "\n").count == 1, "\(result.err)")
        return result.err
    }

    /// Answers with what must be said about them.
    @Test(
        arguments: [
            (
                .answer(#"{"error":{"parameter":"host","problem":"no such machine"}}"#, status: 400),
                "--host: no such machine"
            ),
            (.answer(#"{"error":{"parameter":"zone","problem":"is missing"}}"#, status: 400), "zone: is missing"),
            (.answer(#"{"error":{"problem":"out of memory"}}"#, status: 500), "answers 500: out of memory"),
            (.answer("<html>\n<b>Bad\u{1B}[2J</b>", status: 502), #"answers 502: <html> <b>Bad\u001b[2J</b>"#),
            (.answer("", status: 401), "asks who you are (401): give --user NAME"),
            (
                .answer(#"{"error":{"problem":"only loopback may ask, as no user is configured"}}"#, status: 403),
                "refuses (403): only loopback may ask, as no user is configured"
            ),
            (.answer("nothing here", status: 404), "has no /api/v1/tunnels (404): nothing here"),
            (
                .answer("", status: 302, headers: ["Location: http://192.0.2.1/"]),
                "sends elsewhere to http://192.0.2.1/ (302)"
            ),
            (.answer("<html>"), "answers no JSON"),
            (.answer(""), "answers no JSON"),
            (.answer("[]"), "does not understand: the answer has another type"),
            (.answer(#"{"time":"2026-11-21T10:00:00Z","ready":true}"#), "does not understand: tunnels is missing"),
            (
                .answer(Sample.answer([Sample.tunnel(), Sample.tunnel(state: "asleep")])),
                "does not understand: tunnels[1].state"
            ),
            (.hangUp, "hung up without an answer; if it serves TLS, write https://"),
            (.bytes(Array("220 mail.example.org ESMTP\r\n".utf8)), "answers no HTTP; if it serves TLS, write https://"),
            (
                .bytes(Array("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{".utf8)),
                "hung up in the middle of its answer"
            ),
        ] as [(ServerDouble.Answer, String)])
    func anAnswerThatIsNoneIsSaid(_ answer: ServerDouble.Answer, _ words: String) async throws {
        try await ServerDouble.with(answer: { _ in answer }) { server in
            let said = try failure(["--url", server.url, "--host", "gw9"])
            #expect(said.contains(words), "\(said)")
            #expect(said.contains(server.url))
        }
    }

    @Test func whereNothingListensItAsksWhetherTheExporterRuns() async throws {
        let port = try HTTP.freePort()
        let said = try failure(["--url", "http://127.0.0.1:\(port)"])
        #expect(said.contains("nothing listens at http://127.0.0.1:\(port)"))
        #expect(said.contains("systemctl status charon-exporter"))
        #expect(try failure(["--url", "unix:/nowhere/exporter.sock"]).contains("nothing listens at unix:/nowhere"))
        #expect(try failure(["--url", "http://nowhere.invalid:1"]).contains("there is no host of this name"))
    }

    @Test func aServerThatIsSilentOrTricklesIsGivenUp() async throws {
        let head = Array("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n{".utf8)
        for answer in [ServerDouble.Answer.silence, .drip(head)] {
            try await ServerDouble.with(answer: { _ in answer }) { server in
                let start = ContinuousClock.now
                let said = try failure(["--url", server.url])
                #expect(said.contains("does not answer within 10 s"), "\(said)")
                #expect(ContinuousClock.now - start > .seconds(9))
            }
        }
    }

    @Test func anAnswerThatIsTooLargeIsRefused() async throws {
        let body = String(repeating: " ", count: (64 << 20) + 1)
        try await ServerDouble.with(answer: { _ in .answer(body) }) { server in
            let said = try failure(["--url", server.url])
            #expect(said.contains("answers more than 64 MiB"), "\(said)")
        }
    }

    @Test func aRedirectIsNotFollowed() async throws {
        try await ServerDouble.with(answer: { _ in .answer(Sample.night) }) { other in
            try await ServerDouble.with(answer: { _ in
                .answer("", status: 307, headers: ["Location: \(other.url)/api/v1/tunnels"])
            }) { server in
                let said = try failure(
                    ["--url", server.url, "--user", "ann"], variables: ["CHARON_EXPORTER_PASSWORD=secret"])
                #expect(said.contains("sends elsewhere"))
                #expect(other.heads.isEmpty)
            }
        }
    }

    @Test func aWrongPasswordIsSaidWithoutIt() async throws {
        try await ServerDouble.with(answer: { _ in .answer("Unauthorized", status: 401) }) { server in
            let said = try failure(
                ["--url", server.url, "--user", "ann"], variables: ["CHARON_EXPORTER_PASSWORD=hunter2"])
            #expect(said.contains("does not accept this user and password (401)"))
            #expect(!said.contains("hunter2"))
        }
    }

    /// Arguments with the exit code and what is said.
    @Test(
        arguments: [
            (["--url", "127.0.0.1:9817"], 2, "begins neither with http://"),
            (["--url", "ftp://127.0.0.1"], 2, "begins neither with http://"),
            (["--url", "http://"], 2, "names no host"),
            (["--url", "http://127.0.0.1:0"], 2, "no port from 1 to 65535"),
            (["--url", "http://127.0.0.1:65536"], 2, "no port from 1 to 65535"),
            (["--url", "http://2001:db8::1"], 2, "names no host"),
            (["--url", "http://ann:hunter2@127.0.0.1"], 2, "CHARON_EXPORTER_PASSWORD for the password"),
            (["--url", "http://127.0.0.1/?host=a"], 2, "has a query"),
            (["--url", "http://127.0.0.1/\u{1B}[2J"], 2, #"\u001b[2J" has a character that no URL has"#),
            (["--url", "unix:relative"], 2, "names no absolute path"),
            (["--url", "unix:/" + String(repeating: "a", count: 107)], 2, "too long for a socket"),
            (["--user", "ann"], 2, "--user needs a password"),
            (["--user", "a:b"], 64, "no name has a colon"),
            (["--password-file", "/dev/null"], 64, "needs --user"),
            (["--user", "ann", "--password-file", "/dev/null"], 2, "/dev/null is empty"),
            (["--user", "ann", "--password-file", "/nowhere"], 2, "--password-file: /nowhere: No such file"),
            (["--cert-file", "/dev/null"], 64, "belong together"),
            (["--ca-file", "/dev/null"], 2, "are for https://"),
            (["--url", "https://127.0.0.1", "--ca-file", "/dev/null"], 2, "--ca-file: /dev/null holds no certificate"),
            (["--state", "sideways"], 64, "sideways"),
            (["--watch", "--format", "json"], 64, "leave out --format"),
            (["--interval", "1"], 64, "--interval is for --watch"),
            (["--watch", "--interval", "0"], 64, "0.2 to 3600"),
            (["--watch"], 2, "--watch needs a terminal"),
        ] as [([String], Int32, String)])
    func argumentsThatCannotBeMeantAreRefused(_ arguments: [String], _ code: Int32, _ words: String) throws {
        let program = try ExporterProcess.path()
        let result = try run(["-u", "CHARON_EXPORTER_PASSWORD", program, "tunnels"] + arguments, expecting: code)
        #expect(result.out.isEmpty)
        #expect(result.err.contains(words), "\(result.err)")
        #expect(!result.err.contains("hunter2"))
        #expect(!result.err.contains("\u{1B}"))
    }
}
