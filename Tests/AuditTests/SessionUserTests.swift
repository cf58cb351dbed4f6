import Audit
import Testing

/// Who a session's peer is, and where.
struct SessionUserTests {
    private static let names = ["connection=rw", "ike_sa=1", "peer=198.51.100.7"]
    private static let ends = [
        "local_host=192.0.2.1", "local_id=gw.example.org", "remote_host=198.51.100.7", "remote_id=192.168.1.5",
    ]

    private static func tell(_ story: inout Story, _ time: String, _ event: String, _ fields: [String] = []) {
        story.tell(time, event, names + fields)
    }

    private static func begin(_ story: inout Story, claiming: String? = "alice") {
        story.tell("08:59:00", "daemon_starting", "version=6.0.1", eventClass: "daemon")
        story.tell("09:00:01", "ike_sa_responding", names[1], names[2], "remote_host=198.51.100.7")
        guard let claiming else { return }
        tell(
            &story, "09:00:01", "authentication_progress",
            ["identity=\(claiming)", "message=received EAP identity '\(claiming)'"])
    }

    private static func install(_ story: inout Story, _ time: String = "09:00:02") {
        story.tell(
            time, "child_sa_established", names[0], names[1], "tunnel=net", "child_sa=1", names[2], "spi_in=c0000001",
            "spi_out=c0000002", "local_ts=0.0.0.0/0", "remote_ts=10.3.0.5/32")
    }

    @Test func `a user of EAP is the one whose EAP identity was authenticated`() throws {
        var story = Story()
        Self.begin(&story)
        Self.tell(&story, "09:00:01", "authentication_progress", ["method=EAP_MSCHAPV2"])
        Self.tell(&story, "09:00:01", "authentication_succeeded", ["identity=192.168.1.5", "method=EAP"])
        Self.tell(&story, "09:00:02", "ike_sa_established", Self.ends)
        Self.install(&story)
        #expect(story.ike().user == "alice")
        #expect(story.child().user == "alice")
        #expect(story.ike().remoteIdentity == "192.168.1.5")
        var query = Query()
        query.identities = ["alice"]
        #expect(try story.found(query).count == 2)
    }

    @Test func `whom an address was given to is the user`() {
        for isLate in [false, true] {
            var story = Story()
            Self.begin(&story, claiming: nil)
            Self.tell(&story, "09:00:01", "authentication_succeeded", ["identity=192.168.1.5", "method=EAP"])
            // It came after, up to 5.9.7.
            if isLate { Self.tell(&story, "09:00:01", "ike_sa_established", Self.ends) }
            Self.tell(&story, "09:00:02", "virtual_ip_assigned", ["virtual_ip=10.3.0.5", "identity=alice"])
            Self.tell(&story, "09:00:02", "virtual_ip_assigned", ["virtual_ip=2001:db8::5", "identity=alice"])
            if !isLate { Self.tell(&story, "09:00:02", "ike_sa_established", Self.ends) }
            Self.install(&story)
            #expect(story.ike().user == "alice")
            #expect(story.ike().virtualIP == "10.3.0.5 2001:db8::5")
            #expect(story.child().user == "alice")
            #expect(story.child().virtualIP == "10.3.0.5 2001:db8::5")
        }
    }

    @Test func `what was only claimed is nobody`() {
        var story = Story()
        Self.begin(&story, claiming: "mallory")
        // Others that bear a name are no claim.
        Self.tell(
            &story, "09:00:01", "authentication_progress",
            ["identity=staff", "message=received group membership 'staff' from RADIUS"])
        Self.tell(&story, "09:00:01", "authentication_succeeded", ["identity=192.168.1.5", "method=pre-shared key"])
        Self.tell(&story, "09:00:02", "ike_sa_established", Self.ends)
        #expect(story.ike().user == nil)

        // Nor is what was claimed in an attempt before.
        story = Story()
        Self.begin(&story, claiming: "mallory")
        Self.begin(&story, claiming: nil)
        Self.tell(&story, "09:00:01", "authentication_succeeded", ["identity=192.168.1.5", "method=EAP"])
        Self.tell(&story, "09:00:02", "ike_sa_established", Self.ends)
        #expect(story.ike().user == nil)
    }

    @Test func `XAuth's name counts for more than the certificate's`() {
        var story = Story()
        Self.begin(&story, claiming: nil)
        Self.tell(&story, "09:00:01", "authentication_succeeded", ["identity=C=CH, CN=laptop", "method=RSA signature"])
        Self.tell(&story, "09:00:01", "authentication_succeeded", ["identity=bob"])
        Self.tell(&story, "09:00:02", "ike_sa_established", Self.ends)
        #expect(story.ike().user == "bob")
    }

    @Test func `a peer that moves is found by each of its addresses`() throws {
        var story = Story()
        Self.begin(&story)
        Self.tell(&story, "09:00:02", "ike_sa_established", Self.ends)
        Self.install(&story)
        Self.tell(
            &story, "10:00:00", "endpoint_changed",
            [
                "old_endpoint=198.51.100.7[4500]", "new_endpoint=203.0.113.77[4500]",
                "message=remote endpoint changed from 198.51.100.7[4500] to 203.0.113.77[4500]",
            ])
        Self.tell(
            &story, "10:00:01", "endpoint_changed",
            [
                "old_endpoint=192.0.2.1[4500]", "new_endpoint=192.0.2.2[4500]",
                "message=local endpoint changed from 192.0.2.1[4500] to 192.0.2.2[4500]",
            ])
        // Another port is no other place.
        Self.tell(
            &story, "10:10:00", "endpoint_changed",
            [
                "old_endpoint=203.0.113.77[4500]", "new_endpoint=203.0.113.77[1025]",
                "message=remote endpoint changed from 203.0.113.77[4500] to 203.0.113.77[1025]",
            ])
        #expect(story.ike().peer == "198.51.100.7 203.0.113.77")
        #expect(story.ike().localAddress == "192.0.2.2")
        #expect(story.child().peer == "198.51.100.7 203.0.113.77")
        for address in ["198.51.100.7", "203.0.113.77"] {
            var query = Query()
            query.peers = [try AddressPrefix(address)]
            #expect(try story.found(query).count == 2)
        }
    }
}
