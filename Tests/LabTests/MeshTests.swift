import Foundation
import Lab
import Testing

extension LabSuite {
    /// Three sites with a tunnel between each pair, which know each other by their raw RSA keys.
    @Suite("The full mesh", .serialized)
    struct MeshTests {
        private static let prefix = "labmesh"
        private static let sites = ["a", "b", "c"].enumerated().map { index, name in
            Gateway(
                name, addresses: ["192.0.2.\(index + 1)"], innerAddresses: ["198.51.100.\(index + 1)"],
                configuration: "")
        }
        private static var a: Gateway { sites[0] }
        private static var b: Gateway { sites[1] }
        private static var c: Gateway { sites[2] }

        @Test("A site is cut off and comes back, and the others do not notice", .timeLimit(.minutes(2)))
        func siteCutOff() async throws {
            try await Scenario.play(Self.prefix, try await Self.gateways()) { scenario in
                try await Self.whole(scenario)
                try await Self.cutOff(scenario)
                try await Self.back(scenario)
            }
        }

        // MARK: The gateways

        private static func gateways() async throws -> [Gateway] {
            let credentials = try Credentials(prefix: prefix)
            for site in sites {
                try await credentials.makeKey(site.name, rsa: 2048)
                try await credentials.makePublicKey(site.name)
            }
            let keys = try sites.map { try credentials.publicKeyFile($0.name) }
            let gateways = try sites.map { site in
                let others = sites.filter { $0 != site }
                var gateway = site
                gateway.syslogLevels = "default = 1"
                gateway.plugins = ["pem", "pkcs1", "pkcs8", "pubkey", "gmp"]
                gateway.files = keys + [try credentials.keyFile(site.name)]
                gateway.expectedTunnels = others.map { "net-\($0.name)" }
                gateway.exporterConfiguration = "groups: [{ name: mesh, kind: site, tunnels: \"net-*\" }]"
                gateway.configuration = Connection.configuration(others.map { connection(site, $0) }, secrets: [])
                return gateway
            }
            // Of each pair the first begins, so the last of them is to be there first.
            return gateways.reversed()
        }

        private static func connection(_ site: Gateway, _ other: Gateway) -> Connection {
            let isInitiator = site.name < other.name
            var connection = Connection(
                "to-\(other.name)", from: site.addresses[0], to: other.addresses[0],
                inner: (site.innerAddresses[0], other.innerAddresses[0]),
                ["dpd_delay": "1s", "keyingtries": isInitiator ? "0" : "1"],
                child: isInitiator
                    ? ["start_action": "start", "dpd_action": "restart", "close_action": "start"] : [:])
            connection.local = ["auth": "pubkey", "id": "\(site.name).example.org", "pubkeys": "\(site.name).pem"]
            connection.remote = ["auth": "pubkey", "id": "\(other.name).example.org", "pubkeys": "\(other.name).pem"]
            connection.children[0].name = "net-\(other.name)"
            return connection
        }

        // MARK: The story

        private static func whole(_ scenario: Scenario) async throws {
            await scenario.begin("the mesh is whole")
            try await scenario.expectAgreement()
            for (site, other) in pairs {
                try await scenario.expectPing(site, from: site.innerAddresses[0], to: other.innerAddresses[0])
                try await expectUp(scenario, site, other, 1)
                let success = ["connection": "to-\(other.name)", "method": "pubkey", "result": "success"]
                try await scenario.expect(1, "charon_authentications_total", success, on: site)
            }
            try await scenario.lab.startTraffic(a, from: a.innerAddresses[0], to: b.innerAddresses[0])
        }

        private static func cutOff(_ scenario: Scenario) async throws {
            await scenario.begin("c is cut off")
            try await scenario.lab.unplug(c, true)
            for (site, other) in pairs where site == c || other == c {
                try await scenario.lab.waitUntil("\(site.name) has given \(other.name) up", site) {
                    $0.installed("net-\(other.name)") == 0
                }
            }
            try await scenario.expectAgreement()
            for (site, other) in pairs {
                let isCut = site == c || other == c
                try await expectUp(scenario, site, other, isCut ? 0 : 1)
                try await expectGroup(scenario, site, up: site == c ? 0 : 1)
                try await scenario.expect(
                    isCut ? 1 : 0, "charon_peer_timeouts_total", ["connection": "to-\(other.name)"], on: site)
                guard isCut else { continue }
                try await scenario.expect(
                    1, "charon_tunnel_downs_total", labels(other, ["reason": "dead_peer"]), on: site)
            }

            try await expectOneCollector(scenario)

            await scenario.begin("a and b go on")
            try await scenario.noteRekey("net-b", on: [a])
            try await scenario.noteRekey("net-a", on: [b])
            try await scenario.rekeyChild(a, "net-b", with: b)
            try await scenario.expectAgreement()
            try await scenario.expectBytes()
        }

        private static func back(_ scenario: Scenario) async throws {
            await scenario.begin("c is back")
            try await scenario.lab.unplug(c, false)
            for (site, other) in pairs where site == c || other == c {
                try await scenario.lab.waitUntil("\(site.name) has \(other.name) again", site) {
                    $0.installed("net-\(other.name)") == 1
                }
            }
            try await scenario.expectAgreement()
            for (site, other) in pairs {
                let isCut = site == c || other == c
                try await expectUp(scenario, site, other, 1)
                try await expectGroup(scenario, site, up: 2)
                try await scenario.expect(
                    isCut ? 2 : 1, "charon_tunnel_transitions_total", labels(other, ["to": "up"]), on: site)
                try await scenario.expect(
                    isCut ? 1 : 0, "charon_tunnel_transitions_total", labels(other, ["to": "down"]), on: site)
                if isCut {
                    try await scenario.expectPing(site, from: site.innerAddresses[0], to: other.innerAddresses[0])
                }
            }
            try await scenario.expectBytes()
        }

        private static var pairs: [(Gateway, Gateway)] {
            sites.flatMap { site in sites.filter { $0 != site }.map { (site, $0) } }
        }

        private static func labels(_ other: Gateway, _ more: [String: String] = [:]) -> [String: String] {
            ["connection": "to-\(other.name)", "tunnel": "net-\(other.name)"].merging(more) { $1 }
        }

        /// The same as one collector sees it that has the journals of all three: what leads to c is down, and of what
        /// leads to the others one tunnel is up.
        private static func expectOneCollector(_ scenario: Scenario) async throws {
            await scenario.begin("one collector over all three")
            let directory = scenario.lab.exporterDirectory(a) + "/all"
            try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
            for (number, site) in sites.enumerated() {
                try await scenario.lab.copyJournal(
                    site, to: "\(directory)/\(site.name).journal",
                    as: (name: site.name, id: String(repeating: "\(number)", count: 32)))
            }
            let groups = sites.map { site in
                let others = sites.filter { $0 != site }.map(\.name).joined(separator: ", ")
                return "  - { name: \(site.name), kind: site, tunnels: net-\(site.name), host: [\(others)] }"
            }
            let configuration = scenario.lab.exporterDirectory(a) + "/sites.yml"
            try ("groups:\n" + groups.joined(separator: "\n") + "\n").write(
                toFile: configuration, atomically: true, encoding: .utf8)
            let samples = try await ExporterProcess.replay([
                "--journal.directory", directory, "--config.file", configuration,
            ])
            for site in sites {
                let labels = ["group": site.name, "kind": "site"]
                #expect(samples["charon_group_tunnels", labels] == 2)
                #expect(samples["charon_group_tunnels_up", labels] == (site == c ? 0 : 1), "\(site.name)")
            }
            for (site, other) in pairs {
                let isUp = samples["charon_tunnel_up", Self.labels(other, ["host": site.name])]
                #expect(isUp == (site == c || other == c ? 0 : 1))
            }
        }

        private static func expectGroup(_ scenario: Scenario, _ site: Gateway, up: Double) async throws {
            let group = ["group": "mesh", "kind": "site"]
            try await scenario.expect(2, "charon_group_tunnels", group, on: site)
            try await scenario.expect(up, "charon_group_tunnels_up", group, on: site)
        }

        private static func expectUp(
            _ scenario: Scenario, _ site: Gateway, _ other: Gateway, _ isUp: Double
        ) async throws {
            try await scenario.expect(isUp, "charon_tunnel_up", labels(other), on: site)
        }
    }
}
