import Testing

@testable import Web

@Suite struct ListenAddressTests {
    @Test(
        arguments: [
            (":9817", .tcp(host: "", port: 9817)), ("127.0.0.1:0", .tcp(host: "127.0.0.1", port: 0)),
            ("localhost:65535", .tcp(host: "localhost", port: 65_535)), ("[::1]:9817", .tcp(host: "::1", port: 9817)),
            ("[2001:db8::1]:80", .tcp(host: "2001:db8::1", port: 80)), ("[::]:80", .tcp(host: "::", port: 80)),
            ("gw.example.org:80", .tcp(host: "gw.example.org", port: 80)),
            ("unix:/run/x.sock", .unix(path: "/run/x.sock")),
            ("unix:/a b:c", .unix(path: "/a b:c")),
        ] as [(String, ListenAddress)]) func addressesAreRead(_ text: String, _ address: ListenAddress)
    {
        #expect(ListenAddress(text) == address)
        #expect(ListenAddress(address.description) == address)
    }

    @Test(arguments: [
        "", "9817", "localhost", ":", "localhost:", "::1:9817", "2001:db8::1", ":65536", ":-1", ":+1", ": 1", ":1x",
        ":99999999999999999999", "[::1]", "[::1:80", "::1]:80", "unix:", "unix:relative", "unix:/a\0b", "http://a:80",
        ":१",
        "unix:/" + String(repeating: "x", count: 107),
    ]) func anythingElseIsRefused(_ text: String) {
        #expect(ListenAddress(text) == nil)
    }
}
