import Foundation
import Lab
import Testing

/// The real program on a text log of some tunnels, and curl to ask it.
struct WebRun: Sendable {
    let directory: String
    let exporter: ExporterProcess
    /// Before curl's path, where it must run elsewhere.
    var prefix: [String] = []

    /// What curl got.
    struct Answer: Sendable {
        /// 0 when there was no answer.
        var status: Int
        var head: String
        var body: String
    }

    /// Runs the program, and ends it: it must end well.
    /// - Parameters:
    ///   - configuration: of the web; DIR stands for the directory.
    ///   - arguments: further ones; DIR stands for the directory.
    ///   - prefix: runs the program.
    ///   - isAlone: it may listen nowhere but where the arguments say.
    ///   - prepare: called with the directory first.
    static func run(
        _ configuration: String? = nil, _ arguments: [String] = [], tunnels: Int = 3, prefix: [String] = [],
        prepare: (String) async throws -> Void = { _ in }, _ body: (WebRun) async throws -> Void
    ) async throws {
        try await withDirectory { directory in
            try await prepare(directory)
            let exporter = try ExporterProcess.launch(
                try Self.arguments(configuration, arguments, tunnels, directory), prefix: prefix,
                log: directory + "/log")
            do {
                let run = WebRun(directory: directory, exporter: exporter)
                try await run.waitForReady()
                try await body(run)
            } catch {
                try await exporter.kill()
                throw LabError("\(error)\n\(exporter.errors.suffix(2000))")
            }
            #expect(try await exporter.terminate() == 0, "\(exporter.errors.suffix(2000))")
        }
    }

    static func withDirectory(_ body: (String) async throws -> Void) async throws {
        let directory = FileManager.default.temporaryDirectory.path + "/charon-exporter-web-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: directory) }
        try await body(directory)
    }

    /// Its arguments on a log of tunnels in a directory.
    static func arguments(
        _ configuration: String?, _ arguments: [String], _ tunnels: Int, _ directory: String
    ) throws -> [String] {
        let lines = (1...tunnels).map { number in
            let spis = "with SPIs \(String(0xC000_0000 + number, radix: 16))_i 0000000a_o and TS a === b"
            return "2026-05-28T00:00:00+00:00 gw charon[1]: "
                + "05[IKE] <site-\(number)|\(number)> CHILD_SA net{\(number)} established \(spis)\n"
        }
        try lines.joined().write(toFile: directory + "/messages", atomically: true, encoding: .utf8)
        var all = ["run", "--syslog.file", directory + "/messages", "--log.level", "debug"]
        if let configuration {
            try configure(configuration, directory)
            all += ["--web.config.file", directory + "/web.yml"]
        }
        return all + arguments.map { $0.replacing("DIR", with: directory) }
    }

    /// Writes the web configuration file.
    static func configure(_ text: String, _ directory: String) throws {
        try text.replacing("DIR", with: directory).write(
            toFile: directory + "/web.yml", atomically: true, encoding: .utf8)
    }

    func waitForReady() async throws {
        let isReady = try await poll(every: .milliseconds(10), atMost: .seconds(20)) { () -> Bool? in
            if let code = exporter.process.exitCode { throw LabError("the exporter ended with \(code)") }
            let errors = exporter.errors
            return errors.contains("serving HTTP") && errors.contains("read to its end") ? true : nil
        }
        if isReady == nil { throw LabError("the exporter is not ready") }
    }

    /// Asks for a page with curl.
    /// - Parameter arguments: further ones of curl's; DIR stands for the directory.
    func curl(_ url: String, _ arguments: [String] = []) async throws -> Answer {
        let target =
            url.hasPrefix("/")
            ? "http://127.0.0.1:\(exporter.port)" + url : url.replacing("PORT", with: "\(exporter.port)")
        let all =
            ["-sS", "-i", "--max-time", "20", "--noproxy", "*", "-w", "\n%{http_code}"]
            + arguments.map { $0.replacing("DIR", with: directory) } + [target]
        let command = prefix + [try Tool.curl.path()] + all
        let text = try await Tool.run(
            command[0], Array(command.dropFirst()), atMost: .seconds(30), accepting: Set(0...127))
        let status = text.split(separator: "\n").last.flatMap { Int($0) } ?? 0
        let parts = text.split(separator: "\r\n\r\n", maxSplits: 1).map(String.init)
        return Answer(
            status: status, head: parts.first ?? "", body: String((parts.count > 1 ? parts[1] : "").dropLast(4)))
    }

    /// The same over TLS, with the authority of the server's certificate.
    func secure(_ path: String, _ arguments: [String] = []) async throws -> Answer {
        try await curl("https://localhost:PORT" + path, ["--cacert", "DIR/ca.crt", "-4"] + arguments)
    }

    /// Waits until a page has a status, as it does when a change was noticed.
    func wait(_ answer: () async throws -> Bool) async throws -> Bool {
        try await poll(every: .milliseconds(50), atMost: .seconds(20)) { try await answer() ? true : nil } ?? false
    }
}
