import Archive
import Foundation
import Support
import Testing

@Suite struct VerifierPropertyTests {
    /// More of it: `ARCHIVE_MUTATIONS=5000 ARCHIVE_SEED=100 swift test --filter VerifierPropertyTests`.
    private static func number(_ name: String, or value: UInt64) -> UInt64 {
        ProcessInfo.processInfo.environment[name].flatMap(UInt64.init) ?? value
    }

    /// Two machines, two sealed segments each and the seals of two that were deleted. Whatever is changed in it, and
    /// however, is damage to who has the first key and the last anchors.
    ///
    /// Or the last segments are open: then what is sealed counts.
    @Test(arguments: 0..<3 as Range<UInt64>, [true, false])
    func whateverIsChangedIsFound(_ number: UInt64, _ isSealed: Bool) throws {
        let seed = Self.number("ARCHIVE_SEED", or: 0) + number
        var chance = SeededGenerator(seed: seed)
        try withTemporaryDirectory { home in
            let keyFile = home + "/seal.key"
            let directory = home + "/archive"
            let key = try SigningKey.generate(keyFile)
            let notices = Notices()
            let archive = try ArchiveFixture(directory, notices: notices) { $0.signingKey = keyFile }
            for day in 0..<4 {
                for host in ["a", "b"] {
                    archive.write(host, at: midnight(day), events: 2)
                    archive.write(host, at: midnight(day) + 1, events: 1)
                }
            }
            let plan = try archive.writer.plan(Retention(days: 0), now: midnight(3))
            for deletion in plan.deletions { announce(deletion, archive, at: midnight(3) + 2) }
            for deletion in plan.deletions { try archive.writer.carryOut(deletion) }
            if isSealed { archive.seal() }
            archive.writer.close()
            let open = isSealed ? [] : try ["a", "b"].compactMap { try archiveSegments(directory, $0).last }
            let anchors = ["a", "b"].compactMap { host in notices.all.last { $0.anchor.machine == host }?.anchor }
            let original = try ArchiveImage(directory)
            #expect(original.files.count == 6)
            for round in 0..<Self.number("ARCHIVE_MUTATIONS", or: 100) {
                var image = original
                var names: [String] = []
                for _ in 0..<Int.random(in: 1...3, using: &chance) {
                    let (name, change) = ArchiveImage.mutations[
                        Int.random(in: ArchiveImage.mutations.indices, using: &chance)]
                    names.append(name)
                    change(&image, &chance)
                }
                try image.put(directory)
                let report = try verifyPath(directory, key: key) { $0.anchors = anchors }
                let isSame = image.without(open, directory) == original.without(open, directory)
                #expect(
                    report.isIntact == isSame || isSame && !isSealed,
                    "seed \(seed), round \(round): \(names) made of \(original.names) \(image.names): \(report.findings)"
                )
                if image == original { #expect(report.damage == [] && report.trust == .proven) }
            }
        }
    }
}
