import Foundation
import Lab
import Testing

/// Sockets that systemd opened, on the real program.
@Suite(.serialized) struct SystemdSocketRunTests {
    @Test(arguments: ["tcp", "unix"]) func itServesOnASocketOfSystemds(_ kind: String) async throws {
        try await WebRun.withDirectory { directory in
            let port = try HTTP.freePort()
            let path = directory + "/systemd.sock"
            var arguments = try WebRun.arguments(nil, ["--web.systemd-socket"], 3, directory)
            arguments = [kind == "tcp" ? "127.0.0.1:\(port)" : path, try ExporterProcess.path()] + arguments
            let process = try PythonScript.start(
                "listen_fds.py", arguments, in: "Attacks", log: directory + "/log")
            let target =
                kind == "tcp" ? ["http://127.0.0.1:\(port)/"] : ["--unix-socket", path, "http://localhost/"]
            let status = try await poll(every: .milliseconds(50), atMost: .seconds(90)) { () -> String? in
                let text = try await Tool.curl.run(
                    ["-s", "-o", directory + "/page", "--max-time", "5", "-w", "%{http_code}"] + target,
                    accepting: Set(0...127))
                return text == "000" && !process.hasEnded ? nil : text
            }
            let log = (try? String(contentsOfFile: directory + "/log", encoding: .utf8)) ?? ""
            #expect(status == "200", "\(log)")
            #expect(log.contains("systemd's socket 3"), "\(log)")
            #expect(try await process.end() == 0)
            // It is systemd's, and stays.
            if kind == "unix" { #expect(FileManager.default.fileExists(atPath: path)) }
        }
    }

    @Test func withoutASocketOfSystemdsItSaysSo() async throws {
        try await WebRun.withDirectory { directory in
            let arguments = try WebRun.arguments(nil, ["--web.systemd-socket"], 1, directory)
            let output = directory + "/log"
            let process = try ExporterProcess.command(arguments, output: output, errors: output)
            #expect(try await process.wait(atMost: .seconds(20)) == 1)
            let said = try String(contentsOfFile: output, encoding: .utf8)
            #expect(said.contains("systemd has opened none"), "\(said)")
        }
    }

    @Test func anAddressBesidesItIsRefused() async throws {
        try await WebRun.withDirectory { directory in
            let exporter = try ExporterProcess.launch(
                try WebRun.arguments(nil, ["--web.systemd-socket"], 1, directory), log: directory + "/log")
            let code = try await exporter.process.wait(atMost: .seconds(20))
            #expect(code != nil && code != 0)
            #expect(exporter.errors.contains("cannot be used together with web.systemd-socket"))
        }
    }
}
