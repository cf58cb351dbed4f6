import Glibc
import NIOCore
import Testing

@testable import Web

@Suite struct ConnectionFactsTests {
    @Test(arguments: [
        ("127.0.0.1", true), ("127.255.255.254", true), ("::1", true), ("::ffff:127.0.0.1", true),
        ("::FFFF:127.3.4.5", true), ("128.0.0.1", false), ("12.7.0.1", false), ("192.0.2.127", false), ("::", false),
        ("0.0.0.0", false), ("::ffff:192.0.2.1", false), ("2001:db8::1", false), ("::1:1", false),
        ("::127.0.0.1", false),
        ("", false), ("unknown", false), ("fe80::1%lo", false),
    ]) func onlyLoopbackAddressesAreThisMachine(_ address: String, _ isLoopback: Bool) {
        #expect(ConnectionFacts.isLoopback(address) == isLoopback)
    }

    @Test func whoIsGoneAlreadyIsAStranger() {
        let facts = ConnectionFacts(nil, isUnix: false, WebCounters())
        #expect(!facts.isLocal)
        #expect(!facts.isVerified)
    }

    @Test func aUnixSocketIsThisMachine() throws {
        #expect(ConnectionFacts(nil, isUnix: true, WebCounters()).isLocal)
        let mapped = try SocketAddress(ipAddress: "::ffff:127.0.0.1", port: 1)
        #expect(ConnectionFacts(mapped, isUnix: false, WebCounters()).isLocal)
        let other = try SocketAddress(ipAddress: "192.0.2.1", port: 1)
        #expect(!ConnectionFacts(other, isUnix: false, WebCounters()).isLocal)
    }

    @Test(
        arguments: [
            (784_111_777, "Sun, 06 Nov 1994 08:49:37 GMT"), (0, "Thu, 01 Jan 1970 00:00:00 GMT"),
            (951_782_400, "Tue, 29 Feb 2000 00:00:00 GMT"), (1_767_225_599, "Wed, 31 Dec 2025 23:59:59 GMT"),
            (4_102_444_800, "Fri, 01 Jan 2100 00:00:00 GMT"),
        ] as [(time_t, String)]) func datesAreWrittenAsHTTPWantsThem(_ seconds: time_t, _ text: String)
    {
        #expect(HTTPDate.text(seconds) == text)
    }
}
