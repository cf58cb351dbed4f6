import Support
import Testing
import Tunnels

/// Series stay few, whatever peers do.
@Suite struct BoundTests {
    private static func comes(_ id: Int, as identity: String, from host: String, connection: String = "rw") -> String {
        """
        05[IKE] <\(id)> \(host) is initiating an IKE_SA
        05[CFG] <\(connection)|\(id)> selected peer config '\(connection)'
        05[IKE] <\(connection)|\(id)> IKE_SA \(connection)[\(id)] established between 192.0.2.1[gw]...\(host)[\(identity)]
        05[IKE] <\(connection)|\(id)> CHILD_SA net{\(id)} established with SPIs \(String(0xC000_0000 + id, radix: 16))_i \(String(0xD000_0000 + id, radix: 16))_o and TS 0.0.0.0/0 === \(host)/32
        """
    }

    @Test func tenThousandRoadWarriorsShareOneTunnel() throws {
        var story = try Story()
        for id in 1...10_000 { story.tell(Self.comes(id, as: "u\(id)@example.org", from: "198.51.100.7")) }
        #expect(story.model.connections.count == 1)
        #expect(story.model.tunnels.count == 1)
        #expect(story.tunnel("net")?.childSAs == 10_000)
        #expect(story.connection("rw")?.count(.established) == 10_000)
        #expect(story.connection("rw")?.hasOnePeer == false, "none of them may name a series")
        for id in 1...10_000 {
            story.tell(
                """
                05[IKE] <rw|\(id)> deleting IKE_SA rw[\(id)] between 192.0.2.1[gw]...198.51.100.7[u\(id)@example.org]
                05[IKE] <rw|\(id)> IKE_SA deleted
                """)
        }
        #expect(story.tunnel("net")?.childSAs == 0)
        #expect(story.connection("rw")?.count(.established) == 0)
    }

    @Test func aHundredThousandIdentitiesOfAHostilePeerAddNothing() throws {
        var story = try Story()
        story.tell(StoryTests.established)
        let (connections, tunnels) = (story.model.connections.count, story.model.tunnels.count)
        for id in 1...100_000 {
            story.tell(
                """
                05[IKE] <\(id + 10)> 203.0.113.66 is initiating an IKE_SA
                05[CFG] <\(id + 10)> looking for peer configs matching 192.0.2.1[%any]...203.0.113.66[x\(id)'{7}[3]]
                05[CFG] <\(id + 10)> no matching peer config found
                """)
        }
        // Those that no configuration is for are counted together.
        #expect(story.model.connections.count == connections + 1)
        #expect(story.connection("")?.failures.count == 1)
        #expect(story.model.tunnels.count == tunnels)
    }

    @Test func namesBeyondTheLimitHaveNoSeriesAndAreCountedOnce() throws {
        var story = try Story()
        story.model = TunnelModel(maximumNames: 3)
        for id in 1...10 {
            story.tell(Self.comes(id, as: "x", from: "198.51.100.7", connection: "c\(id)"))
        }
        #expect(story.model.connections.filter { !$0.isOverflow }.map(\.name.text) == ["c1", "c2", "c3"])
        #expect(story.model.tunnels.filter { !$0.isOverflow }.count == 3)
        #expect(story.model.namesTurnedAway == 8, "seven connections, and a tunnel of one name")
        for id in 1...10 {
            story.tell(
                "05[IKE] <c\(id)|\(id)> sending DPD request\n05[IKE] <c\(id)|\(id)> giving up after 5 retransmits")
        }
        #expect(story.model.namesTurnedAway == 8)
        for tunnel in story.model.tunnels { #expect(tunnel.childSAs == 0, "each SA is told apart still") }
        for connection in story.model.connections { #expect(connection.count(.established) == 0) }
    }

    /// An SA beyond the limit is of nobody any more: a name that finds a place later may be its.
    @Test func aNameThatFindsAPlaceLaterIsUncertain() throws {
        var story = try Story()
        story.model = TunnelModel(maximumNames: 1)
        for id in 1...2 { story.tell(Self.comes(id, as: "x", from: "198.51.100.7", connection: "c\(id)")) }
        story.model.maximumNames = 10
        story.model.expect(
            [
                ExpectedTunnel(
                    connection: Name("c2"), tunnel: Name("net"), listing: TunnelListing(start: .start, source: .config))
            ], at: story.now)
        let tunnel = try #require(story.model.tunnels.last)
        #expect(!tunnel.isUp)
        #expect(tunnel.isUncertain, "it is up, and nobody knows")
        #expect(story.connection("c2")?.isUncertain == true)
    }
}
