/// A text format that metrics are written in, and the one that a client asks for.
package struct Format: Sendable, Equatable {
    /// The formats there are.
    package enum Kind: Sendable, CaseIterable {
        /// Prometheus's text format 0.0.4: https://prometheus.io/docs/instrumenting/exposition_formats/
        case text
        /// OpenMetrics 1.0.0: https://prometheus.io/docs/specs/om/open_metrics_spec/
        case openMetrics
    }

    /// How a client wants names that are not of letters, digits, `_` and `:`. Ours all are, so that every scheme writes
    /// them alike: it is only said back, as the client looks for it in `Content-Type`.
    /// See https://prometheus.io/docs/instrumenting/escaping_schemes/
    package enum Escaping: Sendable, CaseIterable {
        case allowUTF8, underscores, dots, values

        fileprivate var name: String {
            switch self {
            case .allowUTF8: "allow-utf-8"
            case .underscores: "underscores"
            case .dots: "dots"
            case .values: "values"
            }
        }
    }

    package var kind: Kind
    /// What the client asked for, nil where it did not, or asked for what is not known.
    package var escaping: Escaping?

    package static let text = Format(.text)
    package static let openMetrics = Format(.openMetrics)

    package init(_ kind: Kind, escaping: Escaping? = nil) {
        self.kind = kind
        self.escaping = escaping
    }

    /// The `Content-Type`. Without `escaping`, that of OpenMetrics is to the letter what its section "Overall
    /// Structure" asks for. 0.0.4 is older than the parameter and goes without.
    package var contentType: String {
        switch kind {
        case .text: "text/plain; version=0.0.4; charset=utf-8"
        case .openMetrics:
            "application/openmetrics-text; version=1.0.0; charset=utf-8"
                + (escaping.map { "; escaping=\($0.name)" } ?? "")
        }
    }
}

extension Format {
    /// The format that a client wants most.
    ///
    /// Of each format, the most specific range that fits says how much it is wanted (RFC 9110, section 12.5.1). Of two
    /// that are wanted alike, the one that is named more exactly wins, then the one that is named first, then text: a
    /// browser, which takes anything, shows that. Where nothing fits the answer is text too, as Prometheus's clients do.
    ///
    /// A range that is malformed counts for nothing, and the others still do. The time is linear in the bytes.
    /// - Parameter accept: the `Accept` header's value; of several headers, all joined with commas; empty for none.
    package static func negotiate(accept: some Collection<UInt8>) -> Format {
        let accept = Array(accept)
        var text = Match()
        var openMetrics = Match()
        var start = 0
        var order = 0
        while start < accept.count {
            let end = Scanner.end(of: UInt8(ascii: ","), in: accept, from: start)
            if let range = MediaRange(accept[start..<end]) {
                text.consider(range, order, type: "text", subtype: "plain", version: "0.0.4")
                openMetrics.consider(range, order, type: "application", subtype: "openmetrics-text", version: "1.0.0")
            }
            order += 1
            start = end + 1
        }
        guard openMetrics.quality > 0, openMetrics.isWanted(before: text) else { return .text }
        return Format(.openMetrics, escaping: openMetrics.escaping)
    }
}

/// How much a client wants a format.
private struct Match {
    /// In thousandths.
    var quality = 0
    /// 0 for nothing, 1 for `*/*`, 2 for a type, 3 for a subtype, 4 with the version.
    var specificity = 0
    var order = 0
    var escaping: Format.Escaping?

    mutating func consider(_ range: MediaRange, _ order: Int, type: String, subtype: String, version: String) {
        var specificity = 1
        if range.type != "*" {
            guard range.type == type else { return }
            specificity = 2
            if range.subtype != "*" {
                guard range.subtype == subtype else { return }
                specificity = 3
            }
        }
        if let asked = range.version {
            guard asked == version else { return }
            specificity += 1
        }
        // Said twice, the first counts, as with other clients' and servers' parsers.
        guard specificity > self.specificity else { return }
        self.specificity = specificity
        self.order = order
        quality = range.quality
        escaping = range.escaping
    }

    func isWanted(before other: Match) -> Bool {
        if quality != other.quality { return quality > other.quality }
        if specificity != other.specificity { return specificity > other.specificity }
        return order < other.order
    }
}

/// One element of `Accept`: `text/plain;version=0.0.4;q=0.5`.
private struct MediaRange {
    /// In lower case, as case means nothing (RFC 9110, section 8.3.1).
    var type: String
    var subtype: String
    var version: String?
    var escaping: Format.Escaping?
    /// In thousandths.
    var quality = 1000

    /// - Returns: nil when it is malformed.
    init?(_ bytes: ArraySlice<UInt8>) {
        let whole = Array(bytes)
        var end = Scanner.end(of: UInt8(ascii: ";"), in: whole, from: 0)
        let name = Scanner.trimmed(whole[..<end])
        guard let slash = name.firstIndex(of: UInt8(ascii: "/")) else { return nil }
        let type = name[..<slash]
        let subtype = name[(slash + 1)...]
        guard Scanner.isToken(type), Scanner.isToken(subtype) else { return nil }
        self.type = Scanner.lowercase(type)
        self.subtype = Scanner.lowercase(subtype)
        guard self.type != "*" || self.subtype == "*" else { return nil }
        while end < whole.count {
            let start = end + 1
            end = Scanner.end(of: UInt8(ascii: ";"), in: whole, from: start)
            let parameter = Scanner.trimmed(whole[start..<end])
            // RFC 9110, section 5.6.6, allows for empty ones.
            if parameter.isEmpty { continue }
            guard let equals = parameter.firstIndex(of: UInt8(ascii: "=")), Scanner.isToken(parameter[..<equals]),
                let value = Scanner.value(parameter[(equals + 1)...])
            else { return nil }
            switch Scanner.lowercase(parameter[..<equals]) {
            case "q":
                guard let quality = Scanner.quality(value) else { return nil }
                self.quality = quality
            case "version": version = String(decoding: value, as: UTF8.self)
            case "escaping":
                let asked = Scanner.lowercase(value[...])
                escaping = Format.Escaping.allCases.first { $0.name == asked }
            default: break
            }
        }
    }
}

/// The syntax of HTTP's header fields, RFC 9110, section 5.6.
private enum Scanner {
    /// Where the next delimiter is that is not inside a quoted string, or the end.
    static func end(of delimiter: UInt8, in bytes: [UInt8], from start: Int) -> Int {
        var isQuoted = false
        var position = start
        while position < bytes.count {
            let byte = bytes[position]
            if isQuoted, byte == UInt8(ascii: "\\") {
                position += 2
                continue
            }
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            if byte == delimiter, !isQuoted { return position }
            position += 1
        }
        return bytes.count
    }

    static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let isSpace = { (byte: UInt8) in byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
        var bytes = bytes.drop(while: isSpace)
        while let last = bytes.last, isSpace(last) { bytes.removeLast() }
        return bytes
    }

    static func isToken(_ bytes: some Collection<UInt8>) -> Bool {
        !bytes.isEmpty
            && bytes.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"):
                    true
                case UInt8(ascii: "!"), UInt8(ascii: "#")...UInt8(ascii: "'"), UInt8(ascii: "*"), UInt8(ascii: "+"),
                    UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "^")...UInt8(ascii: "`"), UInt8(ascii: "|"),
                    UInt8(ascii: "~"):
                    true
                default: false
                }
            }
    }

    /// A parameter's value, without its quotes; nil when it is malformed.
    static func value(_ bytes: ArraySlice<UInt8>) -> [UInt8]? {
        guard bytes.first == UInt8(ascii: "\"") else { return isToken(bytes) ? Array(bytes) : nil }
        guard bytes.count >= 2, bytes.last == UInt8(ascii: "\"") else { return nil }
        var value: [UInt8] = []
        var isEscaped = false
        for byte in bytes.dropFirst().dropLast() {
            if !isEscaped, byte == UInt8(ascii: "\\") {
                isEscaped = true
                continue
            }
            if !isEscaped, byte == UInt8(ascii: "\"") { return nil }
            isEscaped = false
            value.append(byte)
        }
        return isEscaped ? nil : value
    }

    /// A weight in thousandths, RFC 9110, section 12.4.2; what is finer than them is dropped. nil when it is malformed.
    static func quality(_ bytes: [UInt8]) -> Int? {
        guard let first = bytes.first, first == UInt8(ascii: "0") || first == UInt8(ascii: "1") else { return nil }
        var thousandths = Int(first - UInt8(ascii: "0")) * 1000
        guard bytes.count > 1 else { return thousandths }
        guard bytes[1] == UInt8(ascii: ".") else { return nil }
        var unit = 100
        for byte in bytes.dropFirst(2) {
            guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
            thousandths += Int(byte - UInt8(ascii: "0")) * unit
            unit /= 10
        }
        return thousandths <= 1000 ? thousandths : nil
    }

    static func lowercase(_ bytes: some Sequence<UInt8>) -> String {
        String(
            decoding: bytes.map { $0 >= UInt8(ascii: "A") && $0 <= UInt8(ascii: "Z") ? $0 + 32 : $0 }, as: UTF8.self)
    }
}
