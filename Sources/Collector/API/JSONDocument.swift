internal import Archive
internal import Bytes
internal import Tunnels

/// Writes a JSON document (RFC 8259) from its beginning to its end: objects and lists in one another.
///
/// What is no UTF-8 is written as `JSONLine` writes it.
struct JSONDocument {
    private(set) var bytes: [UInt8] = []

    /// A document that is one object.
    init(_ body: (inout JSONDocument) -> Void) { object(body) }

    /// An object in a list, or the document itself.
    mutating func object(_ body: (inout JSONDocument) -> Void) {
        separate()
        inside("{", "}", body)
    }

    mutating func object(_ key: StaticString, _ body: (inout JSONDocument) -> Void) {
        member { JSONLine.key(key, onto: &$0) }
        inside("{", "}", body)
    }

    mutating func list(_ key: StaticString, _ body: (inout JSONDocument) -> Void) {
        member { JSONLine.key(key, onto: &$0) }
        inside("[", "]", body)
    }

    mutating func list(_ key: StaticString, _ texts: [String]) {
        list(key) { list in
            for text in texts { list.element(text) }
        }
    }

    /// A value of a list that is JSON already.
    mutating func element(json: [UInt8]) {
        separate()
        bytes += json
    }

    private mutating func element(_ text: String) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        let text = Array(text.utf8)
        _ = JSONLine.appendEscaped(text.span, ByteRange(0, text.count), onto: &bytes)
        bytes.append(UInt8(ascii: "\""))
    }

    mutating func text(_ key: StaticString, _ name: Name) {
        member { JSONLine.text(key, name.bytes.span, ByteRange(0, name.bytes.count), onto: &$0) }
    }

    /// Left out when it is nil.
    mutating func text(_ key: StaticString, _ text: String?) {
        if let text { self.text(key, Name(text)) }
    }

    /// Left out when it is empty.
    mutating func known(_ key: StaticString, _ name: Name) {
        if !name.isEmpty { text(key, name) }
    }

    mutating func number(_ key: StaticString, _ value: UInt64) {
        member { JSONLine.number(key, value, onto: &$0) }
    }

    /// A finite number, to three decimals.
    mutating func number(_ key: StaticString, _ value: Double) {
        member { line in
            JSONLine.key(key, onto: &line)
            line += Array("\((value * 1000).rounded() / 1000)".utf8)
        }
    }

    /// Left out when it is nil.
    mutating func flag(_ key: StaticString, _ value: Bool?) {
        guard let value else { return }
        member { line in
            JSONLine.key(key, onto: &line)
            line.append(value ? "true" : "false")
        }
    }

    /// A time, microseconds since 1970 UTC; left out when it is 0, for never or unknown.
    mutating func time(_ key: StaticString, _ time: UInt64) {
        if time > 0 { member { JSONLine.time(key, time, onto: &$0) } }
    }

    private mutating func inside(_ open: StaticString, _ close: StaticString, _ body: (inout JSONDocument) -> Void) {
        bytes.append(open)
        body(&self)
        bytes.append(close)
    }

    /// Writes a member, which brings its comma with it.
    private mutating func member(_ write: (inout [UInt8]) -> Void) {
        let start = bytes.count
        let isFirst = bytes.last == UInt8(ascii: "{")
        write(&bytes)
        if isFirst { bytes.remove(at: start) }
    }

    /// Writes the comma before a value of a list.
    private mutating func separate() {
        guard let last = bytes.last, last != UInt8(ascii: "[") else { return }
        bytes.append(UInt8(ascii: ","))
    }
}
