import Archive
import Audit
import Foundation
import Support
import Synchronization
import Testing
import Web

@testable import Collector

/// What a search finds, as a file.
@Suite struct ExportTests {
    private func file(_ api: API, _ target: String) async throws -> (headers: [String: String], text: String) {
        let answer = try await api.ask(target)
        defer { answer.onEnd?() }
        guard case .stream(let stream) = answer.body else {
            guard case .bytes(let body) = answer.body else { throw SupportError("no body") }
            throw SupportError(String(decoding: body, as: UTF8.self))
        }
        let text = Collected()
        try await stream { piece in text.append(piece) }
        return (answer.headers.merging(["Content-Type": answer.contentType]) { $1 }, text.text)
    }

    @Test func aFileHasAllThatMatches() async throws {
        try await withAPI { api in
            api.append(1...5000)
            let json = try await file(api, "/api/v1/events/export?connection=aws-1")
            #expect(json.text.split(separator: "\n").count == 2500)
            #expect(json.headers["Content-Disposition"]?.hasPrefix("attachment; filename=\"charon-events-") == true)
            #expect(json.headers["Content-Disposition"]?.hasSuffix(".jsonl\"") == true)
            let csv = try await file(api, "/api/v1/events/export?connection=aws-1&format=csv")
            #expect(csv.text.hasPrefix("time,host,seq,event,"))
            #expect(csv.text.components(separatedBy: "\r\n").count == 2502)
            #expect(csv.headers["Content-Type"] == "text/csv; charset=utf-8")
            let none = try await file(api, "/api/v1/events/export?connection=other")
            #expect(none.text.isEmpty)
        }
    }

    @Test func whatIsMissingHasALine() async throws {
        try await withAPI(API.archive(segmentBytes: 65_536)) { api in
            api.append(1...200, noise: 2000)
            api.append(201...400, noise: 2000)
            let path = try #require(try ArchiveContents.segments(api.directory + "/archive")["gw"]?.first?.path)
            var data = try Data(contentsOf: URL(fileURLWithPath: path))
            data[data.count / 2] ^= 0x55
            try data.write(to: URL(fileURLWithPath: path))
            for format in ["json", "csv"] {
                let text = try await file(api, "/api/v1/events/export?format=\(format)").text
                #expect(text.contains("missing") && text.contains("\(400)"), "\(format)")
            }
            let sessions = try await file(api, "/api/v1/sessions/export?format=csv").text
            #expect(sessions.contains("\r\nmissing,"))
        }
    }

    /// A name that a stranger chose is no formula in the auditor's spreadsheet.
    @Test func aSpreadsheetTakesNothingForAFormula() async throws {
        func record(_ directory: String) throws {
            var journal = JournalFile()
            for line in ReplayTests.life.prefix(4) { journal.charon(line) }
            let name = "=cmd|' /C calc'!A0"
            journal.charon("06[IKE] <aws-1|1> IKE_SA aws-1[1] established between 192.0.2.10[gw]...192.0.2.20[\(name)]")
            try journal.write(to: directory + "/a.journal")
        }
        let yaml = "journal: { file: DIR/a.journal }\n" + API.archive()
        try await withAPI(yaml, prepare: record) { api in
            try api.collection.run()
            let events = try await file(api, "/api/v1/events/export?event=ike_sa_established&format=csv").text
            #expect(events.contains(",'=cmd|"))
            #expect(
                try await file(api, "/api/v1/events/export").text.contains("\"=cmd|"), "exact, where nobody calculates")
            let sessions = try await file(api, "/api/v1/sessions/export?format=csv&kind=ike").text
            #expect(sessions.contains(",'=cmd|"))
        }
    }

    /// Value, and what stands in a file for spreadsheets.
    private static let cells: [(value: String, cell: String)] = [
        ("aws-1", "aws-1"), ("", ""), ("=1+1", "'=1+1"), ("-1", "'-1"), ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t'=1"),
        (" =1", " '=1"), ("\"=1", "\"\"\"'=1\""), ("a=b", "a=b"), ("x;=1+1", "x;'=1+1"), ("x; \"=1", "\"x; \"\"'=1\""),
        ("＝1", "'＝1"), ("\n=1", "\"'\n'=1\""), ("caf\u{E9}", "caf\u{E9}"), ("a,b", "\"a,b\""),
    ]

    @Test func whereACellMayBeginAFormulaMayNot() {
        for (value, cell) in Self.cells {
            var out: [UInt8] = []
            CSVOutput.quote(Array(value.utf8), guardsFormulas: true, onto: &out)
            #expect(String(decoding: out, as: UTF8.self) == cell, "\(value)")
            out = []
            CSVOutput.quote(Array(value.utf8), onto: &out)
            #expect(!String(decoding: out, as: UTF8.self).contains("'"), "otherwise it is exact")
        }
    }

    @Test func onlySoManyAreWrittenAtATime() async throws {
        try await withAPI { api in
            api.append(1...10)
            let open = [
                try await api.ask("/api/v1/events/export"), try await api.ask("/api/v1/sessions/export"),
            ]
            #expect(try await api.ask("/api/v1/events/export").status == 503)
            for answer in open { answer.onEnd?() }
            #expect(try await api.ask("/api/v1/events/export").status == 200)
        }
    }

    private final class Collected: Sendable {
        private let bytes = Mutex<[UInt8]>([])
        func append(_ piece: [UInt8]) { bytes.withLock { $0 += piece } }
        var text: String { bytes.withLock { String(decoding: $0, as: UTF8.self) } }
    }
}
