import Foundation
import Lab
import Testing

extension LabSuite {
    /// What it costs charon to be asked.
    @Suite(
        "Many SAs", .serialized,
        .enabled(if: ProcessInfo.processInfo.environment["CHARON_EXPORTER_LONG_TESTS"] != nil, "takes minutes"))
    struct ManySAsTests {
        private static let count = 1000
        private static let rounds = 5
        /// How long each way of asking lasts in a round, once a second.
        private static let window = Duration.seconds(20)

        private static func pair() -> Pair {
            var pair = Pair(["site"])
            var link = pair["site"]
            let (near, far) = (link.gw.children[0], link.cloud.children[0])
            (link.gw.children, link.cloud.children) = ([], [])
            for index in 0..<count {
                // Behind one address each, by port: kernel-libipsec wants addresses that are there.
                let inner = ("198.51.100.1/32[tcp/\(1024 + index)]", "203.0.113.1/32[tcp/\(1024 + index)]")
                var (one, other) = (near, far)
                (one.name, other.name) = ("child-\(index)", "child-\(index)")
                one.settings.merge([
                    "local_ts": inner.0, "remote_ts": inner.1, "start_action": "start", "rekey_time": "120s",
                    "life_time": "1h", "rand_time": "60s",
                ]) { $1 }
                other.settings.merge(["local_ts": inner.1, "remote_ts": inner.0]) { $1 }
                link.gw.children.append(one)
                link.cloud.children.append(other)
            }
            pair["site"] = link
            return pair
        }

        @Test(
            "1,000 CHILD_SAs that are rekeyed: asking costs charon no more than swanctl does", .timeLimit(.minutes(15)))
        func cost() async throws {
            let pair = Self.pair()
            try await Lab.with(prefix: "labcost", gateways: pair.gateways) { lab in
                try await lab.waitUntil("all are up", .gw, atMost: .seconds(300)) { sas in
                    sas.flatMap(\.children).count { $0.state == "INSTALLED" } >= Self.count
                }
                var costs: [String: [Double]] = [:]
                for _ in 0..<Self.rounds {
                    costs["nobody", default: []].append(try await Self.spent(lab) {})
                    costs["swanctl", default: []].append(
                        try await Self.spent(lab) {
                            _ = try await lab.swanctl(.gw, ["--list-sas"])
                        })
                    let exporter = try await ExporterProcess.start(lab, .gw, asksCharon: true)
                    costs["exporter", default: []].append(try await Self.spent(lab) {})
                    let samples = try exporter.metrics()
                    let up = samples.values.filter { $0.key.name == "charon_tunnel_up" && $0.value == 1 }.count
                    #expect(up == Self.count)
                    #expect(samples["charon_exporter_vici_up"] == 1)
                    try await exporter.process.end()
                }
                let medians = costs.mapValues { $0.sorted()[$0.count / 2] }
                for (who, seconds) in costs.sorted(by: { $0.key < $1.key }) {
                    print("lab: \(who) asks: charon uses \(seconds) s in \(Self.window)")
                }
                let own = try #require(medians["exporter"]) - (medians["nobody"] ?? 0)
                let theirs = try #require(medians["swanctl"]) - (medians["nobody"] ?? 0)
                print("lab: the exporter's questions cost charon \(own) s, swanctl's \(theirs) s: \(own / theirs)")
                // A ratio within one run; the noise of the rekeyings is in both.
                #expect(own < theirs * 1.5)
            }
        }

        /// The processor time that charon spends while something is done once a second.
        private static func spent(_ lab: Lab, _ action: () async throws -> Void) async throws -> Double {
            let before = try await lab.processorSeconds(.gw)
            let end = ContinuousClock.now + window
            while ContinuousClock.now < end {
                let next = ContinuousClock.now + .seconds(1)
                try await action()
                try await Task.sleep(until: next)
            }
            return try await lab.processorSeconds(.gw) - before
        }
    }
}
