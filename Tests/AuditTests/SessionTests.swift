import Audit
import Bytes
import Foundation
import Testing

struct SessionTests {
    @Test func `a session goes on over rekeyings of both kinds`() {
        var story = Story()
        story.bringUp()
        story.install("03:30:00", ike: 1, child: 3, event: "child_sa_inbound_established")
        story.install("03:30:00", ike: 1, child: 3, event: "child_sa_outbound_established")
        story.tell("03:30:01", "child_sa_delete_received", "ike_sa=1", "spi=d1000001")
        story.close("03:30:01", ike: 1, child: 1, bytes: 1000)
        story.tell(
            "03:40:00", "ike_sa_rekeyed", "connection=aws-1", "ike_sa=3", "old_ike_sa=1", "remote_host=198.51.100.2",
            "remote_id=peer.example.org")
        story.tell(
            "03:40:01", "ike_sa_deleting", "connection=aws-1", "ike_sa=1", "remote_host=198.51.100.2",
            "remote_id=peer.example.org")
        story.tell("03:40:01", "ike_sa_deleted", "connection=aws-1", "ike_sa=1")
        #expect(story.counts == [1, 1])
        #expect(story.ike().ended == nil)
        story.tell("04:02:00", "peer_timed_out", "connection=aws-1", "ike_sa=3", "reason=peer_not_responding")
        let (ike, child) = (story.ike(), story.child())
        #expect(ike.ids == [1, 3])
        #expect(ike.rekeys == 1)
        #expect(ike.began == Story.at("03:00:00"))
        #expect(ike.ended == Story.at("04:02:00"))
        #expect(ike.reason == "peer_not_responding")
        #expect(ike.remoteIdentity == "peer.example.org")
        #expect(ike.proposal == "IKE:AES_CBC_128/MODP_2048")
        #expect(ike.user == nil)
        #expect(ike.bytesIn == 1000)
        #expect(ike.unaccounted == 1)
        #expect(child.ids == [1, 3])
        #expect(child.rekeys == 1)
        #expect(child.bytesOut == 2000)
        #expect(child.proposal == "ESP:AES_GCM_16_256")
        #expect(child.ended == Story.at("04:02:00"))
        #expect(child.reason == "peer_not_responding")
        #expect(child.remoteIdentity == "peer.example.org")
        #expect(story.up(at: Story.at("03:12:00")).count == 2)
        #expect(story.up(at: Story.at("04:02:00")).isEmpty)
        #expect(story.up(at: Story.at("02:59:00")).isEmpty)
    }

    @Test func `a road warrior has a user, a virtual address, and an end of its own making`() {
        var story = Story()
        let names = ["connection=rw", "ike_sa=2", "peer=203.0.113.9"]
        story.tell("03:05:00", "ike_sa_responding", names[0], names[1], names[2], "remote_host=203.0.113.9")
        story.tell("03:05:01", "authentication_succeeded", names[0], names[1], "identity=alice", eventClass: "auth")
        story.tell("03:05:01", "virtual_ip_assigned", names[0], names[1], "virtual_ip=10.3.0.1", "identity=alice")
        story.tell(
            "03:05:02", "ike_sa_established", names[0], names[1], names[2], "remote_host=203.0.113.9",
            "remote_id=203.0.113.9", "local_id=gw.example.org")
        story.tell("03:50:00", "ike_sa_delete_received", names[0], names[1])
        story.tell(
            "03:50:00", "ike_sa_deleting", names[0], names[1], "remote_host=203.0.113.9", "remote_id=203.0.113.9")
        story.tell("03:50:01", "ike_sa_deleted", names[0], names[1])
        let ike = story.ike()
        #expect(story.counts == [1, 0])
        #expect(ike.user == "alice")
        #expect(ike.virtualIP == "10.3.0.1")
        #expect(ike.peer == "203.0.113.9")
        #expect(ike.ended == Story.at("03:50:00"))
        #expect(ike.reason == "deleted_by_peer")
        #expect(story.up(at: Story.at("03:12:00")).map(\.user) == ["alice"])
    }

    @Test(arguments: ["daemon_stopping", "daemon_crashing", "daemon_exited", "daemon_starting", "unit_exited"])
    func `a restart of the daemon ends all, and ids begin again`(event: String) {
        var story = Story()
        story.bringUp()
        story.tell("03:20:00", event, eventClass: "daemon")
        // What a daemon that stops still says.
        if event == "daemon_stopping" {
            story.tell(
                "03:20:01", "ike_sa_deleting", "connection=aws-1", "ike_sa=1", "remote_host=198.51.100.2",
                "remote_id=peer.example.org")
        }
        story.tell("03:21:00", "daemon_starting", eventClass: "daemon")
        story.bringUp("03:22:00")
        #expect(story.counts == [2, 2])
        #expect(story.ike(0).ended == Story.at("03:20:00"))
        #expect(story.ike(0).reason == event)
        #expect(story.child(0).reason == event)
        #expect(story.ike(1).began == Story.at("03:22:00"))
        #expect(story.ike(1).ended == nil)
    }

    @Test func `a start without a word before it ends all, and several lines tell of one start`() {
        var story = Story()
        story.tell("02:59:00", "daemon_ready", eventClass: "daemon")
        story.tell("02:59:00", "daemon_ready", eventClass: "daemon")
        story.bringUp()
        story.tell("03:20:00", "daemon_ready", eventClass: "daemon")
        story.bringUp("03:20:01")
        #expect(story.counts == [2, 2])
        #expect(story.ike(0).ended == Story.at("03:20:00"))
        #expect(story.ike(0).reason == "daemon_crashed")
        #expect(story.child(0).reason == "daemon_crashed")
        #expect(story.ike(1).ended == nil)
    }

    @Test func `what came up before the range is said to have`() {
        var story = Story()
        story.close("03:00:00", ike: 7, child: 70, bytes: 5)
        story.tell(
            "03:10:00", "ike_sa_deleting", "connection=aws-1", "ike_sa=7", "remote_host=198.51.100.2",
            "remote_id=peer.example.org")
        story.tell(
            "03:20:00", "ike_sa_rekeyed", "connection=aws-2", "ike_sa=9", "old_ike_sa=8", "remote_host=198.51.100.3",
            "remote_id=other.example.org")
        story.tell("03:21:00", "ike_sa_deleting", "connection=aws-2", "ike_sa=8", "remote_id=other.example.org")
        #expect(story.counts == [2, 1])
        #expect(story.child().began == nil)
        #expect(story.child().bytesIn == 5)
        #expect(story.ike(0).began == nil)
        #expect(story.ike(0).ended == Story.at("03:10:00"))
        #expect(story.ike(1).began == nil)
        #expect(story.ike(1).ended == nil)
        #expect(story.up(at: Story.at("02:00:00")).contains(story.ike(1)))
    }

    @Test func `an old charon's rekeying closes before it establishes`() {
        var story = Story()
        story.bringUp()
        story.tell("03:30:00", "child_sa_rekeying", "ike_sa=1", "spi=c1000001")
        story.close("03:30:00", ike: 1, child: 1, bytes: 7)
        story.install("03:30:02", ike: 1, child: 2)
        #expect(story.counts == [1, 1])
        #expect(story.child().ids == [1, 2])
        #expect(story.child().ended == nil)
        // Without a rekeying it is another one.
        story.close("03:40:00", ike: 1, child: 2, bytes: 7)
        story.install("03:40:02", ike: 1, child: 3)
        #expect(story.counts == [1, 2])
        #expect(story.child(0).reason == "deleted")
    }

    @Test func `lost entries and corrections by charon's list are taken in`() {
        var story = Story()
        story.bringUp()
        story.tell("03:10:00", "gap", "reason=journal_dropped", eventClass: "gap")
        story.tell(
            "03:11:00", "state_corrected", "connection=aws-1", "ike_sa=1", "reason=end_not_logged",
            "believed=established")
        story.tell("03:11:00", "state_corrected", "connection=aws-1", "ike_sa=5", "reason=not_logged", "believed=none")
        #expect(story.ike(0).isUncertain)
        #expect(story.ike(0).reason == "end_not_logged")
        #expect(story.child().ended == Story.at("03:11:00"))
        #expect(story.ike(1).began == nil)
        #expect(story.ike(1).ended == nil)
    }

    @Test func `a summary adds up`() {
        var story = Story()
        var query = Query()
        query.since = Story.at("03:00:00")
        query.until = Story.at("03:30:00")
        story.summary = Summary(query)
        story.bringUp("03:00:00")
        story.close("03:10:00", ike: 1, child: 1, bytes: 100)
        story.install("03:15:00", ike: 1, child: 2)
        story.tell(
            "03:20:00", "peer_timed_out", "connection=aws-1", "ike_sa=1", "reason=peer_not_responding",
            eventClass: "liveness")
        story.tell("03:20:05", "authentication_failed", "identity=mallory", "reason=psk_mismatch", eventClass: "auth")
        story.bringUp("03:22:00", ike: 2, child: 3)
        story.summary.finish()
        let summary = story.summary.connections[.init(machine: "gw", name: "aws-1")]
        #expect(summary?.established == 2)
        #expect(summary?.up == (10 + 5 + 8) * 60_000_000)
        #expect(summary?.outages == 2)
        #expect(summary?.outageTotal == 7 * 60_000_000)
        #expect(summary?.longestOutage == 5 * 60_000_000)
        #expect(summary?.bytesIn == 100)
        #expect(summary?.bytesOut == 200)
        #expect(summary?.unaccounted == 1)
        #expect(summary?.failures == ["peer_not_responding": 1])
        #expect(story.summary.connections[.init(machine: "gw", name: "")]?.failures == ["psk_mismatch": 1])
        #expect(story.summary.identities[.init(machine: "gw", name: "peer.example.org")]?.logins == 2)
        #expect(story.summary.identities[.init(machine: "gw", name: "mallory")]?.failures == 1)
        #expect(story.summary.days["2026-03-04"]?["auth"] == 3)
        #expect(story.summary.days["2026-03-04"]?["liveness"] == 1)
    }

    @Test func `sessions are shown in three forms`() throws {
        var story = Story()
        story.bringUp()
        story.close("03:10:00", ike: 1, child: 1, bytes: 100)
        func show(_ format: SessionOutput.Format) -> [Substring] {
            var out: [UInt8] = []
            let sessions = story.book.sessions.map { session in
                var session = session
                session.known = Story.at("04:05:00")
                return session
            }
            SessionOutput(format).append(sessions, onto: &out)
            return String(decoding: out, as: UTF8.self).split(whereSeparator: \.isNewline)
        }
        let table = show(.table)
        #expect(table.count == 3)
        #expect(table[1].hasPrefix("2026-03-04 03:00:00  up                   >=1h05m  IKE_SA    peer.example.org"))
        #expect(table[2].hasPrefix("2026-03-04 03:00:00  2026-03-04 03:10:00  10m00s   CHILD_SA"))
        #expect(table[2].hasSuffix("100  200  deleted"))
        let csv = show(.csv)
        #expect(csv.count == 3)
        #expect(csv[1].hasPrefix("IKE_SA,gw,aws-1,,1,1,2026-03-04T03:00:00.000000Z,,2026-03-04T03:00:00.000000Z,,,gw."))
        for line in show(.json) {
            var reader = LineReader()
            let bytes = Array(line.utf8)
            let isRead = reader.read(bytes.span, ByteRange(0, bytes.count))
            #expect(isRead)
            #expect(reader.text("host", bytes.span) == "gw")
            #expect(reader.number("bytes_in", bytes.span) == 100)
        }
    }

    @Test func `no order of lines makes it crash, and none ends before it began`() {
        var chance = Chance(31)
        for _ in 0..<60 {
            var story = Story()
            var minute = 0
            for _ in 0..<150 {
                if chance.below(3) == 0 { minute = min(minute + 1, 59) }
                let time = minute < 10 ? "03:0\(minute):00" : "03:\(minute):00"
                let message = chance.pick(["received EAP identity 'a'", "initiating Main Mode IKE_SA", "remote x"])
                story.tell(
                    time, chance.pick(SessionBook.events), "connection=\(chance.pick(["c", "c", "c", "d"]))",
                    "ike_sa=\(chance.below(4))", "tunnel=t", "child_sa=\(chance.below(5))",
                    "old_ike_sa=\(chance.below(4))", "new_child_sa=\(chance.below(5))",
                    "remote_id=\(chance.pick(["r", "r", "s"]))", "remote_host=198.51.100.2",
                    "bytes_in=1", "bytes_out=1", "spi=c100000\(chance.below(4))",
                    "spi_in=c100000\(chance.below(2))", "identity=a", "virtual_ip=10.3.0.1",
                    "new_endpoint=203.0.113.\(chance.below(3))[4500]", "message=\(message)",
                    "reason=\(chance.pick(["not_logged", "end_not_logged", "x"]))")
            }
            story.summary.finish()
            for session in story.book.sessions {
                #expect(session.ended ?? .max >= session.began ?? 0)
                #expect((session.ended == nil) == (session.reason == nil))
                #expect(Set(session.peers).count == session.peers.count)
                #expect(session.rekeys >= 0 && session.unaccounted >= 0 && session.rekeys < 200)
            }
        }
    }
}
