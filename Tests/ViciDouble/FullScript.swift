extension Script {
    package static let counters = Node.section(
        "counters",
        [.section("", [.key("invalid", "4"), .key("bad", "x")]), .section("gw", [.key("invalid-spi", "5")])])

    /// Every answer with all that can be in it.
    /// - Parameter certificate: DER of a certificate of an authority.
    package static func full(certificate: [UInt8] = [0x30, 0]) -> Script {
        Script(answers: [
            "version": [response([.key("daemon", "charon"), .key("version", "5.9.8"), .key("machine", "x86_64")])],
            "stats": [
                response([
                    .section("uptime", [.key("running", "3 days"), .key("since", "Mar 02 10:40:26 2021")]),
                    .section(
                        "workers",
                        [
                            .key("total", "16"), .key("idle", "11"),
                            .section("active", [.key("critical", "4"), .key("low", "1")]),
                        ]),
                    .section("queues", [.key("high", "2")]), .key("scheduled", "7"),
                    .section("ikesas", [.key("total", "9"), .key("half-open", "1")]), .list("plugins", ["vici"]),
                    .section("mallinfo", [.key("sbrk", "1"), .key("mmap", "2"), .key("used", "3"), .key("free", "4")]),
                ])
            ],
            "get-pools": [
                response([
                    .section(
                        "rw",
                        [.key("base", "192.0.2.128"), .key("size", "126"), .key("online", "2"), .key("offline", "1")]),
                    .section("empty", []),
                ])
            ],
            "get-counters": [response([counters, .key("success", "yes")])],
            "list-sas": [event("list-sa", [fullSA(1)]), event("list-sa", [fullSA(2)]), response()],
            "list-conns": [
                event("list-conn", [.section("gw", [.section("children", [.section("net", [])])])]), response(),
            ],
            "list-certs": [
                event("list-cert", [.key("type", "X509"), .key("flag", "CA"), .data("data", certificate)]),
                event(
                    "list-cert",
                    [
                        .key("type", "PUBKEY"), .key("has_privkey", "yes"), .key("subject", "moon"),
                        .key("not-before", "20240101000000Z"),
                    ]), response(),
            ],
        ])
    }
}
