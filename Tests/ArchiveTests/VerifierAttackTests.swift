import Archive
import Foundation
import Support
import Testing

/// What somebody does to an archive who does not want it to be believed, or wants too much of it to be.
@Suite struct VerifierAttackTests {
    private let manager = FileManager.default

    /// The first, the middle and the last segment, without an event that says so.
    @Test(arguments: 0..<3) func aSegmentThatIsGoneIsMissed(_ index: Int) throws {
        try withTemporaryDirectory { home in
            let archive = try SignedArchive(home)
            let segments = try archive.segments()
            try manager.removeItem(atPath: segments[index])
            let report = try archive.verify { $0.anchors = archive.notices.map(\.anchor) }
            let codes = Set(report.codes)
            #expect(report.trust == .unproven)
            switch index {
            case 0: #expect(codes == [.beginningMissing, .sealMissing, .anchorContradicted])
            case 1: #expect(codes == [.missingEvents, .sealMissing, .anchorContradicted])
            default: #expect(codes == [.sealMissing, .tailMissing])
            }
            // Nobody needs a key or an anchor for the first two.
            #expect(try verifyPath(archive.directory).isIntact == false)
        }
    }

    /// The last seal of all: only who noted it down can know that it was there.
    @Test func aTailThatIsGoneIsMissedByItsAnchor() throws {
        try withTemporaryDirectory { home in
            let archive = try SignedArchive(home)
            let path = try archive.segments("b")[2]
            let anchor = try #require(archive.notices.last?.anchor)
            #expect(anchor.machine == "b")
            let blocks = try members(path)
            for kept in 0..<3 {
                if kept == 0 {
                    try manager.removeItem(atPath: path)
                } else {
                    try write(blocks.prefix(kept).flatMap { $0 }, path)
                }
                #expect(try archive.verify().isIntact)
                let report = try archive.verify { $0.anchors = [anchor] }
                // With both blocks there, the event is, but the seal is not.
                #expect(report.codes == [kept == 2 ? .anchorContradicted : .tailMissing], "\(report.findings)")
            }
            try manager.removeItem(atPath: archive.directory + "/dt=2026-05-28/host=b")
            try manager.removeItem(atPath: archive.directory + "/dt=2026-05-29/host=b")
            try manager.removeItem(atPath: archive.directory + "/dt=2026-05-30/host=b")
            let report = try archive.verify { $0.anchors = [anchor] }
            #expect(Set(report.codes) == [.machineMissing, .sealMissing])
        }
    }

    @Test(arguments: [false, true]) func aDeletionByRuleIsNoDamage(_ isSigned: Bool) throws {
        try withTemporaryDirectory { home in
            let keyFile = home + "/seal.key"
            let directory = home + "/archive"
            let key = try SigningKey.generate(keyFile)
            let notices = Notices()
            let archive = try ArchiveFixture(directory, notices: notices) { if isSigned { $0.signingKey = keyFile } }
            archive.write("gw", days: 0..<5)
            archive.write("other", days: 0..<5)
            archive.seal()
            let first = try archive.segments()[0]
            let firstBytes = try bytes(first)
            try deleteByRule(archive)
            let check = {
                try verifyPath(directory, key: isSigned ? key : nil) { $0.anchors = notices.all.map(\.anchor) }
            }
            var report = try check()
            #expect(report.isIntact, "\(report.findings)")
            #expect(report.trust == (isSigned ? .proven : .unsigned))
            #expect(report.machines.allSatisfy { $0.tombstones.count == 1 && $0.firstSeq == 9 })
            // A second deletion keeps the seals of the first.
            archive.write("gw", at: midnight(6))
            archive.seal()
            try deleteByRule(archive, now: 20)
            report = try check()
            #expect(report.isIntact, "\(report.findings)")

            // One that comes back stands before a hole.
            try manager.createDirectory(
                atPath: (first as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
            try write(firstBytes, first)
            #expect(try check().codes.contains(.missingEvents))
            try manager.removeItem(atPath: first)
            // More is gone than the event tells.
            archive.write("gw", at: midnight(30))
            archive.seal()
            archive.writer.close()
            try manager.removeItem(atPath: archive.segments()[0])
            #expect(try check().codes.contains(.beginningMissing))
            guard isSigned else { return }
            try manager.removeItem(atPath: directory + "/seals")
            #expect(try check().codes.contains(.sealMissing))
        }
    }

    /// Plans, announces and carries out, with the event that the collector writes.
    private func deleteByRule(_ archive: ArchiveFixture, now: Int = 5) throws {
        let plan = try archive.writer.plan(Retention(days: 0), now: midnight(now))
        #expect(!plan.deletions.isEmpty)
        for deletion in plan.deletions { announce(deletion, archive, at: midnight(now)) }
        for deletion in plan.deletions { try archive.writer.carryOut(deletion) }
    }

    /// Announced, and none, one or two of three segments removed.
    @Test(arguments: 0..<4) func aDeletionThatIsNotDoneYetIsNoDamage(_ gone: Int) throws {
        try withTemporaryDirectory { home in
            let keyFile = home + "/seal.key"
            let key = try SigningKey.generate(keyFile)
            let archive = try ArchiveFixture(home + "/archive") { $0.signingKey = keyFile }
            archive.write(days: 0..<4)
            let plan = try archive.writer.plan(Retention(days: 0), now: midnight(4))
            let deletion = try #require(plan.deletions.first)
            #expect(deletion.segments.count == 3)
            announce(deletion, archive, at: midnight(4))
            archive.seal()
            try manager.copyItem(atPath: home + "/archive", toPath: home + "/copy")
            try archive.writer.carryOut(deletion)
            // The seals are kept before the first segment goes.
            for path in deletion.segments.dropFirst(gone) {
                let copy = path.replacing(home + "/archive", with: home + "/copy")
                try manager.createDirectory(
                    atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
                try manager.copyItem(atPath: copy, toPath: path)
            }
            let report = try verifyPath(home + "/archive", key: key)
            #expect(report.findings == [] && report.trust == .proven)
            #expect(try archive.writer.finishDeletion(host: "gw", through: deletion.lastSeq) == 3 - gone)
            #expect(try verifyPath(home + "/archive", key: key).trust == .proven)
        }
    }

    @Test func aSealWithoutItsSignatureIsFound() throws {
        try withTemporaryDirectory { home in
            let archive = try SignedArchive(home)
            for index in 0..<3 {
                let path = try archive.segments()[index]
                let whole = try bytes(path)
                try write(withoutSignature(whole, path), path)
                #expect(try Segment(path: path).walk().blocks[2].header.signature == nil)
                let report = try archive.verify()
                #expect(report.codes.contains(.sealMissing) || report.codes.contains(.noSignature))
                #expect(report.trust == .unproven)
                #expect(index != 2 || report.codes.contains(.noSignature))
                try write(whole, path)
            }
            // All of them, with the chain made anew: a well-formed archive that was never signed.
            for host in SignedArchive.hosts {
                for path in try archive.segments(host) { try write(withoutSignature(bytes(path), path), path) }
                try chainAnew(archive.segments(host))
            }
            #expect(try verifyPath(archive.directory).findings == [])
            let report = try archive.verify()
            #expect(report.codes == [Verifier.Code](repeating: .noSignature, count: 6))
            #expect(report.trust == .unsigned)
        }
    }

    /// An older, unsigned part is vouched for by the first signature that follows it.
    @Test func signingMayBeginLater() throws {
        try withTemporaryDirectory { home in
            let keyFile = home + "/seal.key"
            let key = try SigningKey.generate(keyFile)
            let directory = home + "/archive"
            let unsigned = try ArchiveFixture(directory)
            unsigned.write(days: 0..<2)
            unsigned.seal()
            unsigned.writer.close()
            let before = try verifyPath(directory, key: key)
            #expect(before.codes == [.noSignature, .noSignature])
            #expect(try verifyPath(directory).findings == [])
            let signed = try ArchiveFixture(directory) { $0.signingKey = keyFile }
            signed.write(days: 2..<4)
            signed.seal()
            signed.writer.close()
            let report = try verifyPath(directory, key: key)
            #expect(report.findings == [] && report.trust == .proven)
            #expect(report.machines.first?.signed == 2)
            // And is not signed for ever after when it stops.
            let stopped = try ArchiveFixture(directory)
            stopped.write(days: 4..<5)
            stopped.seal()
            #expect(try verifyPath(directory, key: key).codes == [.noSignature])
            #expect(try verifyPath(directory).codes == [.noSignature])
        }
    }

    /// Somebody changed an event's time and made the chain anew, and has no key.
    @Test func aChainMadeAnewHasTheWrongSignatures() throws {
        try withTemporaryDirectory { home in
            let archive = try SignedArchive(home)
            let segments = try archive.segments()
            var first = try bytes(segments[1])
            first[16 + 36] ^= 1
            try write(first, segments[1])
            try chainAnew(segments)
            let report = try archive.verify()
            #expect(report.codes == [.wrongSignature, .wrongSignature])
            #expect(report.damage.map(\.path) == Array(segments[1...]))
            #expect(report.damage.compactMap(\.block) == [3, 3])
            #expect(try verifyPath(archive.directory).isIntact == false, "signatures are checked without a key too")
        }
    }

    /// Somebody wrote all of it anew, with a key of his own.
    @Test func anotherKeyIsNotTheRightOne() throws {
        try withTemporaryDirectory { home in
            let archive = try SignedArchive(home)
            let other = try SignedArchive(home + "/other")
            for key in [other.key, VerificationKey(index: 3, publicKey: other.key.publicKey)] {
                let report = try archive.verify { $0.key = key }
                #expect(report.codes == [.wrongKey])
                #expect(report.trust == .unproven)
            }
            #expect(
                try archive.verify { $0.key = VerificationKey(index: 6, publicKey: [UInt8](repeating: 1, count: 32)) }
                    .codes == [.sealMissing])
            // One machine's from the other archive.
            for path in try archive.segments("b") {
                try write(bytes(path.replacing(archive.directory, with: other.directory)), path)
            }
            #expect(try archive.verify().codes.contains(.wrongKey))
        }
    }

    @Test func aSegmentUnderAnotherNameOrMachineOrDayIsFound() throws {
        try withTemporaryDirectory { home in
            let archive = try SignedArchive(home)
            let path = try archive.segments()[1]
            for target in [
                path.replacing("0004.jsonl", with: "0005.jsonl"), path.replacing("0004.jsonl", with: "4.jsonl"),
                path.replacing("dt=2026-05-29", with: "dt=2026-05-28"),
            ] {
                try manager.moveItem(atPath: path, toPath: target)
                let report = try archive.verify()
                #expect(report.damage.contains { $0.code == .misnamed && $0.path == target }, "\(report.findings)")
                try manager.moveItem(atPath: target, toPath: path)
            }
            for day in ["28", "29", "30"] {
                let directory = archive.directory + "/dt=2026-05-\(day)/host="
                try manager.moveItem(atPath: directory + "a", toPath: directory + "c")
            }
            #expect(try archive.verify().codes == [.wrongSignature, .wrongSignature, .wrongSignature])
            #expect(
                try verifyPath(archive.directory + "/dt=2026-05-28/host=c/charon-0000000000000001.jsonl.gz").codes
                    .contains(.wrongSignature))
        }
    }

    /// A part that was copied elsewhere, without the directories' names.
    @Test func segmentsCanBeVerifiedByThemselves() throws {
        try withTemporaryDirectory { home in
            let archive = try SignedArchive(home)
            var copies: [String] = []
            for path in try archive.segments() {
                copies.append(home + "/" + (path as NSString).lastPathComponent)
                try manager.copyItem(atPath: path, toPath: copies[copies.count - 1])
            }
            var verifier = Verifier(copies)
            verifier.machine = "a"
            let report = try verifier.run()
            // The other machine's seals are the ones between them.
            #expect(report.codes == [.sealMissing, .sealMissing])
            #expect(report.machines.map(\.signed) == [3] as [Int])
            verifier.machine = "b"
            #expect(try Set(verifier.run().codes) == [.wrongSignature, .sealMissing])
        }
    }
}
