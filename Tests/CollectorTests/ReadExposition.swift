import Exposition
import Support

/// An exposition, read byte by byte, as strictly as its format's text is written.
struct ReadExposition {
    struct Family {
        var name: String
        /// In the order in which they stand: TYPE, UNIT, HELP.
        var metadata: [(kind: String, text: String)] = []
        var samples: [Sample] = []

        func text(_ kind: String) -> String? { metadata.first { $0.kind == kind }?.text }
        var type: String { text("TYPE") ?? "" }
    }

    struct Sample {
        var name: String
        /// In their order, and as they are written.
        var labels: [(name: String, value: [UInt8])]
        var value: String
        var exemplar: Exemplar?

        /// What tells it from others.
        var series: String { name + labels.map { "|\($0.name)=\($0.value)" }.joined() }

        func label(_ name: String) -> String? {
            labels.first { $0.name == name }.map { String(decoding: $0.value, as: UTF8.self) }
        }
    }

    struct Exemplar {
        var labels: [(name: String, value: [UInt8])]
        var value: String
        var time: String?

        func label(_ name: String) -> String? {
            labels.first { $0.name == name }.map { String(decoding: $0.value, as: UTF8.self) }
        }
    }

    private(set) var families: [Family] = []
    var samples: [Sample] { families.flatMap(\.samples) }

    /// - Throws: what is wrong, and in which line.
    init(_ text: [UInt8], _ format: Format) throws {
        guard text.last == UInt8(ascii: "\n") else { throw SupportError("no line feed at the end") }
        var lines = text.dropLast().split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        if format == .openMetrics, lines.popLast().map({ Array($0) }) != Array("# EOF".utf8) {
            throw SupportError("no # EOF at the end")
        }
        for line in lines {
            do { try read(line) } catch {
                throw SupportError("\(error): \(String(decoding: line.prefix(200), as: UTF8.self))")
            }
        }
    }

    /// The samples of a name.
    func samples(_ name: String) -> [Sample] { samples.filter { $0.name == name } }

    func family(_ name: String) -> Family? { families.first { $0.name == name } }

    private mutating func read(_ line: ArraySlice<UInt8>) throws {
        guard let text = String(validating: line, as: UTF8.self) else { throw SupportError("not UTF-8") }
        if text.hasPrefix("#") {
            let words = text.split(separator: " ", maxSplits: 3, omittingEmptySubsequences: false).map(String.init)
            guard words.count == 4, words[0] == "#", ["TYPE", "UNIT", "HELP"].contains(words[1]) else {
                throw SupportError("a comment")
            }
            if families.last?.name != words[2] {
                guard family(words[2]) == nil else { throw SupportError("a family in two parts") }
                families.append(Family(name: words[2]))
            }
            guard families[families.count - 1].text(words[1]) == nil else { throw SupportError("said twice") }
            guard families[families.count - 1].samples.isEmpty else { throw SupportError("after its samples") }
            families[families.count - 1].metadata.append((words[1], words[3]))
            return
        }
        guard !families.isEmpty else { throw SupportError("a sample without a family") }
        var rest = line
        let name = Self.name(&rest)
        guard !name.isEmpty else { throw SupportError("no name") }
        let labels = rest.first == UInt8(ascii: "{") ? try Self.labels(&rest) : []
        var sample = Sample(name: name, labels: labels, value: try Self.word(&rest))
        if !rest.isEmpty {
            guard rest.starts(with: " # {".utf8) else { throw SupportError("more than a value") }
            rest = rest.dropFirst(3)
            let labels = try Self.labels(&rest)
            let value = try Self.word(&rest)
            sample.exemplar = Exemplar(labels: labels, value: value, time: rest.isEmpty ? nil : try Self.word(&rest))
            guard rest.isEmpty else { throw SupportError("more than an exemplar") }
        }
        families[families.count - 1].samples.append(sample)
    }

    private static func name(_ rest: inout ArraySlice<UInt8>) -> String {
        let name = rest.prefix { byte in
            byte == UInt8(ascii: "_") || byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z")
                || byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
        }
        rest = rest.dropFirst(name.count)
        return String(decoding: name, as: UTF8.self)
    }

    private static func word(_ rest: inout ArraySlice<UInt8>) throws -> String {
        guard rest.popFirst() == UInt8(ascii: " ") else { throw SupportError("no space") }
        let word = rest.prefix { $0 != UInt8(ascii: " ") }
        rest = rest.dropFirst(word.count)
        return String(decoding: word, as: UTF8.self)
    }

    private static func labels(_ rest: inout ArraySlice<UInt8>) throws -> [(name: String, value: [UInt8])] {
        var labels: [(name: String, value: [UInt8])] = []
        rest = rest.dropFirst()
        while rest.first != UInt8(ascii: "}") {
            if !labels.isEmpty, rest.popFirst() != UInt8(ascii: ",") { throw SupportError("no comma") }
            let name = name(&rest)
            guard !name.isEmpty, rest.starts(with: "=\"".utf8) else { throw SupportError("no label") }
            rest = rest.dropFirst(2)
            var value: [UInt8] = []
            while let byte = rest.popFirst(), byte != UInt8(ascii: "\"") {
                guard byte == UInt8(ascii: "\\") else {
                    value.append(byte)
                    continue
                }
                switch rest.popFirst() {
                case UInt8(ascii: "n"): value.append(UInt8(ascii: "\n"))
                case UInt8(ascii: "\\"): value.append(UInt8(ascii: "\\"))
                case UInt8(ascii: "\""): value.append(UInt8(ascii: "\""))
                default: throw SupportError("a backslash before another letter")
                }
            }
            guard !labels.contains(where: { $0.name == name }) else { throw SupportError("a label twice") }
            labels.append((name, value))
        }
        rest = rest.dropFirst()
        return labels
    }
}
