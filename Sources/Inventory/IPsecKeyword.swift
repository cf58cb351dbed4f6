/// The keywords of ipsec.conf (starter, `keywords.txt` and the table in `args.c`).
struct IPsecKeyword {
    enum Scope {
        case setup
        case ca
        case conn
        case left
        case right
    }

    /// What a keyword's value is for, as far as it matters here.
    enum Field {
        case other
        case auto, keyexchange, type, mobike, forceencaps, fragmentation, aggressive, modeconfig
        case authby, eapIdentity, aaaIdentity, xauth, xauthIdentity
        case ikelifetime, margin, fuzz, tries, rekey, reauth, ike, dpddelay, dpdaction
        case mediation, mediatedBy, mePeerID
        case host, ikeport, subnet, sourceip, firewall, allowany, updown, sendcert, certpolicy
        case auth, id, cert, ca, groups
        case auth2, id2, cert2, ca2, groups2
        case sigkey
    }

    let name: String
    let scope: Scope
    let field: Field
    let check: IPsecCheck

    /// By name, as the starter sorts the settings of a section.
    static let all: [IPsecKeyword] = (setup + ca + conn + end("left", .left) + end("right", .right))
        .sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }

    private static let index: [[UInt8]: Int] = Dictionary(
        uniqueKeysWithValues: all.enumerated().map { (Array($0.element.name.utf8), $0.offset) })

    /// The keyword's place in `all`.
    static func find(_ name: [UInt8]) -> Int? { index[name] }

    private static func keyword(
        _ name: String, _ scope: Scope, _ check: IPsecCheck = .any, _ field: Field = .other
    ) -> IPsecKeyword {
        IPsecKeyword(name: name, scope: scope, field: field, check: check)
    }

    private static let yesNo = IPsecCheck.oneOf(["no", "yes"])
    private static let action = IPsecCheck.oneOf(["none", "clear", "hold", "restart"])

    private static let setup: [IPsecKeyword] =
        [
            keyword("charondebug", .setup),
            keyword("uniqueids", .setup, .oneOf(["no", "yes", "replace", "keep", "never"])),
            keyword("cachecrls", .setup, yesNo),
            keyword("strictcrlpolicy", .setup, .oneOf(["no", "yes", "ifuri"])),
        ]
        + [
            "interfaces", "dumpdir", "charonstart", "plutostart", "klipsdebug", "plutodebug", "prepluto", "postpluto",
            "plutostderrlog", "fragicmp", "packetdefault", "hidetos", "overridemtu", "crlcheckinterval", "nocrsend",
            "nat_traversal", "keep_alive", "force_keepalive", "virtual_private", "pkcs11module", "pkcs11initargs",
            "pkcs11keepstate", "pkcs11proxy",
        ].map { keyword($0, .setup) }

    private static let ca: [IPsecKeyword] = [
        "cacert", "crluri", "crluri1", "crluri2", "ocspuri", "ocspuri1", "ocspuri2", "certuribase", "ldaphost",
        "ldapbase",
    ].map { keyword($0, .ca) }

    private static let conn: [IPsecKeyword] = [
        keyword("auto", .conn, .oneOf(["ignore", "add", "route", "start"]), .auto),
        keyword("keyexchange", .conn, .oneOf(["ike", "ikev1", "ikev2"]), .keyexchange),
        keyword(
            "type", .conn,
            .oneOf(["tunnel", "beet", "transport", "transport_proxy", "passthrough", "pass", "drop", "reject"]), .type),
        keyword("compress", .conn, yesNo),
        keyword("installpolicy", .conn, yesNo),
        keyword("aggressive", .conn, yesNo, .aggressive),
        keyword(
            "authby", .conn,
            .oneOf([
                "psk", "secret", "pubkey", "rsa", "rsasig", "ecdsa", "ecdsasig", "xauthpsk", "xauthrsasig", "never",
            ]), .authby),
        keyword("eap_identity", .conn, .any, .eapIdentity),
        keyword("aaa_identity", .conn, .any, .aaaIdentity),
        keyword("mobike", .conn, yesNo, .mobike),
        keyword("forceencaps", .conn, yesNo, .forceencaps),
        keyword("fragmentation", .conn, .oneOf(["no", "accept", "yes", "force"]), .fragmentation),
        keyword("ikedscp", .conn, .binary),
        keyword("ikelifetime", .conn, .time, .ikelifetime),
        keyword("lifetime", .conn, .time),
        keyword("keylife", .conn, .time),
        keyword("rekeymargin", .conn, .time, .margin),
        keyword("margintime", .conn, .time, .margin),
        keyword("lifebytes", .conn, .number),
        keyword("marginbytes", .conn, .number),
        keyword("lifepackets", .conn, .number),
        keyword("marginpackets", .conn, .number),
        keyword("keyingtries", .conn, .numberOr("%forever"), .tries),
        keyword("rekeyfuzz", .conn, .percent, .fuzz),
        keyword("rekey", .conn, yesNo, .rekey),
        keyword("reauth", .conn, yesNo, .reauth),
        keyword("ike", .conn, .any, .ike),
        keyword("esp", .conn),
        keyword("ah", .conn),
        keyword("dpddelay", .conn, .time, .dpddelay),
        keyword("dpdtimeout", .conn, .time),
        keyword("dpdaction", .conn, action, .dpdaction),
        keyword("closeaction", .conn, action),
        keyword("sha256_96", .conn, yesNo),
        keyword("inactivity", .conn, .time),
        keyword("modeconfig", .conn, .oneOf(["push", "pull"]), .modeconfig),
        keyword("xauth", .conn, .oneOf(["server", "client"]), .xauth),
        keyword("xauth_identity", .conn, .any, .xauthIdentity),
        keyword("mediation", .conn, yesNo, .mediation),
        keyword("mediated_by", .conn, .any, .mediatedBy),
        keyword("me_peerid", .conn, .any, .mePeerID),
        keyword("reqid", .conn, .number),
        keyword("replay_window", .conn, .number),
        keyword("mark", .conn, .mark),
        keyword("mark_in", .conn, .mark),
        keyword("mark_out", .conn, .mark),
        keyword("tfc", .conn, .numberOr("%mtu")),
        keyword("pfs", .conn),
        keyword("pfsgroup", .conn),
        keyword("eap", .conn),
    ]

    /// The keywords that there are for each side.
    private static func end(_ side: String, _ scope: Scope) -> [IPsecKeyword] {
        let keywords: [(String, IPsecCheck, Field)] = [
            ("", .any, .host), ("ikeport", .number, .ikeport), ("subnet", .any, .subnet),
            ("subnetwithin", .any, .subnet), ("protoport", .protocolAndPort, .other), ("sourceip", .any, .sourceip),
            ("dns", .any, .other), ("firewall", yesNo, .firewall), ("hostaccess", yesNo, .other),
            ("allowany", yesNo, .allowany), ("updown", .any, .updown), ("auth", .any, .auth), ("auth2", .any, .auth2),
            ("id", .any, .id), ("id2", .any, .id2), ("sigkey", .any, .sigkey), ("rsasigkey", .any, .sigkey),
            ("cert", .any, .cert), ("cert2", .any, .cert2), ("certpolicy", .any, .certpolicy),
            ("sendcert", .oneOf(["always", "ifasked", "never", "yes", "no"]), .sendcert), ("ca", .any, .ca),
            ("ca2", .any, .ca2), ("groups", .any, .groups), ("groups2", .any, .groups2), ("nexthop", .any, .other),
        ]
        return keywords.map { keyword(side + $0.0, scope, $0.1, $0.2) }
    }
}
