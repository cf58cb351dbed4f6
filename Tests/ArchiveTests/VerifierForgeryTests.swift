import Archive
import Foundation
import Support
import Testing

/// Archives in which all that is there is genuine or well made, and something else should be there.
@Suite struct VerifierForgeryTests {
    private let manager = FileManager.default

    /// Who has today's key signs one segment with it. What was sealed before is written anew without signatures, which
    /// looks like a part from before signing began, and its seals are said to be those of deleted segments.
    @Test func sealsOfNothingThatWasDeletedDoNotFillTheirNumbers() throws {
        try withTemporaryDirectory { home in
            let archive = try SignedArchive(home)
            let segments = try archive.segments()
            try keepSeals(of: segments, archive.directory, "a")
            for path in segments { try write(withoutSignature(bytes(path), path), path) }
            var first = try bytes(segments[0])
            first[16 + 36] ^= 1
            try write(first, segments[0])
            try chainAnew(segments)
            let thief = try ArchiveFixture(archive.directory) { $0.signingKey = archive.keyFile }
            thief.write("a", at: midnight(3))
            thief.seal()
            thief.writer.close()
            for key in [archive.key, nil] {
                let report = try archive.verify { $0.key = key }
                #expect(report.codes == [.missingEvents, .missingEvents, .missingEvents])
                #expect(Set(report.damage.map(\.path)) == [archive.directory + "/seals/host=a.gz"])
                #expect(report.damage.compactMap(\.seq) == [3, 6, 9])
            }
        }
    }

    /// Without any key: a machine's last segments are gone, or all of them and something else begins.
    @Test(arguments: [false, true]) func keptSealsDoNotHideWhatWasRemoved(_ isAll: Bool) throws {
        try withTemporaryDirectory { home in
            let archive = try SignedArchive(home)
            let removed = Array(try archive.segments().suffix(isAll ? 3 : 1))
            try keepSeals(of: removed, archive.directory, "a")
            for path in removed { try manager.removeItem(atPath: path) }
            if isAll {
                let forger = try ArchiveFixture(archive.directory)
                forger.write("a", at: midnight(0))
                forger.writer.close()
            }
            let report = try archive.verify()
            #expect(Set(report.codes) == [.missingEvents])
            #expect(report.damage.count == removed.count)
        }
    }

    /// A seal is kept once, and what is left follows it.
    @Test func keptSealsAreThoseOfWhatWasThere() throws {
        try withTemporaryDirectory { home in
            let archive = try SignedArchive(home)
            let kept = archive.directory + "/seals/host=a.gz"
            try keepSeals(of: archive.segments(), archive.directory, "a")
            #expect(try archive.verify().findings == [], "nothing was removed yet")
            let seals = try bytes(kept)
            try write(seals + seals, kept)
            #expect(try Set(archive.verify().codes) == [.sealRepeated, .wrongSeal])
            let first = try members(archive.segments()[0])[2]
            try write(first + seals, kept)
            #expect(try archive.verify().codes == [.sealRepeated])
            for size in [1, seals.count / 2, seals.count - 1] {
                try write(Array(seals.prefix(size)), kept)
                #expect(try archive.verify().isIntact, "a crash cut it off")
            }
            for index in seals.indices {
                var changed = seals
                changed[index] ^= 1 << UInt8(index % 8)
                try write(changed, kept)
                #expect(try archive.verify().damage.contains { $0.path == kept }, "byte \(index)")
            }
            try manager.removeItem(atPath: kept)
            #expect(try run(["mkfifo", kept]).out == "")
            #expect(try archive.verify().codes == [.unreadable])
        }
    }

    /// The key of a later seal says nothing of a machine whose seals are all older: that key's owner names the next
    /// key only. An anchor does.
    @Test func aLaterKeyVouchesForWhatIsSealedWithIt() throws {
        try withTemporaryDirectory { home in
            let archive = try SignedArchive(home)
            let last = try #require(archive.notices.last { $0.anchor.machine == "a" })
            let key = archive.notices[5].key
            #expect(key?.index == 5 && last.key?.index == 4)
            var report = try archive.verify { $0.key = key }
            #expect(report.codes == [.noSignature])
            #expect(report.damage.map(\.machine) == ["a"] && report.trust == .unproven)
            report = try archive.verify {
                $0.key = key
                $0.anchors = [archive.notices[2].anchor]
            }
            #expect(report.codes == [.noSignature])
            for seal in [last.anchor, nil] {
                report = try archive.verify {
                    $0.key = seal == nil ? last.key : key
                    $0.anchors = seal.map { [$0] } ?? []
                }
                #expect(report.findings == [] && report.trust == .proven)
            }
        }
    }

    /// A key file that was put back signs with a number again, and behind a later seal.
    @Test func aNumberThatIsUsedAgainIsFound() throws {
        try withTemporaryDirectory { home in
            let keyFile = home + "/seal.key"
            let directory = home + "/archive"
            let key = try SigningKey.generate(keyFile)
            let backup = try bytes(keyFile)
            let archive = try ArchiveFixture(directory) { $0.signingKey = keyFile }
            archive.write("b", at: midnight(0))
            archive.seal()
            archive.write("a", at: midnight(0))
            archive.seal()
            archive.write("a", at: midnight(1))
            archive.writer.close()
            try manager.moveItem(atPath: directory + "/dt=2026-05-28", toPath: home + "/aside")
            try write(backup, keyFile)
            try archive.restart()
            archive.seal()
            archive.writer.close()
            try manager.moveItem(atPath: home + "/aside", toPath: directory + "/dt=2026-05-28")
            let report = try verifyPath(directory, key: key)
            #expect(Set(report.codes) == [.sealRepeated, .wrongSeal, .wrongKey], "\(report.findings)")
            let repeated = try #require(report.damage.first { $0.code == .sealRepeated })
            #expect(try repeated.path == archive.segments("a")[1] && repeated.block == 2 && repeated.seq == 4)
            let wrong = try #require(report.damage.first { $0.code == .wrongSeal })
            #expect(try wrong.path == archive.segments("a")[1] && wrong.block == 2 && wrong.seq == 4)
        }
    }

    /// Whoever may write to the open segment can say there that anything was deleted: so that is told until it is sealed.
    @Test func aDeletionThatNothingVouchesForIsNoted() throws {
        try withTemporaryDirectory { home in
            let keyFile = home + "/seal.key"
            let key = try SigningKey.generate(keyFile)
            let directory = home + "/archive"
            let archive = try ArchiveFixture(directory) { $0.signingKey = keyFile }
            archive.write(days: 0..<3)
            let gone = try archive.segments()[0]
            let hash = try Segment(path: gone).hash(of: #require(Segment(path: gone).walk().blocks.last))
            archive.write(
                "gw", at: midnight(2) + oneDay / 2 + 1,
                line: "\"event\":\"segments_deleted\",\"segments\":1,\"events\":2,\"first_seq\":1,\"last_seq\":2,"
                    + "\"last_hash\":\"\(hash.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined())\""
            )
            try keepSeals(of: [gone], directory, "gw")
            try manager.removeItem(atPath: gone)
            let report = try verifyPath(directory, key: key)
            #expect(report.isIntact)
            #expect(report.findings.map(\.code) == [.unsealedDeletion, .open])
            #expect(try report.findings.first?.path == archive.segments().last)
            #expect(report.findings.first?.seq == 7)
            archive.seal()
            #expect(try verifyPath(directory, key: key).findings == [])
        }
    }

    /// A block's hash serves as an anchor as well as its seal's, also when both were deleted by rule.
    @Test func anAnchorAtABlockBeforeADeletedSealHolds() throws {
        try withTemporaryDirectory { home in
            let archive = try SignedArchive(home)
            let path = try archive.segments()[0]
            let blocks = try Segment(path: path).walk().blocks
            let anchors = try [1, 2].map {
                Anchor(machine: "a", seq: 3, hash: try Segment(path: path).hash(of: blocks[$0]))
            }
            let writer = try ArchiveFixture(archive.directory) { $0.signingKey = archive.keyFile }
            let plan = try writer.writer.plan(Retention(days: 0), now: midnight(2))
            let deletion = try #require(plan.deletions.first { $0.host == "a" })
            #expect(deletion.segments == [path])
            let hash = anchors[1].description.suffix(64)
            writer.write(
                "a", at: midnight(3),
                line: "\"event\":\"segments_deleted\",\"first_seq\":1,\"last_seq\":3,\"last_hash\":\"\(hash)\"")
            try writer.writer.carryOut(deletion)
            writer.seal()
            writer.writer.close()
            #expect(try archive.verify { $0.anchors = anchors }.findings == [])
            let other = Anchor(machine: "a", seq: 3, hash: [UInt8](repeating: 7, count: 32))
            #expect(try archive.verify { $0.anchors = [other] }.codes == [.anchorContradicted])
        }
    }
}
