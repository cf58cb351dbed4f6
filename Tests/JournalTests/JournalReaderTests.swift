import Bytes
import Foundation
import Journal
import Support
import Testing
import Threads

@Suite struct JournalReaderTests {
    static let matches = ["SYSLOG_IDENTIFIER=charon-systemd", "MESSAGE_ID=a596d6fe7bfa4994828e72309e95d61e"]

    /// Reads a journal to its end.
    private func read(
        _ source: JournalSource, _ start: JournalStart = .head, marks: [String] = []
    ) throws -> [EntryBatch] {
        let channel = Channel<EntryBatch>(capacity: 4)
        let reader = try JournalReader(
            .init(
                source: source, start: start, marks: marks, follows: false, matches: Self.matches,
                processMatches: [Self.matches[0]]), into: channel)
        let thread = try WorkerThread(name: "test") {
            reader.run()
            channel.close()
        }
        var batches: [EntryBatch] = []
        while case .element(let batch) = channel.receive() { batches.append(batch) }
        thread.join()
        if let failure = reader.failure { throw failure }
        return batches
    }

    private func text(_ batch: EntryBatch, _ entry: Entry, _ field: EntryField = .message) -> String {
        String(decoding: batch.bytes[entry[field].lower..<entry[field].upper], as: UTF8.self)
    }

    private func messages(_ batches: [EntryBatch]) -> [String] {
        batches.flatMap { batch in batch.entries.map { text(batch, $0) } }
    }

    private func journal(_ count: Int, in directory: String, name: String = "a") throws -> String {
        var journal = JournalFile()
        for number in 0..<count {
            journal.charon("05[IKE] <gw|1> message \(number)")
            if number % 10 == 0 { journal.add(["MESSAGE": "not charon's", "SYSLOG_IDENTIFIER": "sshd"]) }
        }
        let path = directory + "/\(name).journal"
        try journal.write(to: path)
        return path
    }

    /// A batch is of one day; the entry that ends it was looked at and not read.
    @Test func behindEachBatchComesTheNextDaysFirstEntry() throws {
        try withTemporaryDirectory { directory in
            var journal = JournalFile(startingAt: 1_780_012_799_990_000)
            for number in 0..<20 { journal.charon("05[IKE] <gw|1> message \(number)") }
            let path = directory + "/a.journal"
            try journal.write(to: path)
            let batches = try read(.files([path]))
            let first = try #require(batches.first { !$0.entries.isEmpty })
            #expect(first.entries.count < 20, "the day ends in the middle")
            let position = try #require(first.position)
            let rest = try read(.files([path]), .after(cursor: position))
            #expect(messages([first]) + messages(rest) == (0..<20).map { "message \($0)" })
            #expect(messages(batches) == (0..<20).map { "message \($0)" })
        }
    }

    @Test func entriesComeInOrderWithTheirFields() throws {
        try withTemporaryDirectory { directory in
            let batches = try read(.files([try journal(3000, in: directory)]))
            #expect(messages(batches) == (0..<3000).map { "message \($0)" })
            let first = try #require(batches.first)
            let entry = first.entries[0]
            #expect(entry.realtime == 1_780_000_000_000_000)
            #expect(text(first, entry, .group) == "IKE")
            #expect(text(first, entry, .ikeSAName) == "gw")
            #expect(text(first, entry, .ikeSAUniqueID) == "1")
            #expect(text(first, entry, .thread) == "5")
            #expect(text(first, entry, .pid) == "4242")
            #expect(text(first, entry, .hostname) == "gw")
            #expect(batches.allSatisfy { $0.entries.count <= 4096 })
            #expect(batches.last?.isAtEnd == true)
        }
    }

    @Test func longAndBinaryFieldsAreReadWhole() throws {
        try withTemporaryDirectory { directory in
            var journal = JournalFile()
            let long = String(repeating: "long ", count: 200_000)
            journal.charon("05[IKE] \(long)")
            let bytes = Data([0x00, 0xFF, 0x0A, 0xC3, 0x28])
            journal.add([
                "SYSLOG_IDENTIFIER": Data("charon-systemd".utf8), "_BOOT_ID": Data(journal.bootID.utf8),
                "MESSAGE": bytes,
            ])
            let path = directory + "/a.journal"
            try journal.write(to: path)
            let batches = try read(.files([path]))
            #expect(batches.map(\.entries.count).reduce(0, +) == 2)
            let first = try #require(batches.first)
            #expect(first.entries[0][.message].count == long.utf8.count)
            let last = try #require(batches.last)
            let range = try #require(last.entries.last)[.message]
            #expect(Data(last.bytes[range.lower..<range.upper]) == bytes)
        }
    }

    /// Whether libsystemd or the reader itself chooses the entries, the same ones come.
    @Test(arguments: [1, 3, 50]) func entriesOfOthersAreLeftOut(_ others: Int) throws {
        try withTemporaryDirectory { directory in
            var journal = JournalFile()
            for number in 0..<500 {
                journal.charon("05[IKE] <gw|1> message \(number)")
                for _ in 0..<others { journal.add(["MESSAGE": "not charon's", "SYSLOG_IDENTIFIER": "sshd"]) }
            }
            let path = directory + "/a.journal"
            try journal.write(to: path)
            let batches = try read(.files([path]))
            #expect(messages(batches) == (0..<500).map { "message \($0)" })
            let position = try #require(batches[0].position)
            let rest = try read(.files([path]), .after(cursor: position))
            #expect(messages(rest).count == 500 - batches[0].entries.count)
        }
    }

    @Test func readingGoesOnAfterAPosition() throws {
        try withTemporaryDirectory { directory in
            let path = try journal(6000, in: directory)
            let all = try read(.files([path]))
            let position = try #require(all[0].position)
            let rest = try read(.files([path]), .after(cursor: position))
            #expect(messages(rest) == (all[0].entries.count..<6000).map { "message \($0)" })
            #expect(!messages(rest).isEmpty)
            #expect(rest[0].notices == [.reached(mark: position)])
        }
    }

    @Test func readingStartsAtTheOldestMarkAndStopsAtEachOther() throws {
        try withTemporaryDirectory { directory in
            let path = try journal(10_000, in: directory)
            let all = try read(.files([path]))
            let older = try #require(all[0].position)
            let newer = try #require(all[1].position)
            let rest = try read(.files([path]), .after(cursor: newer), marks: [newer, older])
            #expect(rest[0].notices == [.reached(mark: older)])
            let stop = try #require(rest.firstIndex { $0.reachedMark == newer })
            #expect(
                messages(Array(rest[...stop]))
                    == (all[0].entries.count..<(all[0].entries.count + all[1].entries.count)).map { "message \($0)" })
            #expect(messages(rest).count == 10_000 - all[0].entries.count)
        }
    }

    @Test func aPositionThatIsGoneIsSaidAndNothingPresentIsSkipped() throws {
        try withTemporaryDirectory { directory in
            let path = try journal(20, in: directory)
            let gone = "s=00000000000000000000000000000009;i=1;b=0123456789abcdef0123456789abcdef;m=1;t=5;x=1"
            let batches = try read(.files([path]), .after(cursor: gone), marks: [gone])
            #expect(batches[0].notices.contains(.positionLost))
            #expect(batches[0].notices.contains(.reached(mark: gone)))
            #expect(messages(batches).count == 20)
        }
    }

    @Test func theStartIsTheFirstEntryOfTheLastProcess() throws {
        try withTemporaryDirectory { directory in
            var journal = JournalFile()
            for number in 0..<5 { journal.charon("05[IKE] old \(number)") }
            journal.pid = 5000
            for number in 0..<7 { journal.charon("05[IKE] new \(number)") }
            let path = directory + "/a.journal"
            try journal.write(to: path)
            #expect(messages(try read(.files([path]), .lastProcess)) == (0..<7).map { "new \($0)" })
            #expect(messages(try read(.files([path]), .time(1_780_000_000_003_000))).count == 9)
        }
    }

    @Test func anEmptyJournalIsNoError() throws {
        try withTemporaryDirectory { directory in
            var journal = JournalFile()
            journal.add(["MESSAGE": "x", "SYSLOG_IDENTIFIER": "sshd"])
            let path = directory + "/a.journal"
            try journal.write(to: path)
            for start in [JournalStart.head, .lastProcess] {
                let batches = try read(.files([path]), start)
                #expect(messages(batches).isEmpty)
                #expect(batches.last?.isAtEnd == true)
            }
        }
    }

    /// A file cut short, and one with its header overwritten: each is said by name, and the rest is read.
    @Test func damagedFilesAreReportedAndTheRestIsRead() throws {
        try withTemporaryDirectory { directory in
            let good = try journal(50, in: directory, name: "good")
            let cut = try journal(5000, in: directory, name: "cut")
            let garbage = try journal(50, in: directory, name: "garbage")
            var bytes = try Data(contentsOf: URL(fileURLWithPath: cut))
            try bytes.prefix(bytes.count / 3).write(to: URL(fileURLWithPath: cut))
            bytes = try Data(contentsOf: URL(fileURLWithPath: garbage))
            bytes.replaceSubrange(0..<64, with: Data(repeating: 0x41, count: 64))
            try bytes.write(to: URL(fileURLWithPath: garbage))
            for source in [JournalSource.files([cut, garbage, good]), .directory(directory)] {
                let batches = try read(source)
                let damaged = batches.flatMap(\.notices).compactMap {
                    if case .damagedFile(let path, _, _) = $0 { path } else { nil }
                }
                #expect(Set(damaged) == [cut, garbage], "\(source)")
                #expect(messages(batches).count == 50)
            }
        }
    }

    /// Garbage in the middle of a file, where only reading can find it.
    @Test(arguments: 0..<12) func aFileDamagedInsideNeverEndsInSilence(_ seed: Int) throws {
        try withTemporaryDirectory { directory in
            let path = try journal(3000, in: directory)
            var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
            var chance = SeededGenerator(seed: UInt64(seed))
            // The arena's used part begins with the entries' hash tables; what is damaged lies behind them.
            let used = bytes.lastIndex { $0 != 0 } ?? bytes.count
            let place = Int.random(in: (used / 4)..<(used - 4096), using: &chance)
            for index in place..<(place + 4096) { bytes[index] = UInt8.random(in: 0...255, using: &chance) }
            try bytes.write(to: URL(fileURLWithPath: path))
            let batches = try read(.files([path]))
            let count = messages(batches).count
            let notices = batches.flatMap(\.notices)
            #expect(count <= 3000)
            if count < 3000 { #expect(!notices.isEmpty, "\(count) of 3000 entries, and not a word") }
        }
    }

    @Test func aDirectoryThatIsNotThereIsAClearError() {
        #expect(throws: JournalError.self) { try JournalAccess.check(.directory("/nonexistent/journal")) }
        do {
            _ = try read(.files(["/nonexistent/a.journal"]))
            Issue.record("a journal out of nothing")
        } catch {
            #expect("\(error)".contains("cannot open the journal file /nonexistent/a.journal"))
        }
    }
}
