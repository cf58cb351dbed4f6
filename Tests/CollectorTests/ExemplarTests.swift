import Exposition
import Foundation
import Support
import Testing
import Tunnels

@testable import Collector

/// From when on counters counted, and which events they counted last.
@Suite struct ExemplarTests {
    private let gateway = Feed.Machine("gw", 1)
    private let name = Array("aws-1".utf8)
    private let net = Array("net".utf8)

    /// A checkpoint as a restart finds it.
    private func restart(_ feed: Feed, without keys: Set<String> = []) throws -> Feed {
        let checkpoint = try #require(feed.state.checkpoint([:]))
        func stripped(_ value: Any) -> Any {
            if let object = value as? [String: Any] {
                return object.filter { !keys.contains($0.key) }.mapValues(stripped)
            }
            return (value as? [Any])?.map(stripped) ?? value
        }
        let json = try JSONSerialization.jsonObject(with: JSONEncoder().encode(checkpoint))
        let data = try JSONSerialization.data(withJSONObject: stripped(json))
        var next = try Feed(checkpoint: try JSONDecoder().decode(Checkpoint.self, from: data))
        next.now = feed.now + 60_000_000
        next.use()
        return next
    }

    private func created(_ feed: Feed) throws -> [String: String] {
        let samples = try ReadExposition(feed.render(), .openMetrics).samples
        return Dictionary(
            uniqueKeysWithValues: samples.filter {
                $0.name.hasSuffix("_created") && !$0.name.hasPrefix("process_") && !$0.name.contains("_archive_")
                    && !$0.name.contains("series_dropped")
            }.map { ($0.series, $0.value) })
    }

    private func exemplars(_ feed: Feed) throws -> [ReadExposition.Sample] {
        try ReadExposition(feed.render(), .openMetrics).samples.filter { $0.exemplar != nil }
    }

    private func feed() throws -> Feed {
        var feed = try Feed()
        feed.charon("spawning 16 worker threads", on: gateway)
        feed.establish(name, net, id: 1, on: gateway)
        feed.now += 5_000_000
        feed.charon("giving up after 5 retransmits", name: name, id: 1, on: gateway)
        feed.establish(name, net, id: 2, on: gateway)
        feed.charon("initiating IKE_SA aws-1[3] to 192.0.2.20", name: name, id: 3, on: gateway)
        feed.charon("received AUTHENTICATION_FAILED notify error", name: name, id: 3, on: gateway)
        feed.use()
        return feed
    }

    @Test func whatIsKnownLaterCountsFromLaterOn() throws {
        var feed = try feed()
        feed.now = 1_780_000_100_000_000
        feed.establish(Array("aws-2".utf8), net, id: 4, on: gateway)
        feed.use()
        let samples = try ReadExposition(feed.render(), .openMetrics)
        let rekeys = samples.samples("charon_tunnel_rekeys_created").map(\.value)
        #expect(rekeys == ["1780000000.003000", "1780000100.002000"])
        #expect(samples.samples("charon_starts_created").map(\.value) == ["1780000000"])
        #expect(samples.samples("charon_tunnel_outage_seconds_created").map(\.value) == ["1780000000"])
        #expect(samples.samples("charon_ike_established_created").map(\.value) == ["1780000000.001000", "1780000100"])
    }

    @Test func whatIsExpectedBeforeTheLogIsReadCountsFromTheLogsFirstEntryOn() throws {
        var feed = try Feed()
        let entries = feed.now
        feed.now += 3_600_000_000
        feed.expect([(Name("aws-1"), Name("net"))])
        feed.now = entries
        feed.establish(name, net, id: 1, on: gateway)
        feed.now += 3_600_000_000
        feed.use()
        let samples = try ReadExposition(feed.render(), .openMetrics).samples("charon_tunnel_rekeys_created")
        #expect(samples.map(\.value) == ["1780000000"])
    }

    @Test func aRestartGoesOnWithTheTimesAndForgetsTheEvents() throws {
        let feed = try feed()
        let before = try created(feed)
        #expect(before.count > 100)
        #expect(try !exemplars(feed).isEmpty)
        let next = try restart(feed)
        #expect(try created(next) == before)
        #expect(try exemplars(next).isEmpty)
    }

    @Test func aCheckpointOfAnOlderProgramHasNoTimes() throws {
        let keys: Set = ["createdAt", "watchedSince", "messagesCreatedAt"]
        var next = try restart(try feed(), without: keys)
        #expect(try created(next).isEmpty)
        // What comes then has.
        next.establish(Array("aws-2".utf8), net, id: 9, on: gateway)
        next.use()
        let times = try created(next)
        #expect(!times.isEmpty && times.keys.allSatisfy { $0.contains(Name("aws-2").bytes.description) })
        #expect(try created(try restart(next, without: [])) == times)
    }

    @Test func aTunnelThatWasForgottenBeginsAnew() throws {
        var feed = try Feed()
        feed.expect([(Name("aws-1"), Name("net"))])
        feed.charon("spawning 16 worker threads", on: gateway)
        feed.use()
        let first = try created(feed).filter { $0.key.hasPrefix("charon_tunnel_rekeys_created") }
        feed.expect([])
        feed.now += 7_200_000_000
        #expect(feed.forget(at: feed.now) == 1)
        feed.use()
        #expect(try created(feed).keys.allSatisfy { !$0.hasPrefix("charon_tunnel_rekeys_created") })
        feed.now += 1_000_000
        feed.expect([(Name("aws-1"), Name("net"))])
        feed.use()
        let second = try created(feed).filter { $0.key.hasPrefix("charon_tunnel_rekeys_created") }
        #expect(first.values.sorted() == ["1780000000"])
        #expect(second.values.sorted() == ["1780007201.001000"])
    }

    @Test func exemplarsLeadToTheEventThatWasCounted() throws {
        let feed = try feed()
        var events: [String: String] = [:]
        for sample in try exemplars(feed) {
            let exemplar = try #require(sample.exemplar)
            let seq = try #require(exemplar.label("seq").flatMap { UInt64($0) })
            #expect(exemplar.labels.count == 1, "there is one machine")
            let event = try #require(feed.archived["gw"]?[seq])
            events[sample.name] = event
            // Its time is the event's own.
            let microseconds = try #require(exemplar.time).split(separator: ".").last.map(String.init)
            #expect(event.contains(".\(microseconds ?? "")Z"))
            if !sample.name.hasSuffix("_bucket") { #expect(exemplar.value == "1") }
        }
        #expect(
            Set(events.keys) == [
                "charon_tunnel_downs_total", "charon_peer_timeouts_total", "charon_ike_failures_total",
                "charon_ike_establish_seconds_bucket", "charon_tunnel_outage_seconds_bucket",
            ])
        #expect(events["charon_tunnel_downs_total"]?.contains("\"event\":\"peer_timed_out\"") == true)
        #expect(events["charon_peer_timeouts_total"]?.contains("\"event\":\"peer_timed_out\"") == true)
        #expect(events["charon_ike_failures_total"]?.contains("\"reason\":\"authentication_failed\"") == true)
        #expect(events["charon_tunnel_outage_seconds_bucket"]?.contains("\"event\":\"child_sa_established\"") == true)
        let outages = try exemplars(feed).first { $0.name == "charon_tunnel_outage_seconds_bucket" }
        #expect(outages?.exemplar?.value == "0.003")
    }

    @Test func whatIsNotWrittenIsNotLedTo() throws {
        var feed = try Feed()
        feed.charon("spawning 16 worker threads", on: gateway)
        feed.establish(name, net, id: 1, on: gateway)
        feed.charon("giving up after 5 retransmits", name: name, id: 1, on: gateway)
        feed.use(writes: false)
        #expect(try exemplars(feed).isEmpty)
        feed.use()
        #expect(try !exemplars(feed).isEmpty)
        // What was deleted by a rule neither.
        feed.withState { $0.hosts[0].deletedThrough = 1000 }
        #expect(try exemplars(feed).isEmpty)
    }

    @Test func withoutAnArchiveThereIsNothingToLeadTo() throws {
        var feed = try Feed { $0.hasArchive = false }
        feed.establish(name, net, id: 1, on: gateway)
        feed.charon("giving up after 5 retransmits", name: name, id: 1, on: gateway)
        feed.use()
        #expect(try exemplars(feed).isEmpty)
    }

    @Test func afterTheArchiveCouldNotBeWrittenNoOldNumberIsShown() throws {
        var feed = try feed()
        feed.charon("giving up after 5 retransmits", name: name, id: 2, on: gateway)
        feed.use(writes: false)
        feed.withState { $0.fallBehind() }
        #expect(try exemplars(feed).isEmpty)
        feed.withState { state in
            guard let checkpoint = state.checkpoint([:]) else { return }
            state.rewind([SourceStart(name: "journal", kind: .journal)], tails: [:], checkpoint)
        }
        // The archive begins again, and its numbers go to other events.
        for _ in 0..<20 { feed.charon("no such message of charon's", on: gateway) }
        feed.use()
        #expect(feed.written["gw"] ?? 0 > 20)
        #expect(try exemplars(feed).isEmpty)
    }

    @Test func gapsLeadToTheirEvents() throws {
        var feed = try feed()
        feed.withState {
            $0.gap(.dropped, entries: 7, detail: "x", host: 0, source: 0, at: $0.now, since: 0)
        }
        feed.use()
        let sample = try #require(try exemplars(feed).first { $0.name == "charon_exporter_gaps_total" })
        let seq = try #require(sample.exemplar?.label("seq").flatMap { UInt64($0) })
        #expect(feed.archived["gw"]?[seq]?.contains("\"event\":\"gap\"") == true)
    }
}
