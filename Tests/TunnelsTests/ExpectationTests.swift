import FoundationEssentials
import Support
import Testing
import Tunnels

/// Tunnels that should exist, and those that should not any more.
@Suite struct ExpectationTests {
    private static let hour: UInt64 = 3_600_000_000

    private func expected(
        _ names: [String], _ start: TunnelListing.Start = .start, _ source: TunnelListing.Source = .swanctl
    ) -> [ExpectedTunnel] {
        names.map { name in
            let parts = name.split(separator: "/").map(String.init)
            return ExpectedTunnel(
                connection: Name(parts[0]), tunnel: Name(parts[1]),
                listing: TunnelListing(start: start, source: source, remoteTS: Name("198.51.100.0/24")))
        }
    }

    private func names(_ story: Story) -> [String] {
        story.model.tunnels.map { "\(story.model.connections[$0.connection].name.text)/\($0.name.text)" }
    }

    @Test func whatNeverCameUpIsThereAndDown() throws {
        var story = try Story()
        story.model.expect(expected(["gw/net"]), at: story.now)
        let tunnel = try #require(story.tunnel("net"))
        #expect(!tunnel.isUp)
        #expect(tunnel.downAt == 0, "never")
        #expect(tunnel.listing?.start == .start)
        #expect(tunnel.shownRemoteTS.text == "198.51.100.0/24")
        #expect(story.connection("gw") != nil)
    }

    @Test func whatComesUpIsTheOneThatWasExpected() throws {
        var story = try Story()
        story.model.expect(expected(["aws-1/net"]), at: story.now)
        story.tell(StoryTests.established)
        #expect(story.model.tunnels.count == 1)
        #expect(story.tunnel("net")?.isUp == true)
        #expect(story.tunnel("net")?.shownRemoteTS == story.tunnel("net")?.remoteTS, "what is in use wins")
    }

    @Test func whatIsGoneFromEveryConfigurationIsForgottenAfterATime() throws {
        var story = try Story()
        story.model.expect(expected(["gw/a", "gw/b", "hub/c"]), at: story.now)
        story.model.expect(expected(["gw/b"]), at: story.now)
        #expect(story.model.nextForgetting(after: Self.hour) == story.now + Self.hour)
        #expect(story.model.forget(after: Self.hour, at: story.now + Self.hour - 1).isEmpty)
        let gone = story.model.forget(after: Self.hour, at: story.now + Self.hour)
        #expect(gone.map { "\($0.connection.text)/\($0.tunnel.text)" } == ["gw/a", "hub/c"])
        #expect(names(story) == ["gw/b"])
        #expect(story.model.connections.map(\.name.text) == ["gw"], "a connection without a tunnel goes too")
        #expect(story.model.nextForgetting(after: Self.hour) == nil)
    }

    @Test func whatIsListedAgainInTimeStays() throws {
        var story = try Story()
        story.model.expect(expected(["gw/a"]), at: story.now)
        story.model.expect([], at: story.now)
        story.wait(seconds: 1800)
        story.model.expect(expected(["gw/a"], .trap, .ipsec), at: story.now)
        #expect(story.model.forget(after: Self.hour, at: story.now + 2 * Self.hour).isEmpty)
        #expect(story.tunnel("a")?.listing?.start == .trap)
        #expect(story.tunnel("a")?.listing?.source == .ipsec)
    }

    @Test func whatAConfigurationListedThatCannotBeReadIsStillExpected() throws {
        var story = try Story()
        story.model.expect(expected(["gw/a"]) + expected(["gw/b"], .start, .config), at: story.now)
        story.model.expect([], unreadable: [.swanctl], at: story.now)
        #expect(story.tunnel("a")?.listing?.source == .swanctl)
        #expect(story.tunnel("b")?.listing == nil)
    }

    @Test func whatIsUpIsNotForgotten() throws {
        var story = try Story()
        story.tell(StoryTests.established)
        story.model.expect(expected(["aws-1/net"]), at: story.now)
        story.model.expect([], at: story.now)
        story.wait(seconds: 86_400)
        #expect(story.model.forget(after: Self.hour, at: story.now).isEmpty)
        story.tell("06[IKE] <aws-1|1> giving up after 5 retransmits")
        #expect(story.model.forget(after: Self.hour, at: story.now).isEmpty, "the time begins when it goes down")
        #expect(story.model.forget(after: Self.hour, at: story.now + Self.hour).count == 1)
    }

    @Test func whatNoConfigurationEverListedStays() throws {
        var story = try Story()
        story.tell(StoryTests.established)
        story.tell("06[IKE] <aws-1|1> giving up after 5 retransmits")
        story.model.expect(expected(["gw/other"]), at: story.now)
        #expect(story.model.nextForgetting(after: Self.hour) == nil)
        #expect(story.tunnel("net") != nil)
    }

    static let letGo: [(lines: String, forgotten: [String])] = [
        ("05[CFG] removed vici connection: gw", ["gw", "net"]),
        ("05[CFG] deleted connection 'gw'", ["gw"]),
        ("05[CFG] removed vici connection: other", []),
        ("05[CFG] removed vici connection: gw\n05[CFG] added vici connection: gw", []),
    ]
    /// stroke deletes one CHILD_SA configuration of a connection, vici a connection with all of them.
    @Test(arguments: letGo) func whatCharonLetsGoIsForgotten(lines: String, forgotten: [String]) throws {
        var story = try Story()
        story.tell(
            """
            05[IKE] <gw|1> IKE_SA gw[1] established between 192.0.2.1[x]...192.0.2.2[y]
            05[IKE] <gw|1> CHILD_SA gw{1} established with SPIs c0000001_i d0000001_o and TS a === b
            05[IKE] <gw|1> CHILD_SA net{2} established with SPIs c0000002_i d0000002_o and TS c === d
            05[IKE] <gw|1> giving up after 5 retransmits
            """)
        story.tell(lines)
        story.wait(seconds: 3600)
        let gone = story.model.forget(after: Self.hour, at: story.now).map(\.tunnel.text)
        // vici has no CHILD_SA configuration of the connection's own name here, or takes it with the others.
        #expect(gone == forgotten || lines.contains("vici") && gone == forgotten.filter { $0 == "gw" })
    }

    /// Tunnels come and go while SAs of others live: none is taken for another.
    @Test func otherTunnelsKeepTheirSAs() throws {
        var chance = SeededGenerator(seed: 4)
        for _ in 0..<200 {
            var story = try Story()
            var truth: [String: Bool] = [:]
            for step in 0..<20 {
                let listed = (0..<6).filter { _ in Bool.random(using: &chance) }.map { "c\($0 % 3)/t\($0)" }
                story.model.expect(expected(listed), at: story.now)
                let number = Int.random(in: 0..<6, using: &chance)
                let (connection, tunnel) = ("c\(number % 3)", "t\(number)")
                let id = step + 1
                if truth[tunnel] != true {
                    story.tell(
                        """
                        05[IKE] <\(connection)|\(id)> IKE_SA \(connection)[\(id)] established between 192.0.2.1[x]...192.0.2.2[y]
                        05[IKE] <\(connection)|\(id)> CHILD_SA \(tunnel){\(id)} established with SPIs c00000\(10 + id)_i d00000\(10 + id)_o and TS a === b
                        """)
                    truth[tunnel] = true
                }
                story.wait(seconds: 7200)
                _ = story.model.forget(after: Self.hour, at: story.now)
                for (name, isUp) in truth where isUp { #expect(story.tunnel(name)?.isUp == true, "\(name)") }
                let shown = Set(names(story))
                #expect(Set(listed).isSubset(of: shown))
                #expect(shown.count == story.model.tunnels.count, "none twice")
                let data = try JSONEncoder().encode(story.model)
                let copy = try JSONDecoder().decode(TunnelModel.self, from: data)
                #expect(copy.tunnels == story.model.tunnels)
            }
        }
    }
}
