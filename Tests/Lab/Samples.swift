/// The samples in a text of Prometheus's exposition format.
package struct Samples: Sendable {
    /// A series: a metric's name and its labels.
    package struct Series: Sendable, Hashable, CustomStringConvertible {
        package var name: String
        package var labels: [String: String]

        package init(_ name: String, _ labels: [String: String] = [:]) {
            self.name = name
            self.labels = labels
        }

        /// The same without a label.
        package func without(_ label: String) -> Series { Series(name, labels.filter { $0.key != label }) }

        package var description: String {
            name + "{" + labels.sorted { $0.key < $1.key }.map { "\($0.key)=\"\($0.value)\"" }.joined(separator: ",")
                + "}"
        }
    }

    package private(set) var values: [Series: Double] = [:]

    /// Reads a text; lines that are no samples are left out.
    package init(_ text: String) {
        for line in text.split(separator: "\n") where !line.hasPrefix("#") {
            var rest = line
            let name = String(rest.prefix { $0 != "{" && $0 != " " })
            rest = rest.dropFirst(name.count)
            let labels = rest.first == "{" ? Self.labels(&rest) : [:]
            guard let value = rest.split(separator: " ").first.flatMap({ Double($0) }) else { continue }
            values[Series(name, labels)] = value
        }
    }

    /// The value of a series; nil when there is no such.
    package subscript(_ name: String, _ labels: [String: String] = [:]) -> Double? { values[Series(name, labels)] }

    /// The value of a tunnel's series.
    package subscript(_ name: String, tunnel tunnel: String) -> Double? {
        self[name, ["connection": tunnel, "tunnel": tunnel]]
    }

    /// The labels of each series of a metric.
    package func labels(of name: String) -> [[String: String]] { values.keys.filter { $0.name == name }.map(\.labels) }

    /// Reads `{a="b",c="d"}` and leaves what follows.
    private static func labels(_ rest: inout Substring) -> [String: String] {
        var labels: [String: String] = [:]
        rest = rest.dropFirst()
        while let first = rest.first, first != "}" {
            let name = rest.prefix { $0 != "=" }
            rest = rest.dropFirst(name.count + 2)
            var value = ""
            while let next = rest.popFirst(), next != "\"" {
                guard next == "\\" else {
                    value.append(next)
                    continue
                }
                let escaped = rest.popFirst() ?? "\\"
                value.append(escaped == "n" ? "\n" : escaped)
            }
            labels[String(name)] = value
            if rest.first == "," { rest = rest.dropFirst() }
        }
        rest = rest.dropFirst()
        return labels
    }
}
