internal import Bytes

/// Renders metrics in Prometheus's text format 0.0.4, or in OpenMetrics 1.0.0.
///
/// Families are written one after the other, each with its samples, in the order of the calls: the same calls give the
/// same text. What a format does not allow is left out, sample by sample, so that it never voids what stands beside it.
/// - 0.0.4: https://prometheus.io/docs/instrumenting/exposition_formats/
/// - OpenMetrics: https://prometheus.io/docs/specs/om/open_metrics_spec/
package struct Exposition: Sendable {
    /// The text so far, UTF-8. `finish()` gives the whole.
    package private(set) var bytes: [UInt8] = []
    private let isOpenMetrics: Bool
    /// The family's name without what its type adds: without `_total`, `_info`.
    private var family: [UInt8] = []
    private var kind = Kind.gauge
    /// The names of the family's samples, with what its type adds, and of the times that they began at.
    private var sampleName: [UInt8] = []
    private var createdName: [UInt8] = []
    private var seen = SeriesTable()

    /// The kind of a metric family.
    package enum Kind: Sendable {
        case counter, gauge, histogram
        /// Facts as labels, of the value 1; its name ends in `_info`. A gauge in 0.0.4, which has no such type.
        case info

        /// What the names of the samples have that the family's name has not, in OpenMetrics.
        fileprivate var suffix: StaticString {
            switch self {
            case .counter: "_total"
            case .info: "_info"
            case .gauge, .histogram: ""
            }
        }

        fileprivate func name(isOpenMetrics: Bool) -> StaticString {
            switch self {
            case .counter: "counter"
            case .gauge: "gauge"
            case .histogram: "histogram"
            case .info: isOpenMetrics ? "info" : "gauge"
            }
        }
    }

    /// - Parameter capacity: how many bytes there will be, about: a text that grows is copied, and its memory doubled.
    package init(_ format: Format = .text, capacity: Int = 16 * 1024) {
        isOpenMetrics = format.kind == .openMetrics
        bytes.reserveCapacity(capacity)
    }

    /// Ends the text, and gives the whole: with the end that OpenMetrics asks for, as a scrape that was cut off is none.
    /// What is written later begins another.
    package mutating func finish() -> [UInt8] {
        if isOpenMetrics { bytes.append("# EOF\n") }
        return take()
    }

    /// Gives what was written so far, without an end: more families follow, of another exposition.
    package mutating func take() -> [UInt8] {
        // Taken out, not copied: it may be large.
        var text: [UInt8] = []
        swap(&text, &bytes)
        seen.removeAll()
        return text
    }

    /// Begins a family; what follows are its samples. Each name may be begun once.
    /// - Parameters:
    ///   - name: the full name, with `_total` for a counter and `_info` for an info. Its unit is told from its end:
    ///     OpenMetrics asks that they agree (section "MetricFamily, Unit").
    ///   - help: one line of plain text.
    package mutating func begin(_ name: StaticString, _ kind: Kind, _ help: StaticString) {
        self.kind = kind
        seen.begin(at: bytes.count)
        family.removeAll(keepingCapacity: true)
        family.append(name)
        if family.hasEnd(kind.suffix) { family.removeLast(kind.suffix.utf8CodeUnitCount) }
        sampleName = family
        sampleName.append(kind.suffix)
        createdName = family
        createdName.append("_created")
        if isOpenMetrics {
            metadata("TYPE")
            bytes.append(kind.name(isOpenMetrics: true))
            bytes.append(UInt8(ascii: "\n"))
            if let unit {
                metadata("UNIT")
                bytes.append(unit)
                bytes.append(UInt8(ascii: "\n"))
            }
            appendHelp(help)
        } else {
            appendHelp(help)
            metadata("TYPE")
            bytes.append(kind.name(isOpenMetrics: false))
            bytes.append(UInt8(ascii: "\n"))
        }
    }

    /// A sample whose value is a whole number: exact, also beyond 2^53.
    /// - Parameters:
    ///   - more: labels behind the others.
    ///   - created: when a counter began at 0, in microseconds since 1970 UTC; 0 where that is not known.
    ///   - exemplar: an event that a counter counted.
    ///
    /// Both are of OpenMetrics, and left out of 0.0.4 and of what is no counter.
    package mutating func sample(
        _ labels: Labels, and more: Labels = Labels(), _ value: UInt64, created: UInt64 = 0, exemplar: Exemplar? = nil
    ) {
        guard beginMetric(labels, more) else { return }
        bytes.append(contentsOf: sampleName)
        append(labels, more)
        bytes.append(decimal: value)
        endCounter(labels, more, created, exemplar)
    }

    /// A sample with any value. Of a counter, one that is not a number or below 0 is left out: OpenMetrics forbids it
    /// (section "Counter"), and no total is either.
    package mutating func sample(_ labels: Labels, _ value: Double, created: UInt64 = 0, exemplar: Exemplar? = nil) {
        if kind == .counter, !(value >= 0) { return }
        guard beginMetric(labels) else { return }
        bytes.append(contentsOf: sampleName)
        append(labels)
        bytes.append(number: value)
        endCounter(labels, Labels(), created, exemplar)
    }

    /// A time in microseconds since 1970 UTC, shown in seconds; 0 for never.
    package mutating func sample(_ labels: Labels, and more: Labels = Labels(), microseconds: UInt64) {
        guard beginMetric(labels, more) else { return }
        bytes.append(contentsOf: sampleName)
        append(labels, more)
        bytes.append(seconds: microseconds)
        bytes.append(UInt8(ascii: "\n"))
    }

    /// A histogram's buckets, sum and count.
    /// - Parameters:
    ///   - bounds: the upper bounds of all buckets but the last, which has none; ascending.
    ///   - counts: observations in each bucket, not cumulative.
    ///   - created: when it began, in microseconds since 1970 UTC; 0 where that is not known.
    ///   - exemplars: an observation of each bucket; those beyond the last are nil.
    package mutating func histogram(
        _ labels: Labels, bounds: [Double], counts: [UInt64], sum: Double, created: UInt64 = 0,
        exemplars: [Exemplar?] = []
    ) {
        guard beginMetric(labels) else { return }
        var cumulative: UInt64 = 0
        for index in 0...bounds.count {
            if index < counts.count {
                // Never less than before, which both formats forbid.
                let (total, isOver) = cumulative.addingReportingOverflow(counts[index])
                cumulative = isOver ? .max : total
            }
            beginSample(labels, "_bucket", bound: index < bounds.count ? bounds[index] : .infinity)
            bytes.append(decimal: cumulative)
            if index < exemplars.count { append(exemplars[index]) }
            bytes.append(UInt8(ascii: "\n"))
        }
        // OpenMetrics, section "Histogram": of what may fall there is no sum, and then no count.
        if !isOpenMetrics || (sum >= 0 && !(bounds.first.map { $0 < 0 } ?? false)) {
            beginSample(labels, "_sum")
            bytes.append(number: sum)
            bytes.append(UInt8(ascii: "\n"))
            beginSample(labels, "_count")
            bytes.append(decimal: cumulative)
            bytes.append(UInt8(ascii: "\n"))
        }
        appendCreated(labels, Labels(), created)
    }

    // MARK: Lines

    private mutating func metadata(_ what: StaticString) {
        bytes.append("# ")
        bytes.append(what)
        bytes.append(UInt8(ascii: " "))
        bytes.append(contentsOf: family)
        // 0.0.4 knows one name, that of the samples.
        if !isOpenMetrics { bytes.append(kind.suffix) }
        bytes.append(UInt8(ascii: " "))
    }

    /// OpenMetrics escapes quotes too (section "ABNF", escaped-string); 0.0.4 would show the backslash.
    private mutating func appendHelp(_ help: StaticString) {
        metadata("HELP")
        var text: [UInt8] = []
        text.append(help)
        for byte in text { bytes.append(escaped: byte, quotes: isOpenMetrics) }
        bytes.append(UInt8(ascii: "\n"))
    }

    /// The base units of ours that the family's name ends in. Info has none.
    private var unit: StaticString? {
        guard kind != .info else { return nil }
        if family.hasEnd("_seconds") { return "seconds" }
        if family.hasEnd("_bytes") { return "bytes" }
        return family.hasEnd("_ratio") ? "ratio" : nil
    }

    /// Whether the metric may be written: not where the family has one of the same labels, as twice the same voids an
    /// exposition. The first stays; which labels are the same is seen in their bytes, as a hash may lie.
    private mutating func beginMetric(_ labels: Labels, _ more: Labels = Labels()) -> Bool {
        seen.insert(labels.hash(and: more), at: bytes.count) { position in
            guard !labels.bytes.isEmpty || !more.bytes.isEmpty else { return true }
            // The name and its brace stand before the labels.
            guard let brace = bytes[position...].firstIndex(of: UInt8(ascii: "{")) else { return false }
            var rest = bytes[(brace + 1)...]
            guard rest.starts(with: labels.bytes) else { return false }
            rest = rest.dropFirst(labels.bytes.count)
            guard !more.bytes.isEmpty, !labels.bytes.isEmpty else { return rest.starts(with: more.bytes) }
            return rest.first == UInt8(ascii: ",") && rest.dropFirst().starts(with: more.bytes)
        }
    }

    /// The labels of a sample, and the space behind them.
    private mutating func append(_ labels: Labels, _ more: Labels = Labels()) {
        guard !labels.bytes.isEmpty || !more.bytes.isEmpty else {
            bytes.append(UInt8(ascii: " "))
            return
        }
        bytes.append(UInt8(ascii: "{"))
        bytes.append(contentsOf: labels.bytes)
        if !more.bytes.isEmpty {
            if !labels.bytes.isEmpty { bytes.append(UInt8(ascii: ",")) }
            bytes.append(contentsOf: more.bytes)
        }
        bytes.append("} ")
    }

    /// The name and the labels of one of a histogram's samples.
    private mutating func beginSample(_ labels: Labels, _ suffix: StaticString, bound: Double? = nil) {
        bytes.append(contentsOf: family)
        bytes.append(suffix)
        guard let bound else {
            append(labels)
            return
        }
        bytes.append(UInt8(ascii: "{"))
        bytes.append(contentsOf: labels.bytes)
        bytes.append(labels.bytes.isEmpty ? "le=\"" : ",le=\"")
        // 0.0.4 keeps the form it always had here: Prometheus 2 takes "1" and "1.0" for two series.
        if isOpenMetrics { bytes.append(canonical: bound) } else { bytes.append(number: bound) }
        bytes.append("\"} ")
    }

    private mutating func endCounter(_ labels: Labels, _ more: Labels, _ created: UInt64, _ exemplar: Exemplar?) {
        if kind == .counter { append(exemplar) }
        bytes.append(UInt8(ascii: "\n"))
        if kind == .counter { appendCreated(labels, more, created) }
    }

    private mutating func appendCreated(_ labels: Labels, _ more: Labels, _ created: UInt64) {
        guard isOpenMetrics, created > 0 else { return }
        bytes.append(contentsOf: createdName)
        append(labels, more)
        bytes.append(seconds: created)
        bytes.append(UInt8(ascii: "\n"))
    }

    /// One whose labels are too long is left out, not its sample.
    private mutating func append(_ exemplar: Exemplar?) {
        guard isOpenMetrics, let exemplar, exemplar.labels.characters <= Exemplar.maximumCharacters else { return }
        bytes.append(" # {")
        bytes.append(contentsOf: exemplar.labels.bytes)
        bytes.append("} ")
        bytes.append(number: exemplar.value)
        if exemplar.time > 0 {
            bytes.append(UInt8(ascii: " "))
            bytes.append(seconds: exemplar.time)
        }
    }
}

/// One event of those that a counter or a bucket counts: OpenMetrics, section "Exemplars".
package struct Exemplar: Sendable {
    /// What leads to the event; of names and values together, at most 128 characters.
    package var labels: Labels
    /// What it added to the counter, or what was observed.
    package var value: Double
    /// When it was, in microseconds since 1970 UTC; 0 where that is not known.
    package var time: UInt64

    /// The most characters, Unicode scalars, that its labels may have.
    package static let maximumCharacters = 128

    package init(_ labels: Labels, value: Double, time: UInt64) {
        self.labels = labels
        self.value = value
        self.time = time
    }
}
