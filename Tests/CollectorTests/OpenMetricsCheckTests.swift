import Exposition
import Foundation
import Support
import Testing
import Tunnels

@testable import Collector

/// What the specifications ask of an exposition, check by check, of all that the program shows:
/// https://prometheus.io/docs/specs/om/open_metrics_spec/ and
/// https://prometheus.io/docs/instrumenting/exposition_formats/
@Suite struct OpenMetricsCheckTests {
    private static let formats = [Format.text, .openMetrics]

    /// The name of the family's samples, without what the format adds to that of the family.
    private static func samples(of family: ReadExposition.Family, _ format: Format) -> Set<String> {
        let name = family.name
        switch (family.type, format) {
        case ("counter", .openMetrics): return [name + "_total", name + "_created"]
        case ("info", .openMetrics): return [name + "_info"]
        case ("histogram", .openMetrics):
            return [name + "_bucket", name + "_sum", name + "_count", name + "_created"]
        case ("histogram", _): return [name + "_bucket", name + "_sum", name + "_count"]
        default: return [name]
        }
    }

    @Test func theContentTypeIsToTheLetter() {
        let accept =
            "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.5,"
            + "application/openmetrics-text;version=0.0.1;q=0.4,text/plain;version=0.0.4;q=0.2,*/*;q=0.1"
        #expect(
            Format.negotiate(accept: "application/openmetrics-text; version=1.0.0".utf8).contentType
                == "application/openmetrics-text; version=1.0.0; charset=utf-8")
        #expect(
            Format.negotiate(accept: accept.utf8).contentType
                == "application/openmetrics-text; version=1.0.0; charset=utf-8; escaping=allow-utf-8")
        #expect(Format.negotiate(accept: "".utf8).contentType == "text/plain; version=0.0.4; charset=utf-8")
    }

    @Test(arguments: formats) func itEndsAsItShouldAndHasNothingElse(_ format: Format) throws {
        let text = try WholeExposition().feed.render(format)
        let lines = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        #expect(lines.last?.isEmpty == true, "a line feed ends it")
        #expect(!lines.dropLast().contains { $0.isEmpty }, "no line is blank")
        let ends = lines.indices.filter { lines[$0].starts(with: "# EOF".utf8) }
        #expect(ends == (format == .openMetrics ? [lines.count - 2] : []))
        #expect(!text.starts(with: [0xEF, 0xBB, 0xBF]))
        for line in lines {
            // A carriage return is a character of a name, never the end of a line.
            #expect(line.last != UInt8(ascii: "\r"))
        }
        // The reader knows no other comments.
        _ = try ReadExposition(text, format)
    }

    @Test(arguments: formats) func eachFamilyIsSaidOnceAndInOrder(_ format: Format) throws {
        let read = try WholeExposition().read(format)
        #expect(read.families.count > 60)
        #expect(Set(read.families.map(\.name)).count == read.families.count)
        for family in read.families {
            let kinds = family.metadata.map(\.kind)
            if format == .openMetrics {
                #expect(kinds == ["TYPE", "HELP"] || kinds == ["TYPE", "UNIT", "HELP"], "\(family.name)")
            } else {
                #expect(kinds == ["HELP", "TYPE"], "\(family.name)")
            }
            let names = Self.samples(of: family, format)
            var metrics: [String] = []
            for sample in family.samples {
                #expect(names.contains(sample.name), "\(sample.name) in \(family.name)")
                let metric = sample.labels.filter { $0.name != "le" }.map { "|\($0.name)=\($0.value)" }.joined()
                if metrics.last != metric { metrics.append(metric) }
            }
            #expect(Set(metrics).count == metrics.count, "metrics of \(family.name) are interleaved")
        }
    }

    @Test func countersAreNamedAsEachFormatWants() throws {
        let whole = try WholeExposition()
        let (text, open) = (try whole.read(.text), try whole.read())
        let counters = text.families.filter { $0.type == "counter" }.map(\.name)
        #expect(counters.count > 30)
        #expect(counters.allSatisfy { $0.hasSuffix("_total") })
        #expect(open.families.filter { $0.type == "counter" }.map { $0.name + "_total" } == counters)
        #expect(!text.samples.contains { $0.name.hasSuffix("_created") })
        for family in open.families where family.type == "counter" {
            #expect(!family.name.hasSuffix("_total"))
            let totals = family.samples.filter { $0.name.hasSuffix("_total") }.map {
                $0.series.dropFirst($0.name.count)
            }
            let created = family.samples.filter { $0.name.hasSuffix("_created") }
            // Of those it is not known when the charon started that counts them.
            guard family.name != "charon_ike_messages" else { continue }
            #expect(
                created.map { $0.series.dropFirst($0.name.count) } == totals, "all of \(family.name) began at a time")
        }
    }

    @Test func createdIsWhenTheCounterBeganInSeconds() throws {
        var whole = try WholeExposition()
        let now = Double(whole.feed.now) / 1e6
        let clock = Date().timeIntervalSince1970
        func created(_ read: ReadExposition) -> [String: String] {
            let samples = read.samples.filter { $0.name.hasSuffix("_created") }
            return Dictionary(uniqueKeysWithValues: samples.map { ($0.series, $0.value) })
        }
        let first = created(try whole.read())
        #expect(first.count > 500)
        for (series, value) in first {
            let isProcess = series.hasPrefix("process_") || series.hasPrefix("charon_exporter_archive_")
            let seconds = try #require(Double(value))
            // The process's own are by this machine's clock, all others by the recording's.
            if isProcess, seconds != 1_780_000_000 {
                #expect(seconds <= clock && seconds > clock - 86_400, "\(series)")
            } else if !series.hasPrefix("charon_exporter_series_dropped") {
                #expect(seconds >= 1_780_000_000 && seconds <= now, "\(series)")
            }
        }
        whole.live()
        #expect(created(try whole.read()) == first, "what was not set back keeps its time")
    }

    @Test(arguments: formats) func infosAreOfTheValueOne(_ format: Format) throws {
        let read = try WholeExposition().read(format)
        let infos = read.families.filter { format == .openMetrics ? $0.type == "info" : $0.name.hasSuffix("_info") }
        #expect(infos.count == 7)
        for family in infos {
            #expect(family.name.hasSuffix("_info") == (format == .text))
            #expect(family.samples.allSatisfy { $0.name.hasSuffix("_info") && $0.value == "1" })
            #expect(family.type == (format == .text ? "gauge" : "info"))
        }
        #expect(!read.families.contains { $0.type == "stateset" })
    }

    @Test func unitsEndTheNames() throws {
        let read = try WholeExposition().read()
        var units: Set<String> = []
        for family in read.families {
            guard let unit = family.text("UNIT") else {
                #expect(!family.name.hasSuffix("_seconds") && !family.name.hasSuffix("_bytes"), "\(family.name)")
                continue
            }
            units.insert(unit)
            #expect(family.name.hasSuffix("_" + unit) && family.type != "info", "\(family.name)")
        }
        #expect(units == ["seconds", "bytes"])
    }

    @Test(arguments: formats) func histogramsAreCumulativeToInfinity(_ format: Format) throws {
        let read = try WholeExposition().read(format)
        let histograms = read.families.filter { $0.type == "histogram" }
        #expect(histograms.map(\.name) == ["charon_ike_establish_seconds", "charon_tunnel_outage_seconds"])
        for family in histograms {
            for host in ["gw1", "gw2"] {
                let samples = family.samples.filter { $0.label("host") == host }
                let buckets = samples.filter { $0.name.hasSuffix("_bucket") }
                let counts = try buckets.map { try #require(UInt64($0.value)) }
                #expect(counts == counts.sorted() && counts.last ?? 0 > 0)
                let bounds = buckets.compactMap { $0.label("le") }
                #expect(bounds.last == "+Inf")
                #expect(bounds.compactMap { Double($0) } == bounds.compactMap { Double($0) }.sorted())
                #expect(bounds.dropLast().allSatisfy { format == .text || $0.contains(".") || $0.contains("e") })
                #expect(samples.first { $0.name.hasSuffix("_count") }?.value == buckets.last?.value)
            }
        }
        #expect(!read.families.contains { $0.type != "histogram" && $0.samples.contains { $0.label("le") != nil } })
    }

    @Test(arguments: formats) func noNameIsAnothersWithASuffix(_ format: Format) throws {
        let read = try WholeExposition().read(format)
        var owners: [String: String] = [:]
        for family in read.families {
            for name in Self.samples(of: family, .openMetrics).union([family.name]) {
                #expect(owners.updateValue(family.name, forKey: name) == nil, "\(name)")
            }
        }
    }

    @Test(arguments: formats) func labelsAreEscapedAndNoneIsThereTwice(_ format: Format) throws {
        let whole = try WholeExposition()
        let read = try whole.read(format)
        #expect(Set(read.samples.map(\.series)).count == read.samples.count)
        let up = read.samples("charon_tunnel_up").filter { $0.label("host") == "gw1" }
        // Each has a series of its own, and comes back as it was, but for what is no text.
        #expect(up.count == WholeExposition.hostile.count + 2)
        let shown = Set(up.compactMap { $0.labels.first { $0.name == "tunnel" }?.value })
        for name in WholeExposition.hostile where String(validating: name, as: UTF8.self) != nil {
            guard !name.contains(0), !name.starts(with: "\u{FFFD}".utf8) else { continue }
            #expect(shown.contains(name), "\(String(decoding: name.prefix(20), as: UTF8.self))")
        }
        #expect(shown.contains(Array("\u{FFFD}FF\u{FFFD}FE".utf8)))
        #expect(shown.contains(Array("\u{FFFD}EF\u{FFFD}BF\u{FFFD}BDFF".utf8)), "no other name looks like that")
        #expect(read.samples.allSatisfy { $0.value == "NaN" || Double($0.value.replacing("+Inf", with: "inf")) != nil })
    }

    @Test(arguments: formats) func aNameMayBeAsLongAsAJournalsField(_ format: Format) throws {
        var whole = try WholeExposition()
        for byte: UInt8 in [0x78, 0xFF] {
            let name = [UInt8](repeating: byte, count: 65_536)
            whole.feed.establish(Array("long".utf8), name, id: 5000 + Int(byte), on: whole.machines[0])
        }
        whole.feed.use()
        let read = try whole.read(format)
        let lengths = read.samples("charon_tunnel_up").filter { $0.label("connection") == "long" }.map { sample in
            sample.labels.last.map { $0.value.count } ?? 0
        }
        #expect(lengths == [65_536, 65_536 * 5])
    }

    @Test(arguments: formats) func countersNeverFall(_ format: Format) throws {
        var whole = try WholeExposition()
        var last: [String: Double] = [:]
        for _ in 0..<4 {
            let read = try whole.read(format)
            for family in read.families where ["counter", "histogram"].contains(family.type) {
                for sample in family.samples {
                    let value = try #require(Double(sample.value))
                    #expect(value >= last[sample.series] ?? 0, "\(sample.series.prefix(200))")
                    last[sample.series] = value
                }
            }
            whole.live()
        }
        let messages = try #require(try whole.read(format).samples("charon_ike_messages_total").first)
        #expect(messages.value == "\(UInt64(1) << 60 + 1)", "to the last digit")
    }

    @Test func exemplarsAreWhereTheyMayBe() throws {
        let whole = try WholeExposition()
        let text = try whole.read(.text)
        #expect(text.samples.allSatisfy { $0.exemplar == nil })
        let samples = try whole.read().samples
        let found = samples.filter { $0.exemplar != nil }
        #expect(
            Set(found.map(\.name)) == [
                "charon_tunnel_downs_total", "charon_ike_failures_total", "charon_peer_timeouts_total",
                "charon_ike_establish_seconds_bucket", "charon_tunnel_outage_seconds_bucket",
            ])
        for sample in found {
            let exemplar = try #require(sample.exemplar)
            #expect(exemplar.labels.reduce(0) { $0 + $1.name.count + $1.value.count } <= 128)
            #expect(exemplar.label("host") == sample.label("host"))
            #expect(exemplar.time != nil)
            #expect(Double(sample.value) ?? 0 > 0, "what was never counted has no event")
        }
    }

    /// What is shown at all, and in which order.
    @Test(arguments: formats) func nothingComesOrGoesButWithANewTunnel(_ format: Format) throws {
        var whole = try WholeExposition()
        let first = try whole.read(format)
        func isStatic(_ sample: ReadExposition.Sample) -> Bool { !sample.name.hasSuffix("_info") }
        whole.live()
        whole.feed.now += 3_600_000_000
        let second = try whole.read(format)
        #expect(second.samples.filter(isStatic).map(\.series) == first.samples.filter(isStatic).map(\.series))
        #expect(second.families.map { $0.text("HELP") } == first.families.map { $0.text("HELP") })
        whole.feed.establish(Array("new".utf8), Array("new".utf8), id: 9999, on: whole.machines[0])
        whole.feed.use()
        let known = Set(second.samples.map(\.series))
        for sample in try whole.read(format).samples where !known.contains(sample.series) && isStatic(sample) {
            #expect(sample.label("connection") == "new", "\(sample.series)")
        }
        // Links are of a machine, sites are not.
        for family in second.families where !family.name.hasPrefix("charon_group_") {
            let names = Set(family.samples.map { $0.labels.map(\.name).filter { $0 != "le" } })
            #expect(names.count <= 1, "\(family.name)")
        }
    }
}
