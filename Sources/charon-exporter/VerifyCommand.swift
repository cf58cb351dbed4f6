import ArgumentParser
import Archive
import Audit
import Collector
import Glibc

/// Checks archives.
struct VerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Check archives: every byte, the chain of hashes, the signatures, gaps.",
        discussion: """
            The exit code is 0 when the archive is intact, 1 when it is damaged and 2 when it could not be checked. Nothing \
            is changed. What only somebody else can know is given as KEY and ANCHOR.
            """)

    @OptionGroup(title: "Which archive") var place: ArchivePlace
    @Argument(
        help: .init(
            "Archives, directories out of archives, or segments, instead of --archive.directory. Of a part, what is before it is said to be missing.",
            valueName: "PATH"))
    var paths: [String] = []
    @Option(
        help: .init(
            "The public key from which on seals must be signed: charon-exporter-key-1:…, or a file with it, as keygen made it. Kept elsewhere.",
            valueName: "KEY"))
    var key: String?
    @Option(
        parsing: .singleValue,
        help: .init(
            "What the archive must have: MACHINE:SEQ:HASH, or a file with one a line; from a remote journal (CHARON_EXPORTER_ANCHOR) or Prometheus (charon_exporter_archive_anchor_info). Repeatable.",
            valueName: "ANCHOR"))
    var anchor: [String] = []
    @Option(
        name: .customLong("machine"),
        help: .init("Whose segments are those that lie in no directory host=….", valueName: "NAME"))
    var machine: String?
    @Option(help: .init("How many threads read; one for each processor otherwise.", valueName: "COUNT"))
    var threads: Int?
    @Option(help: .init("How the report is printed; json is for programs.", valueName: "FORMAT"))
    var format = Format.text

    enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

    func validate() throws {
        if let threads, !(1...1024).contains(threads) { throw ValidationError("--threads takes 1 to 1024") }
    }

    func run() {
        do {
            var verifier = Verifier(try place(paths))
            verifier.machine = machine
            verifier.threads = threads
            verifier.key = try key.map(Self.key)
            verifier.anchors = try anchor.flatMap(Self.anchors)
            let progress = Terminal.Progress()
            let report = try verifier.run { done, total in
                let part = total == 0 ? 100 : Int(Double(done) / Double(total) * 100)
                progress.show("verified \(done >> 20) of \(total >> 20) MiB, \(part) %")
            }
            progress.end()
            let output = VerificationOutput(report, hasKey: key != nil, hasColour: Terminal.hasColour)
            let bytes = format == .json ? try output.json() : Array(output.text().utf8)
            try Terminal.print(bytes)
            Glibc.exit(report.isIntact ? 0 : 1)
        } catch {
            Terminal.say("\(error)")
            Glibc.exit(2)
        }
    }

    private func place(_ paths: [String]) throws -> [String] {
        paths.isEmpty ? [try ArchivePlace.directory(place.configuration())] : paths
    }

    private static func key(_ text: String) throws -> VerificationKey {
        if let key = VerificationKey(text) { return key }
        guard let content = try file(text), let key = VerificationKey(content) else {
            throw Problem(
                "--key: \"\(text)\" is neither a public key (charon-exporter-key-1:…) nor a file with one, as keygen makes it"
            )
        }
        return key
    }

    private static func anchors(_ text: String) throws -> [Anchor] {
        if let anchor = Anchor(text) { return [anchor] }
        guard let content = try file(text) else {
            throw Problem("--anchor: \"\(text)\" is neither an anchor (MACHINE:SEQ:HASH) nor a file with some")
        }
        return try content.split(separator: "\n").enumerated().compactMap { number, line in
            let word = line.filter { !$0.isWhitespace }
            if word.isEmpty || word.hasPrefix("#") { return nil }
            guard let anchor = Anchor(word) else {
                throw Problem("\(text):\(number + 1): \"\(line)\" is no anchor (MACHINE:SEQ:HASH)")
            }
            return anchor
        }
    }

    private static func file(_ path: String) throws -> String? {
        try Directory.contents(path).map { String(decoding: $0, as: UTF8.self) }
    }
}
