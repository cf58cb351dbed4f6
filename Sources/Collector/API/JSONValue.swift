internal import Archive
internal import Bytes

/// A JSON value that is written down in the source; the members of an object keep their order.
indirect enum JSONValue: ExpressibleByStringInterpolation, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    case text(String)
    case number(UInt64)
    case flag(Bool)
    case list([JSONValue])
    case object([(String, JSONValue)])

    init(stringLiteral value: String) { self = .text(value) }
    init(integerLiteral value: UInt64) { self = .number(value) }
    init(booleanLiteral value: Bool) { self = .flag(value) }
    init(arrayLiteral elements: JSONValue...) { self = .list(elements) }
    init(dictionaryLiteral elements: (String, JSONValue)...) { self = .object(elements) }

    /// The same object with further members.
    func with(_ members: [(String, JSONValue)]) -> JSONValue {
        guard case .object(let own) = self else { return self }
        return .object(own + members)
    }

    /// Appends it as people read it, indented by two blanks a level.
    func append(onto out: inout [UInt8], indent: Int = 0) {
        switch self {
        case .text(let text): Self.append(text, onto: &out)
        case .number(let number): out.append(decimal: number)
        case .flag(let flag): out.append(flag ? "true" : "false")
        case .list(let values):
            Self.append("[", "]", values.count, onto: &out, indent) { index, out in
                values[index].append(onto: &out, indent: indent + 1)
            }
        case .object(let members):
            Self.append("{", "}", members.count, onto: &out, indent) { index, out in
                Self.append(members[index].0, onto: &out)
                out.append(": ")
                members[index].1.append(onto: &out, indent: indent + 1)
            }
        }
    }

    private static func append(_ text: String, onto out: inout [UInt8]) {
        out.append(UInt8(ascii: "\""))
        let bytes = Array(text.utf8)
        _ = JSONLine.appendEscaped(bytes.span, ByteRange(0, bytes.count), onto: &out)
        out.append(UInt8(ascii: "\""))
    }

    private static func append(
        _ open: StaticString, _ close: StaticString, _ count: Int, onto out: inout [UInt8], _ indent: Int,
        _ element: (Int, inout [UInt8]) -> Void
    ) {
        func newLine(_ levels: Int) { out += [0x0A] + [UInt8](repeating: 0x20, count: 2 * levels) }
        out.append(open)
        for index in 0..<count {
            if index > 0 { out.append(UInt8(ascii: ",")) }
            newLine(indent + 1)
            element(index, &out)
        }
        if count > 0 { newLine(indent) }
        out.append(close)
    }
}
