import Exposition
import Support
import Tunnels

@testable import Collector

/// Two machines with every metric there is, and with names as bad as they come.
struct WholeExposition {
    var feed: Feed
    let machines = [Feed.Machine("gw1", 1), Feed.Machine("gw2", 2)]
    private var number = 0

    /// Names that a text is broken by if they are not escaped.
    static let hostile: [[UInt8]] = [
        Array("a\"b".utf8), Array("a\\b\\".utf8), Array("a\nb".utf8), Array("\"} 1\n# EOF\n".utf8),
        Array("a\rb\t\u{2028}\u{85}\u{FEFF}".utf8), Array("a # {x=\"y\"} 1".utf8), Array("\u{E9}\u{1F600}".utf8),
        [0xFF, 0xFE], [0xC3], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], Array("\u{FFFD}FF".utf8), [0x00, 0x41],
    ]

    init(checkpoint: Checkpoint? = nil) throws {
        feed = try Feed({ $0.asksVici = true }, checkpoint: checkpoint)
        feed.expect(
            Self.hostile.map { (Name($0), Name($0)) } + [(Name("aws-1"), Name("net")), (Name("aws-2"), Name("net"))],
            groups: [
                TunnelGroup(name: "aws \"1\"\n", kind: .link, tunnels: [TunnelPattern("net")]),
                TunnelGroup(name: "site", kind: .site, tunnels: [TunnelPattern("*")]),
            ])
        for machine in machines { feed.charon("spawning 16 worker threads", on: machine) }
        feed.use()
        feed.withState { state in
            var news = ViciNews.Content(isUp: true)
            var facts = ViciFacts()
            facts.certificates = [
                .init(
                    subject: Name("CN=\"x\"\n"), serial: "01", isAuthority: false, hasPrivateKey: true,
                    notAfter: 1_900_000_000)
            ]
            facts.pools = [.init(name: Name([0xFF]), size: 254, online: 1, offline: 2)]
            facts.messages = [.init(key: "ike-init-in-req", count: 1 << 60 + 1)]
            (facts.workers, facts.idleWorkers, facts.halfOpen) = (16, 11, 0)
            facts.queues = [("high", 0), ("low", 1)]
            news.facts = facts
            state.use(news, at: state.now)
            state.awaitsVici = false
        }
        live()
        live()
    }

    /// A while goes by: all that there is comes up, and fails, and comes up again.
    mutating func live() {
        for machine in machines {
            for (index, name) in ([Array("aws-1".utf8), Array("aws-2".utf8)] + Self.hostile).enumerated() {
                number += 1
                feed.establish(name, index < 2 ? Array("net".utf8) : name, id: number, on: machine)
                feed.now += 1_000_000
                let text =
                    index % 2 == 0 ? "giving up after 5 retransmits" : "received AUTHENTICATION_FAILED notify error"
                number += index % 2
                let sa = Array("initiating IKE_SA ".utf8) + name + Array("[\(number)] to 192.0.2.20".utf8)
                if index % 2 == 1 { feed.charon(sa, name: name, id: number, on: machine) }
                feed.charon(text, name: name, id: number, on: machine)
                feed.charon(
                    "authentication of '192.0.2.20' with pre-shared key successful", name: name, id: number,
                    on: machine)
            }
            feed.charon("no such message of charon's", on: machine)
        }
        feed.use()
    }

    func read(_ format: Format = .openMetrics) throws -> ReadExposition {
        try ReadExposition(feed.render(format), format)
    }
}
