internal import Bytes

/// Renders metrics in Prometheus's text format 0.0.4.
///
/// Families are written one after the other, each with its samples; label values are escaped as the format asks for.
/// The format: https://prometheus.io/docs/instrumenting/exposition_formats/
package struct Exposition: Sendable {
    /// The text so far, UTF-8.
    package private(set) var bytes: [UInt8] = []
    private var family: StaticString = ""
    private var suffix: StaticString = ""

    /// The `Content-Type` of the text.
    package static let contentType = "text/plain; version=0.0.4; charset=utf-8"

    /// The kind of a metric family.
    package enum Kind: Sendable {
        case counter, gauge, histogram

        var name: StaticString {
            switch self {
            case .counter: "counter"
            case .gauge: "gauge"
            case .histogram: "histogram"
            }
        }
    }

    package init() { bytes.reserveCapacity(16 * 1024) }

    /// Begins a family; what follows are its samples.
    /// - Parameters:
    ///   - name: the full name, with `_total` for a counter.
    ///   - help: one line of plain text.
    package mutating func begin(_ name: StaticString, _ kind: Kind, _ help: StaticString) {
        family = name
        bytes.append("# HELP ")
        bytes.append(name)
        bytes.append(UInt8(ascii: " "))
        bytes.append(help)
        bytes.append("\n# TYPE ")
        bytes.append(name)
        bytes.append(UInt8(ascii: " "))
        bytes.append(kind.name)
        bytes.append(UInt8(ascii: "\n"))
    }

    /// A sample whose value is a whole number: exact, also beyond 2^53.
    package mutating func sample(_ labels: Labels, _ value: UInt64) {
        beginSample(labels)
        bytes.append(decimal: value)
        bytes.append(UInt8(ascii: "\n"))
    }

    /// A sample with any value.
    package mutating func sample(_ labels: Labels, _ value: Double) {
        beginSample(labels)
        append(value)
        bytes.append(UInt8(ascii: "\n"))
    }

    /// A time in microseconds since 1970 UTC, shown in seconds; 0 for never.
    package mutating func sample(_ labels: Labels, microseconds: UInt64) {
        beginSample(labels)
        bytes.append(decimal: microseconds / 1_000_000)
        let fraction = microseconds % 1_000_000
        if fraction > 0 {
            bytes.append(UInt8(ascii: "."))
            bytes.append(decimal: fraction, width: 6)
        }
        bytes.append(UInt8(ascii: "\n"))
    }

    /// A histogram's buckets, sum and count.
    /// - Parameters:
    ///   - bounds: the upper bounds of all buckets but the last, which has none.
    ///   - counts: observations in each bucket, not cumulative.
    package mutating func histogram(_ labels: Labels, bounds: [Double], counts: [UInt64], sum: Double) {
        var cumulative: UInt64 = 0
        suffix = "_bucket"
        for (index, count) in counts.enumerated() {
            cumulative += count
            var bucket = labels
            if index < bounds.count {
                var text = Exposition()
                text.append(bounds[index])
                bucket.add("le", text.bytes)
            } else {
                bucket.add("le", "+Inf")
            }
            sample(bucket, cumulative)
        }
        suffix = "_sum"
        sample(labels, sum)
        suffix = "_count"
        sample(labels, cumulative)
        suffix = ""
    }

    private mutating func beginSample(_ labels: Labels) {
        bytes.append(family)
        bytes.append(suffix)
        if !labels.bytes.isEmpty {
            bytes.append(UInt8(ascii: "{"))
            bytes.append(contentsOf: labels.bytes)
            bytes.append(UInt8(ascii: "}"))
        }
        bytes.append(UInt8(ascii: " "))
    }

    private mutating func append(_ value: Double) {
        if value.isNaN {
            bytes.append("NaN")
        } else if value.isInfinite {
            bytes.append(value > 0 ? "+Inf" : "-Inf")
        } else if value >= 0, value < 9e15, value == Double(UInt64(value)) {
            bytes.append(decimal: UInt64(value))
        } else {
            bytes.append(contentsOf: value.description.utf8)
        }
    }
}

/// Label pairs, rendered: `connection="aws-1",tunnel="net"`.
package struct Labels: Sendable, Equatable {
    package private(set) var bytes: [UInt8] = []

    /// No labels.
    package init() {}

    package init(_ name: StaticString, _ value: [UInt8]) { add(name, value) }
    package init(_ name: StaticString, _ value: String) { add(name, Array(value.utf8)) }

    /// Adds a pair. Bytes that are not UTF-8 become U+FFFD, as the format allows UTF-8 only.
    package mutating func add(_ name: StaticString, _ value: [UInt8]) {
        if !bytes.isEmpty { bytes.append(UInt8(ascii: ",")) }
        bytes.append(name)
        bytes.append("=\"")
        if String(validating: value, as: UTF8.self) != nil {
            escape(value)
        } else {
            escape(Array(String(decoding: value, as: UTF8.self).utf8))
        }
        bytes.append(UInt8(ascii: "\""))
    }

    package mutating func add(_ name: StaticString, _ value: String) { add(name, Array(value.utf8)) }

    /// The same labels and one more.
    package func with(_ name: StaticString, _ value: String) -> Labels {
        var labels = self
        labels.add(name, value)
        return labels
    }

    package func with(_ name: StaticString, _ value: [UInt8]) -> Labels {
        var labels = self
        labels.add(name, value)
        return labels
    }

    private mutating func escape(_ value: [UInt8]) {
        for byte in value {
            switch byte {
            case UInt8(ascii: "\\"): bytes.append("\\\\")
            case UInt8(ascii: "\""): bytes.append("\\\"")
            case UInt8(ascii: "\n"): bytes.append("\\n")
            default: bytes.append(byte)
            }
        }
    }
}
