internal import Foundation
internal import Glibc

/// The built charon-exporter, run as a user runs it.
package struct ExporterProcess: Sendable {
    package let process: ChildProcess
    package let port: UInt16
    private let errorsPath: String

    /// Starts the exporter and waits until it is ready.
    /// - Parameters:
    ///   - arguments: besides the address that it listens on.
    ///   - port: where it listens; a free port when nil.
    ///   - prefix: a command that runs the one behind it.
    ///   - log: a file to which its standard error is added.
    ///   - lab: ends it at the latest when the lab ends.
    /// - Throws: `LabError` with its standard error when it ends or is not ready in time.
    package static func start(
        _ arguments: [String], port: UInt16? = nil, prefix: [String] = [], log: String,
        atMost time: Duration = .seconds(10), for lab: Lab? = nil
    ) async throws -> ExporterProcess {
        let exporter = try launch(arguments, port: port, prefix: prefix, log: log)
        let process = exporter.process
        await lab?.adopt(process)
        do {
            let isReady = try await poll(every: .milliseconds(10), atMost: time) { () -> Bool? in
                if let code = process.exitCode { throw LabError("the exporter ended with \(code): \(exporter.errors)") }
                return (try? HTTP.get("/-/ready", port: exporter.port))?.status == 200 ? true : nil
            }
            guard isReady != nil else { throw LabError("the exporter is not ready after \(time): \(exporter.errors)") }
        } catch {
            process.send(SIGKILL)
            throw error
        }
        return exporter
    }

    /// Starts the exporter and waits for nothing.
    /// - Parameters:
    ///   - arguments: besides the address that it listens on.
    ///   - port: where it listens; a free port when nil.
    ///   - prefix: a command that runs the one behind it.
    ///   - log: a file to which its standard error is added.
    /// - Throws: `LabError` when it cannot be started.
    package static func launch(
        _ arguments: [String], port: UInt16? = nil, prefix: [String] = [], log: String
    ) throws(LabError) -> ExporterProcess {
        let path = try path()
        let free = if let port { port } else { try HTTP.freePort() }
        let process = try ChildProcess(
            prefix + [path] + arguments + ["--web.listen-address", "127.0.0.1:\(free)"], output: OutputFile(path: log),
            errors: OutputFile(path: log))
        return ExporterProcess(process: process, port: free, errorsPath: log)
    }

    /// Starts one of its commands and waits for nothing.
    /// - Parameters:
    ///   - output: a file to which its standard output is added.
    ///   - errors: a file to which its standard error is added.
    package static func command(_ arguments: [String], output: String, errors: String) throws(LabError) -> ChildProcess
    {
        try ChildProcess([path()] + arguments, output: OutputFile(path: output), errors: OutputFile(path: errors))
    }

    /// Starts it on a gateway's journal and configuration, with archive and state in the lab's directory. It ends with
    /// the lab.
    /// - Parameter asksCharon: whether it asks charon too; such a one has files of its own.
    package static func start(
        _ lab: Lab, _ gateway: Gateway, port: UInt16? = nil, asksCharon: Bool = false
    ) async throws -> ExporterProcess {
        let directory = lab.exporterDirectory(gateway) + (asksCharon ? "-vici" : "")
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        var arguments = [
            "run", "--journal.namespace", lab.namespace(gateway), "--archive.directory", directory + "/archive",
            "--state.directory", directory + "/state",
            gateway.daemon == .systemd ? "--inventory.swanctl-file" : "--inventory.ipsec-file",
            lab.connectionsFile(gateway),
        ]
        if asksCharon { arguments += ["--vici.socket", "unix://" + lab.socket(gateway), "--vici.interval", "1"] }
        let own = lab.gateways.first { $0 == gateway } ?? gateway
        if !own.exporterConfiguration.isEmpty {
            let configuration = own.exporterConfiguration.replacing("DIR", with: lab.directory)
            try configuration.write(toFile: directory + "/config.yml", atomically: true, encoding: .utf8)
            arguments += ["--config.file", directory + "/config.yml"]
        }
        return try await start(arguments, port: port, log: directory + "/exporter.log", for: lab)
    }

    /// Lets it read sources to their end.
    /// - Parameters:
    ///   - arguments: the sources.
    ///   - input: a file for its standard input.
    /// - Returns: the samples that it prints.
    package static func replay(_ arguments: [String], input: String? = nil) async throws -> Samples {
        Samples(
            try await Tool.run(
                path(), ["replay"] + arguments + ["--metrics.file", "-"], input: input, atMost: .seconds(30)))
    }

    /// Runs one of its commands to its end.
    /// - Parameter codes: the exit codes of a success.
    /// - Returns: what it printed on standard output.
    /// - Throws: `LabError` with what it printed when it fails.
    @discardableResult
    package static func run(_ arguments: [String], accepting codes: Set<Int32> = [0]) async throws -> String {
        try await Tool.run(path(), arguments, atMost: .seconds(30), accepting: codes)
    }

    /// The program: what `CHARON_EXPORTER` names, or what was built beside this program.
    /// - Throws: `LabError` when there is none.
    package static func path() throws(LabError) -> String {
        if let path = ProcessInfo.processInfo.environment["CHARON_EXPORTER"] { return path }
        // The link tells where this program really is, whatever it was called by.
        let own = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let path = URL(fileURLWithPath: own ?? CommandLine.arguments[0]).deletingLastPathComponent()
            .appendingPathComponent("charon-exporter").path
        guard FileManager.default.isExecutableFile(atPath: path) else {
            throw LabError("\(path) is not there: `swift build` makes it, or CHARON_EXPORTER says where it is")
        }
        return path
    }

    /// The text of `/metrics`.
    package func text() throws(LabError) -> String {
        let response = try HTTP.get("/metrics", port: port)
        guard response.status == 200 else { throw LabError("/metrics answers \(response.status)") }
        return response.body
    }

    /// The samples of `/metrics`.
    package func metrics() throws(LabError) -> Samples { Samples(try text()) }

    /// What it wrote to standard error, in all runs with the same log.
    package var errors: String { (try? String(contentsOfFile: errorsPath, encoding: .utf8)) ?? "" }

    /// Ends it as systemd does.
    /// - Returns: its exit code, or nil when it does not end.
    @discardableResult
    package func terminate() async throws -> Int32? { try await process.end(SIGTERM, patience: .seconds(10)) }

    /// Ends it without a warning.
    package func kill() async throws { try await process.end(SIGKILL) }
}

extension Lab {
    /// Where the exporter of a gateway keeps its files.
    package nonisolated func exporterDirectory(_ gateway: Gateway) -> String {
        "\(directory)/exporter-\(gateway.name)"
    }

    /// The segments that the exporter of a gateway has written, the oldest first.
    /// - Parameter asksCharon: the one that asks charon too.
    package nonisolated func segments(_ gateway: Gateway, asksCharon: Bool = false) throws -> [String] {
        let directory = exporterDirectory(gateway) + (asksCharon ? "-vici" : "") + "/archive"
        return try FileManager.default.subpathsOfDirectory(atPath: directory)
            .filter { $0.hasSuffix(".jsonl.gz") }.sorted().map { directory + "/" + $0 }
    }

    /// What the exporter of a gateway has archived so far, a JSON object a line.
    package func archive(_ gateway: Gateway, asksCharon: Bool = false) async throws -> String {
        // A segment that is being written has no end yet, which zcat remarks on.
        try await Tool.zcat.run(try segments(gateway, asksCharon: asksCharon), accepting: [0, 1, 2])
    }
}
