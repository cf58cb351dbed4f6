import Glibc

/// Compares what the exporter made of a generated journal with what the generator knows.
///
/// The metrics and the archive are read as any user's tools read them: nothing of the exporter's own code is used.
@main
struct CheckTruth {
    private static let usage = "usage: zcat SEGMENT... | check-truth TRUTH METRICS\n"
    private static let maximumFaults = 20

    static func main() {
        let arguments = CommandLine.arguments
        guard arguments.count == 3 else {
            write(usage, to: 2)
            exit(2)
        }
        guard let truthText = Input.text(path: arguments[1]), let metricsText = Input.text(path: arguments[2]) else {
            write("check-truth: cannot read \(arguments[1]) or \(arguments[2])\n", to: 2)
            exit(2)
        }
        let truth = Truth(truthText)
        let archive = Archive(descriptor: 0)
        var faults: [String] = []
        compare(truth, Metrics(metricsText), archive, &faults)
        guard faults.isEmpty else {
            write("FAIL: \(faults.count) values differ\n", to: 1)
            for fault in faults.prefix(maximumFaults) { write("  \(fault)\n", to: 1) }
            if faults.count > maximumFaults { write("  and \(faults.count - maximumFaults) more\n", to: 1) }
            exit(1)
        }
        write("PASS: \(truth.tunnels.count) tunnels, \(archive.events) archived events\n", to: 1)
    }

    private static func compare(_ truth: Truth, _ metrics: Metrics, _ archive: Archive, _ faults: inout [String]) {
        func expect(_ what: String, _ found: UInt64?, _ expected: UInt64) {
            guard found != expected else { return }
            faults.append("\(what): \(found.map { String($0) } ?? "absent"), should be \(expected)")
        }
        expect("no tunnel in the truth", truth.tunnels.isEmpty ? 1 : 0, 0)

        // Counters of the whole.
        expect("entries", metrics.sum("charon_exporter_entries_total"), truth.totals["entries"] ?? 0)
        expect("IKE_SA rekeys", metrics.sum("charon_ike_rekeys_total"), truth.totals["ike_rekeys"] ?? 0)
        expect("peer timeouts", metrics.sum("charon_peer_timeouts_total"), truth.totals["peer_timeouts"] ?? 0)
        expect(
            "unaccounted closes", metrics.sum("charon_tunnel_unaccounted_closes_total"),
            truth.totals["unaccounted_closes"] ?? 0)
        expect("tunnels", UInt64(metrics.count("charon_tunnel_up")), UInt64(truth.tunnels.count))
        // Every line of the journal is one of charon's own, and all of it is there.
        expect("unrecognized entries", metrics.sum("charon_exporter_unrecognized_entries_total"), 0)
        expect("untrusted entries", metrics.sum("charon_exporter_untrusted_entries_total"), 0)
        expect("gaps", metrics.sum("charon_exporter_gaps_total"), 0)

        // Each tunnel.
        let names = [
            "received_bytes": "charon_tunnel_received_bytes_total", "sent_bytes": "charon_tunnel_sent_bytes_total",
            "rekeys": "charon_tunnel_rekeys_total", "established": "charon_tunnel_established_total",
            "up": "charon_tunnel_up", "child_sas": "charon_tunnel_child_sas",
            "unaccounted_closes": "charon_tunnel_unaccounted_closes_total",
        ]
        for tunnel in truth.tunnels {
            let labels = "{connection=\"\(tunnel.connection)\",tunnel=\"\(tunnel.name)\"}"
            for (key, value) in tunnel.values.sorted(by: { $0.key < $1.key }) {
                guard let name = names[key] else {
                    faults.append("the truth has a value \"\(key)\" that is not compared")
                    continue
                }
                expect(name + labels, metrics.value(name + labels), value)
            }
            // The archive alone, too, says what went through.
            let sums = archive.closed[tunnel.name] ?? Archive.Closed()
            expect("bytes_in of \(tunnel.name) in the archive", sums.received, tunnel.values["received_bytes"] ?? 0)
            expect("bytes_out of \(tunnel.name) in the archive", sums.sent, tunnel.values["sent_bytes"] ?? 0)
        }

        // The archive: numbered from 1 without a hole, and all there that is not chatter.
        if let fault = archive.fault { faults.append(fault) }
        expect("the archive's last seq", archive.lastSeq, archive.events)
        expect(
            "the archive's events as counted by the exporter", metrics.sum("charon_exporter_archive_events_total"),
            archive.events)
        let chatter = ["chatter", "dpd_request_sent", "mobike_supported"].reduce(0) {
            $0 + (metrics.value("charon_exporter_events_total{event=\"\($1)\"}") ?? 0)
        }
        expect("the archive's events", archive.events, (truth.totals["entries"] ?? 0) - chatter)
    }
}

/// Writes text; there is nobody to tell when that fails.
func write(_ text: String, to descriptor: Int32) {
    let bytes = Array(text.utf8)
    _ = unsafe bytes.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
}
