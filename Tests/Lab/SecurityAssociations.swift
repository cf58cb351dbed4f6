/// An IKE_SA as `swanctl --list-sas --raw` shows it.
package struct ListedIKESA: Sendable, Equatable {
    package var name: String
    package var uniqueID: UInt32
    package var state: String
    package var children: [ListedChildSA]

    /// One that waits for the answer to its rekeying is established still.
    package var isEstablished: Bool { state == "ESTABLISHED" || state == "REKEYING" }
}

/// A CHILD_SA in that list.
package struct ListedChildSA: Sendable, Equatable {
    package var name: String
    package var uniqueID: UInt32
    package var state: String
    package var bytesIn: UInt64
    package var bytesOut: UInt64

    /// One that is being rekeyed is installed still, and so is one that was rekeyed, until it is deleted.
    package var isInstalled: Bool { ["INSTALLED", "REKEYING", "REKEYED"].contains(state) }
}

/// Reads what swanctl prints raw: sections `name {...}`, values `key=value`, and lists `key=[a b]`.
///
/// A value ends at a space, so identities with spaces come out in pieces; nothing here needs them.
package struct RawListParser {
    private struct Section {
        var values: [String: String] = [:]
        var sections: [(name: String, content: Section)] = []

        subscript(_ name: String) -> Section? { sections.first { $0.name == name }?.content }
    }

    private var rest: Substring

    /// The IKE_SAs in the list, in its order.
    package static func parse(_ text: String) -> [ListedIKESA] {
        text.split(separator: "\n").flatMap { line -> [ListedIKESA] in
            guard let open = line.firstIndex(of: "{"), line.hasPrefix("list-sa event ") else { return [] }
            var parser = RawListParser(rest: line[line.index(after: open)...])
            return parser.section().sections.map { ikeSA($0.name, $0.content) }
        }
    }

    private static func ikeSA(_ name: String, _ section: Section) -> ListedIKESA {
        ListedIKESA(
            name: name, uniqueID: number(section, "uniqueid"), state: section.values["state"] ?? "",
            children: section["child-sas"]?.sections.map { child in
                ListedChildSA(
                    name: child.content.values["name"] ?? child.name, uniqueID: number(child.content, "uniqueid"),
                    state: child.content.values["state"] ?? "", bytesIn: number(child.content, "bytes-in"),
                    bytesOut: number(child.content, "bytes-out"))
            } ?? [])
    }

    private static func number<Number: FixedWidthInteger>(_ section: Section, _ key: String) -> Number {
        section.values[key].flatMap { Number($0) } ?? 0
    }

    /// Reads up to the brace that closes the section, and past it.
    private mutating func section() -> Section {
        var section = Section()
        while let first = rest.first {
            if first == "}" {
                rest.removeFirst()
                return section
            }
            if first == " " {
                rest.removeFirst()
                continue
            }
            let word = take { !" {}=".contains($0) }
            if rest.hasPrefix("=") {
                rest.removeFirst()
                section.values[word] = rest.hasPrefix("[") ? take { $0 != "]" } : take { !" {}".contains($0) }
                if rest.hasPrefix("]") { rest.removeFirst() }
            } else if let next = rest.firstIndex(where: { $0 != " " }), rest[next] == "{" {
                rest = rest[rest.index(after: next)...]
                section.sections.append((word, self.section()))
            } else if word.isEmpty {
                rest.removeFirst()
            }
        }
        return section
    }

    private mutating func take(while condition: (Character) -> Bool) -> String {
        let taken = rest.prefix(while: condition)
        rest = rest[taken.endIndex...]
        return String(taken)
    }
}
