import Support
import Testing
import Tunnels

/// Groups: who belongs to one, and who carries its traffic.
@Suite struct GroupTests {
    static let patterns: [(pattern: String, name: String, matches: Bool)] = [
        ("net", "net", true), ("net", "net1", false), ("*", "", true), ("*", "net", true), ("", "", true),
        ("", "a", false), ("n?t", "net", true), ("n?t", "nt", false), ("a*b*c", "axxbyyc", true),
        ("a*b*c", "abcabc", true), ("a*b*c", "abcab", false), ("*aab", "aaaab", true), ("**", "x", true),
        ("*.example.org", "gw.example.org", true), ("*.example.org", "gw.example.com", false),
    ]
    @Test(arguments: patterns) func patternsMatchWholeNames(pattern: String, name: String, matches: Bool) {
        #expect(NamePattern(pattern).matches(Name(name)) == matches)
    }

    @Test func aPatternThatIsHardToMatchTakesNoLongTime() {
        let pattern = NamePattern(String(repeating: "a*", count: 200) + "b")
        #expect(!pattern.matches(Name(String(repeating: "a", count: 5000))))
    }

    static let members: [(pattern: String, connection: String, tunnel: String, matches: Bool)] = [
        ("net", "gw", "net", true), ("net", "net", "other", false), ("gw/net", "gw", "net", true),
        ("gw/net", "hub", "net", false), ("aws-*/*", "aws-1", "x", true), ("*/net", "any", "net", true),
    ]
    @Test(arguments: members)
    func aMemberIsNamedByItsTunnelAndItsConnection(
        pattern: String, connection: String, tunnel: String, matches: Bool
    ) {
        #expect(
            TunnelPattern(pattern).matches(connection: Name(connection), tunnel: Name(tunnel)) == matches)
    }

    private static let link = TunnelGroup(
        name: "aws", kind: .link, tunnels: [TunnelPattern("aws-*")], aliases: ["Tunnel1": "aws-1", "vti2": "aws-2"])

    private func model() throws -> TunnelModel {
        var story = try Story()
        for number in 1...2 {
            story.tell(
                """
                05[IKE] <aws-\(number)|\(number)> IKE_SA aws-\(number)[\(number)] established between 192.0.2.1[x]...192.0.2.2[y]
                05[IKE] <aws-\(number)|\(number)> CHILD_SA aws-\(number){\(number)} established with SPIs c000000\(number)_i d000000\(number)_o and TS 198.51.100.0/24 === 203.0.113.0/24
                """)
        }
        return story.model
    }

    struct Word: Sendable {
        var said: String?
        var isKnown = true
        var active: String?
        var failovers: UInt64
    }

    /// What a failover service says, one word after the other.
    static let stories: [[Word]] = [
        [Word(said: "aws-1", active: "aws-1", failovers: 0), Word(said: "aws-2", active: "aws-2", failovers: 1)],
        // The service was started again, and says it again.
        [Word(said: "aws-1", active: "aws-1", failovers: 0), Word(said: "aws-1", active: "aws-1", failovers: 0)],
        // An alias is the tunnel itself.
        [Word(said: "Tunnel1", active: "aws-1", failovers: 0), Word(said: "aws-1", active: "aws-1", failovers: 0)],
        [Word(said: "Tunnel1", active: "aws-1", failovers: 0), Word(said: "vti2", active: "aws-2", failovers: 1)],
        // A stranger changes nothing.
        [
            Word(said: "aws-1", active: "aws-1", failovers: 0),
            Word(said: "gcp", isKnown: false, active: "aws-1", failovers: 0),
        ],
        // None in between is no failover of its own.
        [
            Word(said: "aws-1", active: "aws-1", failovers: 0), Word(said: nil, active: nil, failovers: 0),
            Word(said: "aws-2", active: "aws-2", failovers: 1),
        ],
        [
            Word(said: "aws-1", active: "aws-1", failovers: 0), Word(said: nil, active: nil, failovers: 0),
            Word(said: nil, active: nil, failovers: 0), Word(said: "aws-1", active: "aws-1", failovers: 0),
        ],
    ]
    @Test(arguments: stories) func theActiveMemberIsWhomTheServiceNamed(story: [Word]) throws {
        var model = try model()
        for (number, word) in story.enumerated() {
            let isKnown = model.noteActive(word.said.map { Name($0) }, in: Self.link, at: UInt64(number + 1))
            #expect(isKnown == word.isKnown)
            let state = model.state(of: Self.link)
            #expect(state.active?.connection.text == word.active)
            #expect(state.failovers == word.failovers)
            for name in ["aws-1", "aws-2"] {
                #expect(state.isActive(connection: Name(name), tunnel: Name(name)) == (word.active == name))
            }
        }
    }

    struct Meaning: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var tunnels: [String]
        var patterns: [String]
        var said: [String]
        /// The members that are active then; nil when nobody is meant.
        var active: [String]?
        var failovers: UInt64 = 0
    }

    static let meanings = [
        Meaning(
            testDescription: "the tunnels of two connections have one name", tunnels: ["aws-1/net", "aws-2/net"],
            patterns: ["aws-*/net"], said: ["net"], active: nil),
        Meaning(
            testDescription: "a connection's name means all of its tunnels",
            tunnels: ["aws-1/a", "aws-1/b", "aws-2/a"],
            patterns: ["*/*"], said: ["aws-1"], active: ["aws-1/a", "aws-1/b"]),
        Meaning(
            testDescription: "both names", tunnels: ["aws-1/net", "aws-2/net"], patterns: ["aws-*/net"],
            said: ["aws-2/net"], active: ["aws-2/net"]),
        Meaning(
            testDescription: "several names of one member", tunnels: ["aws-1/a", "aws-2/b"], patterns: ["*"],
            said: ["a", "aws-1", "aws-1/a", "a"], active: ["aws-1/a"]),
        Meaning(
            testDescription: "one that a wildcard would fit and that is not there", tunnels: ["aws-1/net"],
            patterns: ["aws-*/net"], said: ["aws-9"], active: nil),
        Meaning(
            testDescription: "one that is named and was not seen yet", tunnels: ["aws-1/net"],
            patterns: ["aws-1/net", "aws-2/net"], said: ["aws-1", "aws-2"], active: [], failovers: 1),
        Meaning(
            testDescription: "one outside the group", tunnels: ["aws-1/net", "gcp/net"], patterns: ["aws-1/*"],
            said: ["gcp"], active: nil),
    ]
    @Test(arguments: meanings) func aNameMeansOneMember(meaning: Meaning) throws {
        var model = TunnelModel()
        let names = meaning.tunnels.map { $0.split(separator: "/").map { Name(String($0)) } }
        model.expect(
            names.map {
                ExpectedTunnel(
                    connection: $0[0], tunnel: $0[1], listing: TunnelListing(start: .start, source: .config))
            }, at: 1)
        let group = TunnelGroup(name: "g", kind: .link, tunnels: meaning.patterns.map(TunnelPattern.init))
        for said in meaning.said {
            #expect(model.noteActive(Name(said), in: group, at: 2) == (meaning.active != nil))
        }
        let state = model.state(of: group)
        let active = names.filter { state.isActive(connection: $0[0], tunnel: $0[1]) }
        #expect(active.map { "\($0[0].text)/\($0[1].text)" } == meaning.active ?? [])
        #expect(state.failovers == meaning.failovers)
    }

    @Test func twoConnectionsWithTheSameSelectorsAreLikelyALink() throws {
        let model = try model()
        #expect(model.likelyLinks { _ in false }.map { [$0.0, $0.1] } == [[0, 1]])
        #expect(model.likelyLinks { $0 == 1 }.isEmpty, "one is in a group already")
    }

    /// Route-based tunnels of a whole mesh have the same selectors, and are no pair.
    @Test func threeAreNoPair() throws {
        var story = try Story()
        for number in 1...3 {
            story.tell(
                "05[IKE] <c\(number)|\(number)> CHILD_SA net{\(number)} established with SPIs c000000\(number)_i d000000\(number)_o and TS 0.0.0.0/0 === 0.0.0.0/0"
            )
        }
        #expect(story.model.likelyLinks { _ in false }.isEmpty)
    }
}
