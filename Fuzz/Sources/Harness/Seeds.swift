internal import CharonLog

/// What the fuzzer begins with: every message of the catalogue, as a line of text and as a journal's entry.
package enum Seeds {
    /// Inputs of the harness: runs of a few messages that stand side by side in the catalogue.
    package static func make() -> [[UInt8]] {
        let templates = Catalogue.templates
        var seeds: [[UInt8]] = []
        for start in stride(from: 0, to: templates.count, by: 8) {
            let rows = start..<min(start + 8, templates.count)
            var text: [UInt8] = [0]
            var journal: [UInt8] = [1]
            for row in rows {
                let template = templates[row]
                let prefix =
                    template.subsystem == .systemd ? "systemd[1]: " : "charon: 05[\(template.subsystem.rawValue)] "
                text += Array("Nov 21 09:14:03 gw \(prefix)\(template.example)\n".utf8)
                let example = Array(template.example.utf8)
                journal += [
                    UInt8(row >> 8), UInt8(row & 0xFF), 1, UInt8(row & 3), UInt8(example.count >> 8),
                    UInt8(example.count & 0xFF),
                ]
                journal += example
            }
            seeds += [text, journal]
        }
        return seeds
    }
}
