import Archive
import Foundation
import Support
import Testing

@Suite struct SigningKeyTests {
    @Test func aKeyIsMadeOnce() throws {
        try withTemporaryDirectory { home in
            let path = home + "/seal.key"
            let key = try SigningKey.generate(path)
            #expect(try SigningKey(reading: path).verificationKey == key)
            let line = String(decoding: try bytes(path + ".pub"), as: UTF8.self)
            #expect(line == "\(key)\n")
            #expect(VerificationKey(line) == key)
            let modes = try [path, path + ".pub"].map {
                try FileManager.default.attributesOfItem(atPath: $0)[.posixPermissions] as? Int
            }
            #expect(modes == [0o600, 0o644])
            #expect(throws: ArchiveError.self) { try SigningKey.generate(path) }
            try FileManager.default.removeItem(atPath: path + ".pub")
            #expect(throws: ArchiveError.self) { try SigningKey.generate(path) }
            try FileManager.default.moveItem(atPath: path, toPath: path + ".pub")
            #expect(throws: ArchiveError.self) { try SigningKey.generate(path) }
            #expect(!FileManager.default.fileExists(atPath: path))
        }
    }

    @Test func anotherFileIsNoKey() throws {
        try withTemporaryDirectory { home in
            let path = home + "/seal.key"
            _ = try SigningKey.generate(path)
            let whole = try bytes(path)
            for size in whole.indices {
                try write(Array(whole.prefix(size)), path)
                #expect(throws: ArchiveError.self, "\(size)") { try SigningKey(reading: path) }
            }
            for text in ["", "\n\n\n\n", String(repeating: "a", count: 100_000)] {
                try write(Array(text.utf8), path)
                #expect(throws: ArchiveError.self) { try SigningKey(reading: path) }
            }
        }
    }

    @Test(arguments: ["", "charon-exporter-key-1:0:", "charon-exporter-key-1:0:00", "0:00", "a b", "gw:1:zz", "::"])
    func whatIsNoKeyAndNoAnchorIsRefused(_ text: String) {
        #expect(VerificationKey(text) == nil)
        #expect(Anchor(text) == nil)
    }

    @Test func anAnchorReadsAsItIsWritten() {
        let anchor = Anchor(machine: "gw.example.org", seq: 36, hash: (0..<32).map { $0 * 7 })
        #expect(Anchor("\(anchor)") == anchor)
    }

    /// The key of a seal is neither in the file that follows nor where the old file lay.
    @Test func theKeyOfASealIsGone() throws {
        try withTemporaryDirectory { home in
            let keyFile = home + "/seal.key"
            let key = try SigningKey.generate(keyFile)
            let archive = try ArchiveFixture(home + "/archive") { $0.signingKey = keyFile }
            var used: [String] = []
            for day in 0..<4 {
                let text = String(decoding: try bytes(keyFile), as: UTF8.self)
                let secret = try #require(text.split(separator: "\n").first { $0.hasPrefix("private ") })
                used.append(String(secret.dropFirst(8)))
                try FileManager.default.linkItem(atPath: keyFile, toPath: home + "/old-\(day)")
                archive.write(at: midnight(day))
                archive.seal()
                let old = try bytes(home + "/old-\(day)")
                #expect(!old.isEmpty && old.allSatisfy { $0 == 0 })
                let now = String(decoding: try bytes(keyFile), as: UTF8.self)
                for secret in used { #expect(!now.contains(secret)) }
                #expect(now.hasPrefix("charon-exporter signing key 1\nindex \(day + 1)\nprivate "))
                #expect(now.split(separator: "\n").count == 3)
                #expect(!FileManager.default.fileExists(atPath: keyFile + ".new"))
            }
            #expect(Set(used).count == 4)
            archive.writer.close()
            #expect(try verifyPath(home + "/archive", key: key).trust == .proven)
        }
    }

    /// What a crash leaves after each step: the key file and the archive, by the name of the step.
    private static let steps = ["before", "next key made", "seal written", "key erased"]

    @Test(arguments: steps, [false, true]) func aCrashAtAnyStepIsGotOver(_ step: String, _ hasLeftover: Bool) throws {
        try withTemporaryDirectory { home in
            let keyFile = home + "/seal.key"
            let key = try SigningKey.generate(keyFile)
            let directory = home + "/archive"
            let archive = try ArchiveFixture(directory) { $0.signingKey = keyFile }
            archive.write("b", at: midnight(0))
            archive.seal()
            archive.write("a", at: midnight(0))
            let before = try bytes(keyFile)
            // The seal cannot be written: a directory stands in the segment's place.
            let told = Told()
            try archive.restart { told.add($0) }
            archive.seal(now: 0)
            let path = try archive.segments("a")[0]
            try FileManager.default.moveItem(atPath: path, toPath: home + "/aside")
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
            archive.writer.sealDue(now: midnight(1))
            #expect(archive.writer.flush())
            #expect(told.all.count == 1)
            try FileManager.default.removeItem(atPath: path)
            try FileManager.default.moveItem(atPath: home + "/aside", toPath: path)
            let withNext = try bytes(keyFile)
            #expect(withNext.count > before.count && withNext.starts(with: before))
            let unsealed = try bytes(path)

            archive.seal(now: midnight(1))
            #expect(try isSealed(path))
            #expect(told.all.count == 2)
            archive.writer.close()
            switch step {
            case "before":
                try write(before, keyFile)
                try write(unsealed, path)
            case "next key made":
                try write(withNext, keyFile)
                try write(unsealed, path)
            case "seal written": try write(withNext, keyFile)
            default: break
            }
            if hasLeftover { try write(withNext, keyFile + ".new") }
            try goOn(archive, key, keyFile)
        }
    }

    private func goOn(_ archive: ArchiveFixture, _ key: VerificationKey, _ keyFile: String) throws {
        try archive.restart()
        for day in 1..<3 {
            archive.write("a", at: midnight(day))
            archive.write("b", at: midnight(day))
        }
        archive.seal()
        archive.writer.close()
        let report = try verifyPath(archive.options.directory, key: key)
        #expect(report.findings == [])
        #expect(report.trust == .proven)
        #expect(report.machines.map(\.signed) == [3, 3] as [Int])
        #expect(try SigningKey(reading: keyFile).index == 6)
        #expect(!FileManager.default.fileExists(atPath: keyFile + ".new"))
    }

    /// The power went while the seal was written.
    @Test func aSealTornAtAnyByteIsMadeAnew() throws {
        try withTemporaryDirectory { home in
            let keyFile = home + "/seal.key"
            let key = try SigningKey.generate(keyFile)
            let archive = try ArchiveFixture(home + "/archive") { $0.signingKey = keyFile }
            archive.write("a", at: midnight(0))
            archive.write("b", at: midnight(0))
            let before = try bytes(keyFile)
            let path = try archive.segments("a")[0]
            let open = try bytes(path)
            archive.seal()
            archive.writer.close()
            let other = try archive.segments("b")[0]
            let otherOpen = try Segment(path: other).walk().blocks[1].offset
            let otherBytes = Array(try bytes(other).prefix(otherOpen))
            let sealed = try bytes(path)
            for size in stride(from: open.count, to: sealed.count, by: 7) {
                try write(Array(sealed.prefix(size)), path)
                try write(otherBytes, other)
                try write(before, keyFile)
                try archive.restart { _ in }
                archive.seal()
                archive.writer.close()
                let report = try verifyPath(home + "/archive", key: key)
                #expect(report.findings == [] && report.trust == .proven, "\(size): \(report.findings)")
            }
        }
    }

    /// As loud as a full disk, and as patient.
    @Test func withoutItsKeyNothingIsSealed() throws {
        try withTemporaryDirectory { home in
            let keyFile = home + "/seal.key"
            let key = try SigningKey.generate(keyFile)
            let told = Told()
            let archive = try ArchiveFixture(home + "/archive") { $0.signingKey = keyFile }
            try archive.restart { told.add($0) }
            archive.write(at: midnight(0))
            try FileManager.default.moveItem(atPath: keyFile, toPath: home + "/aside")
            archive.writer.sealDue(now: midnight(1))
            #expect(archive.writer.flush())
            #expect(try !isSealed(archive.segments()[0]))
            #expect(told.all == ["cannot open \(keyFile): No such file or directory; it is tried again"])
            #expect(archive.writer.statistics.problem?.contains(keyFile) == true)
            try FileManager.default.moveItem(atPath: home + "/aside", toPath: keyFile)
            archive.seal()
            #expect(archive.writer.statistics.problem == nil)
            archive.writer.close()
            #expect(try verifyPath(home + "/archive", key: key).trust == .proven)
        }
    }

    /// The last seals' segments were deleted, and only an open one is left: their numbers are used up all the same.
    @Test(arguments: [false, true]) func anOlderKeyIsRefusedWhenOnlyKeptSealsAreLeft(_ isPending: Bool) throws {
        try withTemporaryDirectory { home in
            let keyFile = home + "/seal.key"
            let key = try SigningKey.generate(keyFile)
            let told = Told()
            let archive = try ArchiveFixture(home + "/archive") { $0.signingKey = keyFile }
            archive.write(days: 0..<2)
            let backup = try bytes(keyFile)
            archive.write(days: 2..<3)
            let plan = try archive.writer.plan(Retention(days: 0), now: midnight(9))
            for deletion in plan.deletions { announce(deletion, archive, at: midnight(2) + oneDay / 2 + 1) }
            for deletion in plan.deletions { try archive.writer.carryOut(deletion) }
            #expect(try archive.segments().count == 1)
            if !isPending { try write(backup, keyFile) }
            try archive.restart { told.add($0) }
            archive.writer.sealDue(now: midnight(9))
            #expect(archive.writer.flush())
            #expect(try isSealed(archive.segments()[0]) == isPending)
            #expect(
                told.all.count { $0.contains("cannot sign with \(keyFile): ") } == (isPending ? 0 : 1), "\(told.all)")
            archive.writer.close()
            #expect(try verifyPath(home + "/archive", key: key).isIntact)
        }
    }

    /// A key file from a backup would sign with a number a second time, and another archive's key would break the chain.
    @Test(arguments: [false, true]) func anOlderOrAnothersKeyIsRefused(_ isAnothers: Bool) throws {
        try withTemporaryDirectory { home in
            let keyFile = home + "/seal.key"
            _ = try SigningKey.generate(keyFile)
            let backup = try bytes(keyFile)
            let told = Told()
            let archive = try ArchiveFixture(home + "/archive") { $0.signingKey = keyFile }
            for day in 0..<2 { archive.write(at: midnight(day)) }
            archive.seal()
            try archive.restart { told.add($0) }
            archive.write(at: midnight(2))
            if isAnothers {
                let other = try SignedArchive(home + "/other", days: 1)
                try write(bytes(other.keyFile), keyFile)
                #expect(try SigningKey(reading: keyFile).index == 2)
            } else {
                try write(backup, keyFile)
            }
            archive.writer.sealDue(now: midnight(9))
            #expect(archive.writer.flush())
            #expect(try !isSealed(archive.segments()[2]))
            #expect(told.all.count == 1 && told.all[0].hasPrefix("cannot sign with \(keyFile): "), "\(told.all)")
        }
    }
}
