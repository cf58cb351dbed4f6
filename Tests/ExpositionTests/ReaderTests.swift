import Exposition
import Foundation
import Lab
import Testing

/// Expositions as others read them: Prometheus's own Python client, whose parser is strict of OpenMetrics, and promtool.
@Suite struct ReaderTests {
    private struct Family: Decodable {
        var name: String
        var type: String
        var unit: String
        var help: String
        var samples: [Sample]
    }

    private struct Sample: Decodable, Equatable {
        var name: String
        var labels: [String: String]
        var value: String
        var exemplar: Found?

        struct Found: Decodable, Equatable {
            var labels: [String: String]
            var value: String
            var time: String
        }
    }

    /// What random calls say, and what is to be read from it.
    private struct Random {
        var generator: SeededRandom
        var out: Exposition
        var expected: [Sample] = []
        let isOpenMetrics: Bool

        init(_ seed: UInt64, _ format: Format) {
            generator = SeededRandom(seed)
            out = Exposition(format)
            isOpenMetrics = format == .openMetrics
        }

        private mutating func number(_ most: Int) -> Int { Int.random(in: 0...most, using: &generator) }

        /// Of all that is bad for a text: ends of lines, quotes, braces, what is not UTF-8, what looks like metadata.
        private mutating func value(quotes: Bool) -> [UInt8] {
            let parts: [[UInt8]] =
                [
                    "a", "\\", "\"", "\n", "\r", "\t", "\0", "}", "{", ",", "=", " # {", "# EOF", " ", "\u{E9}",
                    "\u{FFFD}",
                    "\u{1F600}", "\u{2028}", "\u{85}", "\\n",
                ].map { Array($0.utf8) } + [[0xFF], [0xC3], [0xE2, 0x82], [0xED, 0xA0, 0x80]]
            let value = (0..<number(5)).flatMap { _ in parts.randomElement(using: &generator) ?? [] }
            return quotes ? value : value.filter { $0 != UInt8(ascii: "\"") }
        }

        private mutating func double() -> Double {
            switch number(4) {
            case 0: Double(number(1000)) / 8
            case 1: Double(bitPattern: generator.next()).magnitude
            case 2: Double(number(1_000_000_000)) * 1e9
            case 3: pow(10, Double(number(600) - 300))
            default: [0, .infinity, 0.1, 1e-5, 9_007_199_254_740_992, 5e300][number(5)]
            }
        }

        /// As text by itself, without what is not UTF-8 and so is written in another way: see `OpenMetricsTests`.
        private mutating func labels(quotes: Bool = true) -> (Labels, [String: String]) {
            var labels = Labels()
            var names: [String: String] = [:]
            for name: StaticString in ["a", "b_c", "connection"] where number(3) > 0 {
                let value = value(quotes: quotes)
                labels.add(name, value)
                let rendered = Labels("x", value).bytes.dropFirst(3).dropLast()
                names["\(name)"] = Self.unescaped(Array(rendered))
            }
            return (labels, names)
        }

        private static func unescaped(_ bytes: [UInt8]) -> String {
            var text: [UInt8] = []
            var isEscaped = false
            for byte in bytes {
                if isEscaped {
                    text.append(byte == UInt8(ascii: "n") ? UInt8(ascii: "\n") : byte)
                    isEscaped = false
                } else if byte == UInt8(ascii: "\\") {
                    isEscaped = true
                } else {
                    text.append(byte)
                }
            }
            return String(decoding: text, as: UTF8.self)
        }

        private mutating func exemplar() -> (Exemplar, Sample.Found)? {
            guard number(1) == 0 else { return nil }
            // The client takes an escaped quote there for the end of the value, as of its release 0.26.
            let (labels, names) = labels(quotes: false)
            let value = Double(number(100)) / 4
            let time = UInt64(number(2_000_000_000)) * 1_000_000 + UInt64(number(999_999))
            let shown = time == 0 ? "" : "\(time / 1_000_000).\(String(format: "%09d", time % 1_000_000 * 1000))"
            return (Exemplar(labels, value: value, time: time), .init(labels: names, value: "\(value)", time: shown))
        }

        private mutating func note(
            _ name: String, _ labels: [String: String], _ value: Double, _ exemplar: Sample.Found? = nil
        ) {
            expected.append(
                Sample(name: name, labels: labels, value: "\(value)", exemplar: isOpenMetrics ? exemplar : nil))
        }

        mutating func families() {
            var seen: Set<[String: String]> = []
            out.begin("p_hits_total", .counter, #"Hits: "a\b"."#)
            for _ in 0..<number(6) {
                let (labels, names) = labels()
                let value = number(1) == 0 ? generator.next() >> UInt64(number(63)) : UInt64(number(9))
                let created = number(1) == 0 ? UInt64(number(2_000_000_000)) * 1_000_001 : 0
                let exemplar = exemplar()
                out.sample(labels, value, created: created, exemplar: exemplar?.0)
                guard seen.insert(names).inserted else { continue }
                note("p_hits_total", names, Double(value), exemplar?.1)
                if isOpenMetrics, created > 0 { note("p_hits_created", names, Double(created) / 1e6) }
            }
            seen = []
            out.begin("p_level_ratio", .gauge, "Level.")
            for _ in 0..<number(6) {
                let (labels, names) = labels()
                let value = number(5) == 0 ? -double() : double()
                out.sample(labels, value)
                if seen.insert(names).inserted { note("p_level_ratio", names, value) }
            }
            seen = []
            out.begin("p_info", .info, "Facts.")
            for _ in 0..<number(3) {
                let (labels, names) = labels()
                out.sample(labels, UInt64(1))
                if seen.insert(names).inserted { note("p_info", names, 1) }
            }
            seen = []
            out.begin("p_wait_seconds", .histogram, "Wait.")
            for _ in 0..<number(3) { histogram(&seen) }
        }

        private mutating func histogram(_ seen: inout Set<[String: String]>) {
            let (labels, names) = labels()
            let bounds = Set((0..<number(5)).map { _ in double() }.filter(\.isFinite)).sorted()
            let counts = (0...bounds.count).map { _ in UInt64(number(1000)) }
            let sum = Double(number(1_000_000)) / 16
            let exemplars = (0...bounds.count).map { _ in exemplar() }
            out.histogram(
                labels, bounds: bounds, counts: counts, sum: sum, created: 7, exemplars: exemplars.map { $0?.0 })
            guard seen.insert(names).inserted else { return }
            var total: UInt64 = 0
            for (index, count) in counts.enumerated() {
                total += count
                // As a number, as the formats write bounds in two ways.
                let bound = index < bounds.count ? "\(bounds[index])" : "inf"
                note("p_wait_seconds_bucket", names.merging(["le": bound]) { $1 }, Double(total), exemplars[index]?.1)
            }
            note("p_wait_seconds_sum", names, sum)
            note("p_wait_seconds_count", names, Double(total))
            if isOpenMetrics { note("p_wait_seconds_created", names, 7e-6) }
        }
    }

    /// Values are compared as numbers: Python writes some otherwise than Swift.
    private func normal(_ sample: Sample) -> Sample {
        let number = { (text: String) in
            text.contains("nan") ? "nan" : Double(text).map { "\($0.bitPattern)" } ?? "not \(text)"
        }
        var sample = sample
        sample.value = number(sample.value)
        if let bound = sample.labels["le"] { sample.labels["le"] = number(bound) }
        if let value = sample.exemplar?.value { sample.exemplar?.value = number(value) }
        if let time = sample.exemplar?.time, !time.isEmpty { sample.exemplar?.time = number(time) }
        return sample
    }

    private func withFile<Result>(_ texts: [[UInt8]], _ body: ([String]) async throws -> Result) async throws -> Result
    {
        let directory = FileManager.default.temporaryDirectory.appendingPathComponent("exposition-\(UUID())")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        let paths = try texts.enumerated().map { index, text in
            let url = directory.appendingPathComponent("\(index).txt")
            try Data(text).write(to: url)
            return url.path
        }
        return try await body(paths)
    }

    @Test(arguments: [Format.text, .openMetrics]) func theClientReadsWhatWasSaid(_ format: Format) async throws {
        let cases = (0..<200).map { seed in
            var random = Random(UInt64(seed), format)
            random.families()
            return (text: random.out.finish(), expected: random.expected)
        }
        let output = try await withFile(cases.map(\.text)) {
            try await PythonScript.run(
                "read_metrics.py", [format == .openMetrics ? "openmetrics" : "text"] + $0)
        }
        let read = try output.split(separator: "\n").map {
            try JSONDecoder().decode([Family].self, from: Data($0.utf8))
        }
        try #require(read.count == cases.count)
        for (seed, (families, expected)) in zip(read, cases.map(\.expected)).enumerated() {
            let samples = families.flatMap(\.samples).map(normal)
            #expect(samples.count == expected.count, "seed \(seed)")
            for (sample, expected) in zip(samples, expected.map(normal)) {
                #expect(sample == expected, "seed \(seed)")
            }
            #expect(families.first?.help == #"Hits: "a\b"."#)
            if format == .openMetrics {
                #expect(families.map(\.name) == ["p_hits", "p_level_ratio", "p", "p_wait_seconds"])
                #expect(families.map(\.type) == ["counter", "gauge", "info", "histogram"])
                #expect(families.map(\.unit) == ["", "ratio", "", "seconds"])
            }
        }
    }

    /// That the parser is as strict as it is trusted to be.
    @Test(arguments: [
        "# TYPE x counter\nx_total 1\n", "# TYPE x counter\nx_total -1\n# EOF\n", "# TYPE x counter\nx 1\n\n# EOF\n",
        "# TYPE x gauge\n# UNIT x seconds\nx 1\n# EOF\n",
        "# TYPE x gauge\nx{a=\"1\"} 1\nx{a=\"2\"} 1\nx{a=\"1\"} 1\n# EOF\n",
        "# TYPE x gauge\nx 1 # {a=\"b\"} 1\n# EOF\n",
    ]) func theClientRefusesWhatIsWrong(_ text: String) async throws {
        _ = try await withFile([Array("# TYPE x gauge\nx 1\n# EOF\n".utf8)]) {
            try await PythonScript.run("read_metrics.py", ["openmetrics"] + $0)
        }
        await #expect(throws: LabError.self) {
            try await withFile([Array(text.utf8)]) {
                try await PythonScript.run("read_metrics.py", ["openmetrics"] + $0)
            }
        }
    }

    /// promtool reads this format only, and has remarks on names and HELP too: none of them here.
    @Test func promtoolReadsTheTextFormat() async throws {
        let texts = (0..<20).map { seed in
            var random = Random(UInt64(seed), .text)
            random.families()
            return random.out.finish()
        }
        try await withFile(texts) { paths in
            for path in paths { try await Tool.promtool.run(["check", "metrics"], input: path) }
        }
    }
}
