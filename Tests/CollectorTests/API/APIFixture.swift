import Archive
import Foundation
import Lab
import Logging
import Support
import Synchronization
import Testing
import Web

@testable import Collector

/// The API over a collection, asked as the server would.
final class API: Sendable {
    struct Answer {
        var status: Int
        var headers: [String: String]
        var body: [UInt8]
        var json: [String: Any]

        /// The problem that it tells, with the parameter.
        var error: [String: String] { json["error"] as? [String: String] ?? [:] }
        var problems: [String] { json["problems"] as? [String] ?? [] }
        var events: [[String: Any]] { json["events"] as? [[String: Any]] ?? [] }
        var seqs: [Int] { events.compactMap { $0["seq"] as? Int } }
        var sessions: [[String: Any]] { json["sessions"] as? [[String: Any]] ?? [] }
        var tunnels: [[String: Any]] { json["tunnels"] as? [[String: Any]] ?? [] }
    }

    let directory: String
    let collection: Collection
    private let endpoints: [Endpoint]
    /// What was answered, for the description to be held against.
    private let answers = Mutex<[(path: String, status: Int, body: [UInt8])]>([])

    /// - Parameter yaml: a configuration file, in which `DIR` is the directory.
    init(_ directory: String, _ yaml: String, follows: Bool = false) throws {
        self.directory = directory
        var settings = Settings()
        settings.read(yaml: yaml.replacing("DIR", with: directory), path: directory + "/config.yml")
        collection = try Collection(
            try Configuration(settings), logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            follows: follows)
        // However slow the machine is.
        endpoints = APIEndpoints.all(collection, searching: SearchDesk(seconds: 3600))
    }

    /// - Parameter target: path and query, as in a link.
    func get(_ target: String, headers: [String: String] = [:]) async throws -> Answer {
        let answer = try await ask(target, headers: headers)
        defer { answer.onEnd?() }
        guard case .bytes(let body) = answer.body else { throw SupportError("\(target) is a stream") }
        let path = String(target.prefix { $0 != "?" })
        answers.withLock { $0.append((path, answer.status, body)) }
        #expect(answer.contentType == "application/json")
        #expect(answer.headers["Cache-Control"] == "no-store")
        #expect(String(validating: body, as: UTF8.self) != nil, "UTF-8")
        let json = try JSONSerialization.jsonObject(with: Data(body)) as? [String: Any]
        return Answer(status: answer.status, headers: answer.headers, body: body, json: json ?? [:])
    }

    func ask(_ target: String, headers: [String: String] = [:]) async throws -> WebAnswer {
        let url = try #require(URLComponents(string: target))
        let endpoint = try #require(endpoints.first { $0.path == url.path })
        guard case .audit = endpoint.access else { throw SupportError("\(target) is open to everyone") }
        let query = url.queryItems?.map { WebRequest.QueryItem($0.name, $0.value ?? "") } ?? []
        return await endpoint.answer(WebRequest(path: url.path, query: query, headers: headers))
    }

    /// Writes events to the archive: of each number one, of the connection `aws-0` or `aws-1` in turn.
    /// - Parameter noise: bytes that each has beside, so that segments fill.
    func append(
        _ seqs: ClosedRange<UInt64>, machine: String = "gw", at start: UInt64 = API.start, noise: Int = 0
    ) {
        var block = Block(host: machine, firstSeq: seqs.lowerBound)
        for seq in seqs {
            var chance = SeededGenerator(seed: seq)
            let detail = String((0..<noise).map { _ in "0123456789abcdef".randomElement(using: &chance) ?? "0" })
            let time = JSONLine.timeText(start + seq * 1000)
            block.content += Array(
                """
                {"time":"\(time)","host":"\(machine)","seq":\(seq),"event":"ike_sa_established","class":"lifecycle",\
                "connection":"aws-\(seq % 2)","detail":"\(detail)","message":"caf\u{E9} \\" \\\\ \\n \(seq)","source":"journal"}

                """.utf8)
            block.noteEvent(at: start + seq * 1000)
        }
        collection.archive?.write(block)
        collection.archive?.flush()
    }

    static let start: UInt64 = 1_780_000_000_000_000

    /// A configuration with an archive, whose segments have so many bytes.
    static func archive(segmentBytes: Int = 64 << 20) -> String {
        "archive: { directory: DIR/archive, fsync: never, reserve-bytes: 0, segment-bytes: \(segmentBytes) }"
    }

    func check() async throws {
        let found = answers.withLock { $0 }
        guard !found.isEmpty else { return }
        let list = found.map {
            ["path": $0.path, "status": $0.status, "body": String(decoding: $0.body, as: UTF8.self)]
        }
        let path = directory + "/answers.json"
        try JSONSerialization.data(withJSONObject: list).write(to: URL(fileURLWithPath: path))
        let description = try await ask("/api/v1/openapi.json")
        guard case .bytes(let text) = description.body else { throw SupportError("no description") }
        try Data(text).write(to: URL(fileURLWithPath: directory + "/openapi.json"))
        _ = try await PythonScript.run("check_api.py", [directory + "/openapi.json", path])
    }
}

/// Runs a test with the API, and holds all that was answered against its description.
/// - Parameters:
///   - prepare: puts files into the directory before the collection begins.
///   - yaml: the configuration; by itself it has an archive and a log without a line.
func withAPI(
    _ yaml: String = API.archive(), follows: Bool = false,
    prepare: (String) throws -> Void = { _ in }, _ body: (API) async throws -> Void
) async throws {
    let directory = FileManager.default.temporaryDirectory.path + "/api-test-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: directory) }
    try Data().write(to: URL(fileURLWithPath: directory + "/empty.log"))
    try prepare(directory)
    let isOwnSource = yaml.contains("journal:")
    let api = try API(directory, yaml + (isOwnSource ? "" : "\nsyslog: { file: DIR/empty.log }"), follows: follows)
    defer { api.collection.archive?.close() }
    try await body(api)
    try await api.check()
}
