import CharonLog
import FoundationEssentials
import Support
import Testing
import Tunnels

/// What holds for every log, also for one that no charon wrote.
@Suite struct PropertyTests {
    /// Lines of three IKE_SAs and a handful of CHILD_SAs, in every form that changes state.
    private static let lines: [String] = {
        var lines = [
            "00[JOB] spawning 16 worker threads", "00[DMN] SIGTERM received, shutting down",
            "00[LIB] loaded plugins: aes",
        ]
        for (name, ike) in [("a", 1), ("a", 2), ("b", 3)] {
            let context = "05[IKE] <\(name)|\(ike)> "
            let ends = "between 192.0.2.1[x]...192.0.2.\(ike + 1)[y]"
            lines += [
                context + "initiating IKE_SA \(name)[\(ike)] to 192.0.2.9",
                "05[IKE] <\(ike)> 192.0.2.9 is initiating an IKE_SA",
                context + "initiating Main Mode IKE_SA \(name)[\(ike)] to 192.0.2.9",
                "05[CFG] <\(ike)> selected peer config '\(name)'",
                context + "IKE_SA \(name)[\(ike)] established \(ends)",
                context + "deleting IKE_SA \(name)[\(ike)] \(ends)", context + "IKE_SA deleted",
                context + "received DELETE for IKE_SA \(name)[\(ike)]",
                context + "reauthenticating IKE_SA \(name)[\(ike)]",
                context + "giving up after 5 retransmits", context + "establishing IKE_SA failed, peer not responding",
                context + "peer not responding, trying again (2/3)",
                context + "received AUTHENTICATION_FAILED notify error",
                context + "destroying duplicate IKE_SA for peer 'y', received INITIAL_CONTACT",
                context + "detected reauth of existing IKE_SA, adopting 1 children and 0 virtual IPs",
                context + "IKE_SA \(name)[\(ike % 3 + 1)] rekeyed \(ends)",
            ]
            for child in 1...4 {
                let spis = "with SPIs c000000\(child)_i d000000\(child)_o and TS l === r"
                lines += [
                    context + "CHILD_SA t\(child % 2){\(child)} established \(spis)",
                    context + "inbound CHILD_SA t\(child % 2){\(child)} established \(spis)",
                    context + "outbound CHILD_SA t\(child % 2){\(child)} established \(spis)",
                    context
                        + "closing CHILD_SA t\(child % 2){\(child)} with SPIs c000000\(child)_i (7 bytes) d000000\(child)_o (9 bytes) and TS l === r",
                    context + "closing expired CHILD_SA t\(child % 2){\(child)} \(spis)",
                    context + "CHILD_SA t\(child % 2){\(child)} closed",
                    context + "received DELETE for ESP CHILD_SA with SPI d000000\(child)",
                ]
            }
        }
        return lines
    }()

    /// Everything that must never fall, in a fixed order.
    private func counters(_ model: TunnelModel) -> [UInt64] {
        model.tunnels.flatMap {
            [$0.ups, $0.downTotal, $0.established, $0.rekeys, $0.receivedBytes, $0.sentBytes, $0.unaccountedCloses]
        } + [model.daemon.starts, model.establishSeconds.count, model.outageSeconds.count]
    }

    private func check(_ model: TunnelModel) {
        for tunnel in model.tunnels {
            #expect(tunnel.isUp == (tunnel.childSAs > 0))
            #expect(tunnel.completeChildSAs <= tunnel.childSAs)
            #expect(tunnel.ups - tunnel.downTotal == (tunnel.isUp ? 1 : 0))
        }
        // The counts are those of the SAs themselves, read back from a checkpoint.
        for connection in model.connections {
            #expect(connection.ikeSAs.allSatisfy { $0 < 1000 })
        }
    }

    @Test(arguments: 0..<60) func anyOrderOfLinesKeepsTheCountsRight(_ seed: Int) throws {
        var chance = SeededGenerator(seed: UInt64(seed))
        var story = try Story()
        var before = counters(story.model)
        for _ in 0..<400 {
            story.tell(Self.lines.randomElement(using: &chance)!)
            if Int.random(in: 0..<80, using: &chance) == 0 { story.model.processExited(at: story.now) }
            if Int.random(in: 0..<80, using: &chance) == 0 { story.model.processChanged(at: story.now) }
            // A clock that is set back must not turn a duration around.
            if Int.random(in: 0..<50, using: &chance) == 0 { story.now -= 3_000_000 }
            check(story.model)
            let after = counters(story.model)
            // New tunnels stand before the last three; old ones keep their place.
            for (index, value) in before.dropLast(3).enumerated() { #expect(after[index] >= value) }
            for (old, new) in zip(before.suffix(3), after.suffix(3)) { #expect(new >= old) }
            before = after
        }
    }

    @Test(arguments: 0..<20) func theSameLinesGiveTheSameState(_ seed: Int) throws {
        var chance = SeededGenerator(seed: UInt64(seed) + 1000)
        let lines = (0..<300).map { _ in Self.lines.randomElement(using: &chance)! }.joined(separator: "\n")
        var first = try Story()
        var second = try Story()
        first.tell(lines)
        second.tell(lines)
        #expect(first.model.tunnels == second.model.tunnels)
        #expect(first.model.connections == second.model.connections)
    }

    @Test(arguments: 0..<20) func aCheckpointInTheMiddleChangesNothing(_ seed: Int) throws {
        var chance = SeededGenerator(seed: UInt64(seed) + 2000)
        let lines = (0..<300).map { _ in Self.lines.randomElement(using: &chance)! }
        let cut = Int.random(in: 0..<300, using: &chance)
        var whole = try Story()
        whole.tell(lines.joined(separator: "\n"))
        var parts = try Story()
        parts.tell(lines[..<cut].joined(separator: "\n"))
        let saved = try JSONEncoder().encode(parts.model)
        parts.model = try JSONDecoder().decode(TunnelModel.self, from: saved)
        parts.tell(lines[cut...].joined(separator: "\n"))
        #expect(parts.model.tunnels == whole.model.tunnels)
        #expect(parts.model.connections == whole.model.connections)
        #expect(parts.model.daemon == whole.model.daemon)
    }

    @Test func aLostLineNeverLeavesATunnelUpForEver() throws {
        // Each line of a whole life is left out in turn; the daemon's end clears what is left.
        let life = (StoryTests.established + "\n" + StoryTests.rekeys[0].lines).split(separator: "\n")
        for missing in life.indices {
            var story = try Story()
            for (index, line) in life.enumerated() where index != missing { story.tell(String(line)) }
            check(story.model)
            story.tell("00[DMN] SIGTERM received, shutting down")
            #expect(story.model.tunnels.allSatisfy { !$0.isUp })
            check(story.model)
        }
    }

    @Test func aFloodOfHalfOpenSAsIsBounded() throws {
        var story = try Story()
        for id in 1...40_000 { story.tell("05[IKE] <\(id)> 192.0.2.\(id % 250) is initiating an IKE_SA") }
        let saved = try JSONEncoder().encode(story.model)
        #expect(saved.count < 8 << 20)
        #expect(story.model.connections.isEmpty)
    }

    @Test func identitiesOfPeersMakeNoSeries() throws {
        var story = try Story()
        for id in 1...2000 {
            story.tell(
                "05[IKE] <rw|\(id)> IKE_SA rw[\(id)] established between 192.0.2.1[gw]...198.51.100.\(id % 250)[user\(id)]"
            )
            story.tell(
                "05[IKE] <rw|\(id)> CHILD_SA rw{\(id)} established with SPIs 0000\(1000 + id)_i 0000\(4000 + id)_o and TS a === b"
            )
        }
        #expect(story.model.connections.count == 1)
        #expect(story.model.tunnels.count == 1)
        #expect(story.tunnel("rw")?.childSAs == 2000)
        #expect(story.connection("rw")?.hasOnePeer == false)
    }
}
