import Glibc

/// Writes the journal of a gateway that never was, and beside it what happened there.
@main
struct JournalGenerator {
    private static let usage = """
        usage: journal-generator --output PREFIX --truth FILE [--tunnels N] [--entries M] [--files K] [--seed S]
                                 [--start SECONDS-SINCE-1970]

        Writes M entries of a charon with N tunnels to PREFIX-0.export ... PREFIX-(K-1).export, consecutive in time,
        and what they amount to, to FILE. The same seed gives the same files.

        """

    private var tunnels = 200
    private var entries = 100_000
    private var files = 1
    private var seed: UInt64 = 1
    /// 2026-01-01T00:00:00Z.
    private var start: UInt64 = 1_767_225_600
    private var output = ""
    private var truth = ""

    static func main() {
        var arguments = CommandLine.arguments.dropFirst()
        var generator = JournalGenerator()
        while let name = arguments.popFirst() {
            guard let value = arguments.popFirst(), generator.set(name, value) else {
                try? write(Array(usage.utf8), to: 2)
                exit(2)
            }
        }
        guard !generator.output.isEmpty, !generator.truth.isEmpty else {
            try? write(Array(usage.utf8), to: 2)
            exit(2)
        }
        do {
            try generator.run()
        } catch {
            try? write(Array("journal-generator: \(error)\n".utf8), to: 2)
            exit(1)
        }
    }

    /// Takes an option; false when it is unknown or its value is of no use.
    private mutating func set(_ name: String, _ value: String) -> Bool {
        switch (name, Int(value)) {
        case ("--output", _): output = value
        case ("--truth", _): truth = value
        case ("--tunnels", let number?) where (1...10_000).contains(number): tunnels = number
        case ("--entries", let number?) where number > 0: entries = number
        case ("--files", let number?) where number > 0: files = number
        case ("--seed", let number?) where number >= 0: seed = UInt64(number)
        case ("--start", let number?) where number > 100 && number < 10_000_000_000: start = UInt64(number)
        default: return false
        }
        return true
    }

    private func run() throws(FileError) {
        var random = Random(seed: seed)
        let microseconds = start * 1_000_000
        // Streams of their own, so that neither changes with the other.
        var format = EntryFormat(start: microseconds, random: Random(seed: random.next()))
        var simulation = Simulation(tunnels: tunnels, start: microseconds, random: Random(seed: random.next()))
        var truth = Truth(tunnels: tunnels)

        for file in 0..<files {
            var writer = try ExportWriter(path: "\(output)-\(file).export")
            let end = entries * (file + 1) / files
            for _ in entries * file / files..<end {
                let line = simulation.next()
                try format.write(line, to: &writer)
                truth.entries += 1
                if let effect = line.effect { truth.apply(effect) }
            }
            try writer.flush()
        }
        var writer = try ExportWriter(path: self.truth)
        writer.fields(Array(truth.text(simulation.sites).utf8))
        try writer.flush()
    }
}
