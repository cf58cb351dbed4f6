import Foundation
import Lab
import Testing

/// The real program, and what people do to web servers.
@Suite(.serialized) struct HTTPRunTests {
    @Test(.timeLimit(.minutes(3))) func theRulesOfHTTPAreKept() async throws {
        try await WebRun.run(nil, ["--web.max-requests", "100"], tunnels: 50) { run async throws in
            _ = try await PythonScript.run("http_rules.py", ["\(run.exporter.port)", "50"], in: "Attacks")
        }
    }

    @Test(.timeLimit(.minutes(3))) func everyMutationOfARequestGetsHTTPOrNothing() async throws {
        try await WebRun.run { run async throws in
            _ = try await PythonScript.run("http_fuzz.py", ["\(run.exporter.port)", "6000", "1"], in: "Attacks")
        }
    }

    /// Hundreds of connections that want nothing, take nothing or send nonsense, and one scraper.
    @Test(.timeLimit(.minutes(3)), arguments: [false, true]) func aScraperIsServedAmongAttackers(
        _ isSecure: Bool
    ) async throws {
        let tls = "tls_server_config: {cert_file: server.crt, key_file: server.key}\n"
        try await WebRun.run(isSecure ? tls : nil, tunnels: 50) { directory in
            if isSecure { _ = try await Certificates(in: directory) }
        } _: { run async throws in
            _ = try await PythonScript.run(
                "http_hostile.py",
                ["\(run.exporter.port)", "\(run.exporter.process.pid)", "50", "300", "3", isSecure ? "tls" : "plain"],
                in: "Attacks", atMost: .seconds(90))
        }
    }

    /// Nobody who holds a connection, asks on or is slow holds up the end.
    @Test(.timeLimit(.minutes(2)), arguments: [false, true]) func itEndsAmongAttackers(_ isSecure: Bool) async throws {
        let tls = "tls_server_config: {cert_file: server.crt, key_file: server.key}\n"
        try await WebRun.run(isSecure ? tls : nil, tunnels: 500) { directory in
            if isSecure { _ = try await Certificates(in: directory) }
        } _: { run async throws in
            _ = try await PythonScript.run(
                "http_end.py",
                ["\(run.exporter.port)", "\(run.exporter.process.pid)", isSecure ? "tls" : "plain"], in: "Attacks")
        }
    }

    /// Where there are fewer descriptors than attackers, it goes on once they are gone.
    @Test func fewDescriptorsAreNoEnd() async throws {
        let prlimit = try Tool.prlimit.path()
        try await WebRun.run(prefix: [prlimit, "--nofile=60"]) { run async throws in
            _ = try await PythonScript.run("http_many.py", ["\(run.exporter.port)", "200"], in: "Attacks")
            #expect(try await run.wait { try await run.curl("/-/healthy").status == 200 })
        }
    }

    /// A reader that takes no more of its answer holds the only place.
    @Test func beyondTheGreatestNumberOfScrapesOneIsToldToComeAgain() async throws {
        try await WebRun.run(nil, ["--web.max-requests", "1"], tunnels: 2000) { run async throws in
            _ = try await PythonScript.run("http_places.py", ["\(run.exporter.port)"], in: "Attacks")
        }
    }
}
