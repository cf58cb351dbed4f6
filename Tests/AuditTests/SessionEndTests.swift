import Audit
import Testing

/// When a session ended, and with which counts.
struct SessionEndTests {
    @Test func `a number that is given anew ends the session of before`() {
        var story = Story()
        story.bringUp("02:00:00")
        story.tell(
            "03:00:00", "ike_sa_established", "connection=b", "ike_sa=1", "peer=198.51.100.2",
            "remote_host=198.51.100.8", "remote_id=bob")
        story.tell(
            "03:00:01", "child_sa_established", "connection=b", "ike_sa=1", "tunnel=other", "child_sa=1",
            "peer=198.51.100.2", "spi_in=d0000001", "spi_out=d0000002", "local_ts=10.0.0.0/16",
            "remote_ts=10.3.0.8/32")
        #expect(story.counts == [2, 2])
        #expect(story.ike(0).ended == Story.at("03:00:00"))
        #expect(story.ike(0).reason == "end_not_logged")
        #expect(story.ike(0).remoteIdentity == "peer.example.org")
        #expect(story.child(0).ended == Story.at("03:00:00"))
        #expect(story.child(0).reason == "end_not_logged")
        #expect(story.ike(1).began == Story.at("03:00:00"))
        #expect(story.ike(1).ended == nil)
        #expect(story.ike(1).connection == "b")
        #expect(story.ike(1).peer == "198.51.100.8")
        #expect(story.child(1).ended == nil)
        #expect(story.child(1).peer == "198.51.100.8")
        #expect(story.child(1).remoteIdentity == "bob")
    }

    @Test func `one is the same as before only if its SPIs are`() {
        var story = Story()
        story.bringUp("02:00:00")
        // Of the same connection and peer: what is new is told by the setting-up.
        story.bringUp("03:00:00")
        #expect(story.counts == [2, 2])
        #expect(story.ike(0).reason == "end_not_logged")
        #expect(story.ike(1).began == Story.at("03:00:00"))
        #expect(story.ike(1).proposal == "IKE:AES_CBC_128/MODP_2048")
        story.tell(
            "04:00:00", "child_sa_closed", "connection=aws-1", "ike_sa=1", "tunnel=net", "child_sa=1",
            "spi_in=c7777777", "bytes_in=9", "spi_out=d7777777", "bytes_out=9", "local_ts=192.0.2.0/24",
            "remote_ts=198.51.100.0/24")
        #expect(story.counts == [2, 3])
        #expect(story.child(1).reason == "end_not_logged")
        #expect(story.child(1).bytesIn == 0)
        #expect(story.child(2).began == nil)
        #expect(story.child(2).bytesIn == 9)
    }

    @Test func `bytes that are told of while charon stops count`() throws {
        var story = Story()
        story.bringUp("09:00:01")
        story.install("09:00:02", ike: 1, child: 2)
        story.tell("10:00:00", "daemon_stopping", eventClass: "daemon")
        story.close("10:00:01", ike: 1, child: 1, bytes: 1000)
        story.tell(
            "10:00:01", "ike_sa_deleting", "connection=aws-1", "ike_sa=1", "remote_host=198.51.100.2",
            "remote_id=peer.example.org")
        story.tell("10:00:02", "daemon_exited", eventClass: "daemon")
        #expect(story.counts == [1, 2])
        for session in story.book.sessions {
            #expect(session.ended == Story.at("10:00:00"))
            #expect(session.reason == "daemon_stopping")
        }
        #expect(story.child(0).bytesIn == 1000)
        #expect(story.child(0).bytesOut == 2000)
        #expect(story.child(0).unaccounted == 0)
        #expect(story.child(1).unaccounted == 1)
        #expect(story.ike().bytesIn == 1000)
        #expect(story.ike().unaccounted == 1)

        // A search that asks for a moment before reads on.
        var query = Query()
        query.since = Story.at("09:30:00")
        query.until = Story.at("09:30:01")
        #expect(try story.found(query).map(\.bytesIn).sorted() == [0, 1000, 1000])
        // What is said of the same number later is of another.
        story.tell("10:01:00", "daemon_starting", eventClass: "daemon")
        story.close("10:02:00", ike: 1, child: 2, bytes: 1)
        #expect(story.child(1).bytesIn == 0)
    }

    @Test func `a CHILD_SA alone shows that charon ran`() {
        var story = Story()
        story.tell("02:59:00", "daemon_ready", eventClass: "daemon")
        story.tell(
            "03:00:00", "child_sa_established", "connection=aws-1", "tunnel=net", "child_sa=1", "spi_in=c0000001",
            "spi_out=d0000001")
        story.tell("03:20:00", "daemon_ready", eventClass: "daemon")
        #expect(story.child().reason == "daemon_crashed")
    }

    @Test func `a machine that takes another name keeps its sessions`() throws {
        var story = Story()
        story.bringUp("03:00:00")
        let before = story.lines.count
        story.close("03:10:00", ike: 1, child: 1, bytes: 7)
        story.tell(
            "03:20:00", "ike_sa_deleting", "connection=aws-1", "ike_sa=1", "remote_host=198.51.100.2",
            "remote_id=peer.example.org")
        let found = try story.found(Query(), renamed: before)
        #expect(found.map(\.machine) == ["gw", "gw"])
        #expect(found.map(\.bytesIn) == [7, 7])
        #expect(found.map(\.ended) == [Story.at("03:20:00"), Story.at("03:10:00")])
    }
}
