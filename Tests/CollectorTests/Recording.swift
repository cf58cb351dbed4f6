import Foundation
import Lab
import Support

/// A journal, a configuration and other files, and what the program makes of them.
struct Recording {
    var journal = JournalFile()
    /// The configuration file; none when empty.
    var configuration = ""
    /// Other files by their names; `DIR` in any of them is the directory.
    var files: [String: String] = [:]
    var flags: [String] = []

    struct Result {
        var samples: Samples
        var text: String
        var errors: String
        var events: [[String: Any]]

        /// The events of a kind.
        func events(_ name: String) -> [[String: Any]] { events.filter { $0["event"] as? String == name } }
    }

    /// Replays it.
    mutating func replay(in directory: String) throws -> Result {
        func write(_ text: String, _ name: String) throws {
            try text.replacing("DIR", with: directory).write(
                toFile: directory + "/" + name, atomically: true, encoding: .utf8)
        }
        try journal.write(to: directory + "/a.journal")
        for (name, text) in files { try write(text, name) }
        var arguments = [
            try ExporterProcess.path(), "replay", "--journal.file", directory + "/a.journal", "--archive.directory",
            directory + "/archive",
        ]
        if !configuration.isEmpty {
            try write(configuration, "config.yml")
            arguments += ["--config.file", directory + "/config.yml"]
        }
        let result = try run(arguments + flags.map { $0.replacing("DIR", with: directory) })
        let paths = (try? FileManager.default.subpathsOfDirectory(atPath: directory + "/archive")) ?? []
        let events = try paths.filter { $0.hasSuffix(".gz") }.sorted().flatMap {
            try gunzip(directory + "/archive/" + $0).split(separator: "\n").map {
                try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any] ?? [:]
            }
        }
        return Result(samples: Samples(result.out), text: result.out, errors: result.err, events: events)
    }
}
