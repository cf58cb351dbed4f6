import Foundation
import Lab
import Support
import Testing

/// What is archived lies where searches and retention look for it: in its day's directory, or in the one before.
@Suite struct DaysTests {
    /// `2026-03-09 08:00:01` and the like, each an event.
    private func archive(_ times: [String], in directory: String, machines: Int = 1) throws -> String {
        let archive = directory + "/archive"
        var flags: [String] = []
        for machine in 0..<machines {
            let lines = times.enumerated().map { number, time in
                "\(time.replacing(" ", with: "T")).000000+00:00 gw\(machine) charon: 05[IKE] <a|\(number + 1)> initiating IKE_SA a[\(number + 1)] to 192.0.2.20"
            }
            let path = directory + "/\(machine).log"
            try (lines.joined(separator: "\n") + "\n").write(toFile: path, atomically: true, encoding: .utf8)
            flags += ["--syslog.file", path]
        }
        try run(
            [
                ExporterProcess.path(), "replay", "--archive.directory", archive, "--metrics.file", directory + "/m",
            ] + flags)
        return archive
    }

    private func count(_ archive: String, _ flags: [String]) throws -> Int {
        // 1 is for nothing found, which is no error here.
        let result = try run(
            [
                "/bin/sh", "-c", "\"$@\" || [ $? -eq 1 ]", "sh", ExporterProcess.path(), "audit", "--archive.directory",
                archive, "--count",
            ] + flags)
        #expect(result.err.isEmpty)
        return Int(result.out.trimmingCharacters(in: .whitespacesAndNewlines)) ?? -1
    }

    private static let stories: [[String]] = [
        // A weekend without a line.
        ["2026-03-06 10:00:00", "2026-03-09 08:00:00", "2026-03-09 08:00:01", "2026-03-11 10:00:00"],
        // The clock was ahead for a while.
        [
            "2026-03-04 10:00:00", "2026-03-10 10:00:00", "2026-03-10 10:00:01", "2026-03-05 10:00:00",
            "2026-03-05 11:00:00",
        ],
        // Lines that come late, around midnight and far from it.
        [
            "2026-03-04 23:59:59", "2026-03-05 00:00:00", "2026-03-04 23:59:58", "2026-03-05 00:00:01",
            "2026-03-05 09:00:00",
        ],
        [
            "2026-03-05 00:00:00", "2026-03-04 00:00:00", "2026-03-03 00:00:00", "2026-03-05 12:00:00",
            "2026-03-03 12:00:00",
        ],
        // The same days once more.
        [
            "2026-03-04 10:00:00", "2026-03-05 10:00:00", "2026-03-06 10:00:00", "2026-03-05 10:00:00",
            "2026-03-06 10:00:00",
        ],
    ]

    @Test(arguments: stories.indices, [1, 2]) func everyDayIsFound(story: Int, machines: Int) throws {
        let times = Self.stories[story]
        try withTemporaryDirectory { directory in
            let archive = try archive(times, in: directory, machines: machines)
            for day in Set(times.map { String($0.prefix(10)) }) {
                let expected = times.count { $0.hasPrefix(day) } * machines
                #expect(try count(archive, ["--on", day]) == expected, "\(day)")
            }
            for time in times {
                #expect(
                    try count(archive, ["--since", time]) == times.count { $0 >= time } * machines, "since \(time)")
                #expect(try count(archive, ["--until", time]) == times.count { $0 < time } * machines, "until \(time)")
            }
            try run([ExporterProcess.path(), "verify", archive])
            // Each event lies in its day's directory or in the one before.
            let files = try FileManager.default.subpathsOfDirectory(atPath: archive).filter { $0.hasSuffix(".gz") }
            for file in files {
                let partition = try #require(Self.day(String(file.split(separator: "/")[0].dropFirst(3))))
                for line in try gunzip(archive + "/" + file).split(separator: "\n") {
                    let day = try #require(Self.day(String(line.dropFirst(9).prefix(10))))
                    #expect([partition, partition + 86_400].contains(day), "\(file): \(line)")
                }
            }
        }
    }

    private static func day(_ text: String) -> TimeInterval? {
        ISO8601DateFormatter().date(from: text + "T00:00:00Z")?.timeIntervalSince1970
    }
}
