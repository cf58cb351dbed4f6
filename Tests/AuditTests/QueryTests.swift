import Archive
import Audit
import Bytes
import Foundation
import Testing

/// One line, and what finds it.
struct QueryTests {
    private func finds(_ fields: [(String, String)], _ change: (inout Query) -> Void) throws -> Bool {
        try withArchive { directory in
            let archive = try TestArchive(directory)
            var line = TestLine(time: 1_780_000_000_000_000)
            for (key, value) in fields { line.set(key, value) }
            archive.write([line])
            archive.writer.close()
            var query = Query()
            change(&query)
            return try search(directory, query).lines.count == 1
        }
    }

    @Test(arguments: [
        #""connection":"aws-1""#, #","connection":"aws-1","#, #"x","connection":"aws-1"#, #"\","connection":"aws-1"#,
        #"\\","connection":"aws-1"#, "\n{\"time\":\"2026-05-28T20:26:40.000000Z\",\"connection\":\"aws-1\"}\n",
        #","connection":"aws-1\"#, #"connection":"aws-1"#,
    ])
    func `what a peer writes into a text makes no key of it`(text: String) throws {
        for key in ["message", "identity", "reason", "tunnel"] {
            #expect(try !finds([(key, text)]) { $0.connections = ["aws-1"] })
            #expect(try !finds([(key, text)]) { $0.connections = ["aws*"] })
            #expect(try finds([(key, text), ("connection", "aws-1")]) { $0.connections = ["aws-1"] })
        }
        #expect(try finds([("connection", text)]) { $0.connections = [text] })
        #expect(try !finds([("connection", text + "x")]) { $0.connections = [text] })
        #expect(try finds([("message", text)]) { $0.texts = [text] })
    }

    @Test(arguments: [
        ("aws-1", "aws-10", false), ("aws-1", "aws-1", true), ("aws-1", "AWS-1", false), ("aws-*", "aws-10", true),
        ("*1", "aws-1", true), ("a*-*0", "aws-10", true), ("a*x*0", "aws-10", false), ("*", "", true),
        ("a*a", "a", false),
        ("a\\", "a\\", true), ("a\\", "a\\\"", false), ("*n*", "\n", false), ("*\"*", "a\"b", true),
    ])
    func `names are whole`(wanted: String, name: String, isFound: Bool) throws {
        #expect(try finds([("connection", name)]) { $0.connections = [wanted] } == isFound)
        #expect(try finds([("tunnel", name)]) { $0.tunnels = [wanted] } == isFound)
        #expect(try finds([("remote_id", name)]) { $0.identities = [wanted] } == isFound)
        #expect(try finds([("local_id", "x"), ("identity", name)]) { $0.identities = [wanted] } == isFound)
        #expect(try !finds([("peer", name)]) { $0.identities = [wanted] })
    }

    @Test(arguments: [
        ("established", "IKE_SA established", false, true), ("ESTABLISHED", "IKE_SA established", false, false),
        ("ESTABLISHED", "IKE_SA established", true, true), ("message", "x", false, false), ("nQ", "\nQ", false, false),
        ("NQ", "\nQ", true, false), ("\n", "a\nb", false, true), ("\"", "a\\", false, false),
        ("\\", "\"", false, false),
        ("u0000", "\u{0}", false, false), ("\u{0}", "a\u{0}b", false, true), ("ä", "Bär", true, true),
        ("a\",\"b", "a\",\"b", false, true), ("x\",\"source", "x", false, false), ("\\u0000", "\\u0000", false, true),
    ])
    func `a text is found in values alone`(wanted: String, text: String, ignoresCase: Bool, isFound: Bool) throws {
        let isThere = try finds([("message", text), ("source", "journal")]) {
            $0.texts = [wanted]
            $0.ignoresCase = ignoresCase
        }
        #expect(isThere == isFound)
    }

    @Test(arguments: [
        ("192.0.2.0/24", "192.0.2.255", true), ("192.0.2.0/24", "192.0.3.0", false),
        ("192.0.2.1", "192.0.2.1[4500]", true),
        ("192.0.2.1", "192.0.2.10", false), ("0.0.0.0/0", "203.0.113.1", true), ("0.0.0.0/0", "2001:db8::1", false),
        ("2001:db8::/32", "2001:db8:ffff::1", true), ("2001:db8::/32", "2001:db9::1", false),
        ("2001:db8::1", "2001:0db8:0:0::0001[500]", true), ("fe80::/10", "fe80::1%eth0", true),
        ("192.0.2.1", "::ffff:192.0.2.1", true), ("::/0", "%any", false), ("::/0", "example.org", false),
    ])
    func `peers are addresses`(prefix: String, peer: String, isFound: Bool) throws {
        let prefix = try AddressPrefix(prefix)
        for key in ["peer", "remote_host", "remote_endpoint"] {
            #expect(try finds([(key, peer)]) { $0.peers = [prefix] } == isFound)
        }
        #expect(try !finds([("local_host", peer), ("message", peer)]) { $0.peers = [prefix] })
    }

    @Test func `a group is found by its name and by its members`() throws {
        let group = Query.Group(
            name: "site a", members: [.init(connection: "aws-1", tunnel: "net"), .init(connection: "b")])
        #expect(try finds([("tunnel_group", "x site a y")]) { $0.groups = [group] })
        #expect(try !finds([("tunnel_group", "x site ab")]) { $0.groups = [group] })
        #expect(try finds([("connection", "aws-1"), ("tunnel", "net")]) { $0.groups = [group] })
        #expect(try !finds([("connection", "aws-1"), ("tunnel", "net2")]) { $0.groups = [group] })
        #expect(try finds([("connection", "b"), ("tunnel", "any")]) { $0.groups = [group] })
    }
}
