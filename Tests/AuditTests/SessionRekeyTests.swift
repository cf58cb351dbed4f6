import Audit
import Testing

/// What goes on under another number, and what does not.
struct SessionRekeyTests {
    private static let ends = ["remote_host=198.51.100.2", "remote_id=peer.example.org"]

    @Test func `an IKEv1 reauthentication takes the CHILD_SAs along`() {
        for isEarly in [false, true] {
            var story = Story()
            story.bringUp("01:00:00")
            // Up to 5.7.1 it is said first.
            let adopt = ["connection=aws-1", "ike_sa=2", "count=1", "detail=0"]
            if isEarly { story.tell("02:00:00", "ike_sa_children_adopted", adopt[0], adopt[1], adopt[2], adopt[3]) }
            story.tell("02:00:00", "ike_sa_established", "connection=aws-1", "ike_sa=2", Self.ends[0], Self.ends[1])
            if !isEarly { story.tell("02:00:00", "ike_sa_children_adopted", adopt[0], adopt[1], adopt[2], adopt[3]) }
            story.tell("02:00:05", "ike_sa_delete_received", "connection=aws-1", "ike_sa=1")
            story.tell("02:00:05", "ike_sa_deleting", "connection=aws-1", "ike_sa=1", Self.ends[0], Self.ends[1])
            #expect(story.child().ended == nil)
            story.tell("05:00:00", "child_sa_delete_received", "ike_sa=2", "spi=d1000001")
            story.close("05:00:00", ike: 2, child: 1, bytes: 5000)
            story.tell("05:00:01", "ike_sa_deleting", "connection=aws-1", "ike_sa=2", Self.ends[0], Self.ends[1])
            #expect(story.counts == [2, 1])
            #expect(story.child().ended == Story.at("05:00:00"))
            #expect(story.child().reason == "deleted_by_peer")
            #expect(story.child().bytesIn == 5000)
            #expect(story.child().unaccounted == 0)
            #expect(story.ike(0).ended == Story.at("02:00:05"))
            #expect(story.ike(0).bytesIn == 0)
            #expect(story.ike(0).unaccounted == 0)
            #expect(story.ike(1).bytesIn == 5000)
        }
    }

    @Test func `who begins an IKEv1 reauthentication moves them without a word`() {
        var story = Story()
        story.bringUp("01:00:00")
        story.tell("02:00:00", "ike_sa_reauthenticating", "connection=aws-1", "ike_sa=1")
        story.tell(
            "02:00:00", "ike_sa_initiating", "connection=aws-1", "ike_sa=2", "old_ike_sa=1",
            "remote_host=198.51.100.2", "message=initiating Main Mode IKE_SA aws-1[2] to 198.51.100.2")
        story.tell("02:00:01", "ike_sa_established", "connection=aws-1", "ike_sa=2", Self.ends[0], Self.ends[1])
        story.tell("02:05:00", "ike_sa_deleting", "connection=aws-1", "ike_sa=1", Self.ends[0], Self.ends[1])
        #expect(story.ike(0).reason == "reauthentication")
        #expect(story.child().ended == nil)
        story.close("03:00:00", ike: 2, child: 1, bytes: 5)
        #expect(story.counts == [2, 1])
        #expect(story.ike(1).bytesIn == 5)
    }

    @Test func `behind one NAT a rekeying is that of its user`() {
        var story = Story()
        for (id, user) in [(1, "alice"), (2, "bob")] {
            story.tell(
                "02:0\(id):00", "ike_sa_established", "connection=rw", "ike_sa=\(id)", "remote_host=198.51.100.7",
                "remote_id=\(user)")
        }
        let alice = ["connection=rw", "remote_host=198.51.100.7", "remote_id=alice"]
        story.tell("03:00:00", "ike_sa_rekeyed", alice[0], "ike_sa=3", alice[1], alice[2])
        story.tell("03:00:01", "ike_sa_deleting", alice[0], "ike_sa=1", alice[1], alice[2])
        story.tell("04:00:00", "ike_sa_deleting", alice[0], "ike_sa=3", alice[1], alice[2])
        #expect(story.counts == [2, 0])
        #expect(story.ike(0).ids == [1, 3])
        #expect(story.ike(0).remoteIdentity == "alice")
        #expect(story.ike(0).ended == Story.at("04:00:00"))
        #expect(story.ike(1).ids == [2])
        #expect(story.ike(1).remoteIdentity == "bob")
        #expect(story.ike(1).ended == nil)
    }

    @Test func `ciphers are those of the last rekeying, whoever began it`() {
        var story = Story()
        story.bringUp("01:00:00")
        let old = ["connection=aws-1", "ike_sa=1"]
        story.tell("02:00:00", "ike_sa_responding", old[0], old[1], "remote_host=198.51.100.2")
        story.tell("02:00:00", "proposal_selected", old[0], old[1], "proposal=IKE:AES_GCM_16_256/ECP_384")
        #expect(story.ike().proposal == "IKE:AES_CBC_128/MODP_2048")
        story.tell("02:00:00", "ike_sa_rekeyed", old[0], "ike_sa=2", "old_ike_sa=1", Self.ends[0], Self.ends[1])
        #expect(story.ike().proposal == "IKE:AES_GCM_16_256/ECP_384")
        // One that we begin: the answer comes in the context of the old one too.
        story.tell("03:00:00", "ike_sa_initiating", old[0], "ike_sa=3", "old_ike_sa=2", Self.ends[0])
        story.tell("03:00:00", "proposal_selected", old[0], "ike_sa=2", "proposal=IKE:CHACHA20_POLY1305/CURVE_25519")
        story.tell("03:00:00", "ike_sa_rekeyed", old[0], "ike_sa=3", "old_ike_sa=2", Self.ends[0], Self.ends[1])
        #expect(story.ike().proposal == "IKE:CHACHA20_POLY1305/CURVE_25519")
        #expect(story.ike().ids == [1, 2, 3])
    }

    @Test func `a reason that came to nothing is none of a later end`() {
        var story = Story()
        story.bringUp("01:00:00")
        let old = ["connection=aws-1", "ike_sa=1"]
        story.tell("02:00:00", "ike_sa_initiating", old[0], "ike_sa=2", "old_ike_sa=1", Self.ends[0])
        story.tell("02:00:00", "ike_sa_reauthenticating", old[0], old[1])
        story.tell("02:01:00", "peer_timed_out", old[0], "ike_sa=2", "reason=peer_not_responding")
        story.tell("05:00:00", "ike_sa_deleting", old[0], old[1], Self.ends[0], Self.ends[1])
        #expect(story.ike().reason == "deleted")
        #expect(story.child().reason == "deleted")

        // One that comes about takes its time.
        story = Story()
        story.bringUp("01:00:00")
        story.tell("02:00:00", "ike_sa_reauthenticating", old[0], old[1])
        story.tell("02:00:00", "ike_sa_initiating", old[0], "ike_sa=2", "old_ike_sa=1", Self.ends[0])
        story.tell("02:02:00", "ike_sa_established", old[0], "ike_sa=2", Self.ends[0], Self.ends[1])
        story.tell("02:02:01", "ike_sa_deleting", old[0], old[1], Self.ends[0], Self.ends[1])
        #expect(story.ike(0).reason == "reauthentication")
        #expect(story.counts == [2, 1])
    }

    @Test func `a second CHILD_SA beside the first one is a session of its own`() {
        var story = Story()
        story.bringUp("01:00:00")
        story.install("01:02:00", ike: 1, child: 2)
        #expect(story.counts == [1, 2])
        #expect(story.child(1).began == Story.at("01:02:00"))
        // A rekeying says of halves only: the older one is due.
        story.install("01:30:00", ike: 1, child: 3, event: "child_sa_inbound_established")
        story.install("01:30:00", ike: 1, child: 3, event: "child_sa_outbound_established")
        story.close("01:30:00", ike: 1, child: 1, bytes: 5)
        #expect(story.counts == [1, 2])
        #expect(story.child(0).ids == [1, 3])
        story.close("01:40:00", ike: 1, child: 2, bytes: 7)
        #expect(story.child(1).ended == Story.at("01:40:00"))
        #expect(story.child(1).bytesIn == 7)
        #expect(story.child(0).ended == nil)
    }

    @Test func `one that takes the place of another at once goes on with it`() {
        var story = Story()
        story.bringUp("01:00:00")
        // The responder, up to 5.5.2.
        story.install("01:30:00", ike: 1, child: 2)
        story.tell("01:30:00", "child_sa_delete_received", "ike_sa=1", "spi=d1000001")
        story.close("01:30:00", ike: 1, child: 1, bytes: 5)
        #expect(story.counts == [1, 1])
        #expect(story.child().ids == [1, 2])
        #expect(story.child().rekeys == 1)
        #expect(story.child().began == Story.at("01:00:00"))
        #expect(story.child().ended == nil)
        #expect(story.child().bytesIn == 5)
        // IKEv1 announces it and closes the old one much later.
        story.tell("02:00:00", "child_sa_rekeying", "connection=aws-1", "ike_sa=1", "tunnel=net", "child_sa=2")
        story.install("02:00:00", ike: 1, child: 3)
        #expect(story.counts == [1, 1])
        story.close("02:10:00", ike: 1, child: 2, bytes: 6)
        #expect(story.child().ended == nil)
        story.close("03:00:00", ike: 1, child: 3, bytes: 7)
        #expect(story.child().ids == [1, 2, 3])
        #expect(story.child().ended == Story.at("03:00:00"))
        #expect(story.child().bytesIn == 18)
        #expect(story.ike().bytesIn == 18)
        #expect(story.child().rekeys == 2)
    }

    @Test func `what says that one was rekeyed counts it once`() {
        for isResponder in [false, true] {
            var story = Story()
            story.bringUp("01:00:00")
            story.install("01:10:00", ike: 1, child: 2)
            story.install("01:30:00", ike: 1, child: 3, event: "child_sa_inbound_established")
            if isResponder { story.close("01:30:00", ike: 1, child: 2, bytes: 5) }
            story.install("01:30:00", ike: 1, child: 3, event: "child_sa_outbound_established")
            story.tell(
                "01:30:00", "child_sa_rekeyed", "connection=aws-1", "ike_sa=1", "tunnel=net", "child_sa=2",
                "new_child_sa=3")
            if !isResponder { story.close("01:30:00", ike: 1, child: 2, bytes: 5) }
            #expect(story.counts == [1, 2])
            #expect(story.child(0).ids == [1])
            #expect(story.child(0).rekeys == 0)
            #expect(story.child(0).ended == nil)
            #expect(story.child(1).ids == [2, 3])
            #expect(story.child(1).rekeys == 1)
            #expect(story.child(1).ended == nil)
            #expect(story.child(1).bytesIn == 5)
        }
    }
}
