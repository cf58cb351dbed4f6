import Foundation
import Support
import Testing

import Vici
import ViciDouble

/// Certificates made by openssl and by strongSwan's pki.
@Suite struct CertificateTests {
    static func der(_ subject: String, _ options: [String] = []) throws -> [UInt8] {
        try withTemporaryDirectory { directory in
            try run(
                [
                    "openssl", "req", "-x509", "-newkey", "ed25519", "-nodes", "-keyout", directory + "/key",
                    "-outform", "DER",
                ]
                    + ["-out", directory + "/cert", "-subj", subject] + options)
            return Array(try Data(contentsOf: URL(fileURLWithPath: directory + "/cert")))
        }
    }

    @Test func whatOpensslWroteIsRead() throws {
        let der = try Self.der(
            "/O=strongSwan, Inc./OU=a\\+b/DC=example/UID=u1+GN=g/CN= moon\\\\ñ /emailAddress=a@example.org",
            ["-utf8", "-set_serial", "0xc0ffee0102", "-days", "30"])
        let summary = try X509Summary(der: der)
        #expect(
            text(summary.subject)
                == #"O=strongSwan\, Inc., OU=a\+b, DC=example, givenName=g+UID=u1, CN=\ moon\\ñ\ , E=a@example.org"#
        )
        #expect(summary.issuer == summary.subject)
        #expect(text(summary.serial) == "c0ffee0102")
        #expect(summary.notAfter - summary.notBefore == 30 * 86400)
        #expect(abs(summary.notBefore - Int64(Date().timeIntervalSince1970)) < 600)
    }

    @Test(
        "pki's dates in both forms of time",
        arguments: [
            ("01.02.2003 04:05:06", "31.12.2049 23:59:59", 1_044_072_306, 2_524_607_999),
            ("29.02.2024 00:00:00", "01.01.2050 00:00:00", 1_709_164_800, 2_524_608_000),
            ("31.12.1999 23:59:59", "31.12.9999 23:59:59", 946_684_799, 253_402_300_799),
        ] as [(String, String, Int64, Int64)])
    func dates(_ notBefore: String, _ notAfter: String, _ first: Int64, _ last: Int64) throws {
        let der = try withTemporaryDirectory { directory in
            try run(["sh", "-c", "pki --gen --type ed25519 > \(directory)/key"])
            try run([
                "sh", "-c",
                "TZ=UTC pki --self --in \(directory)/key --dn 'C=CH, O=Example, CN=moon' --serial 7f01 "
                    + "--not-before '\(notBefore)' --not-after '\(notAfter)' "
                    + "--dateform '%d.%m.%Y %T' > \(directory)/cert",
            ])
            return Array(try Data(contentsOf: URL(fileURLWithPath: directory + "/cert")))
        }
        let summary = try X509Summary(der: der)
        #expect(summary.notBefore == first)
        #expect(summary.notAfter == last)
        #expect(text(summary.subject) == "C=CH, O=Example, CN=moon")
        #expect(text(summary.serial) == "7f01")
    }

    @Test func unknownTypesAreNumbersAndHex() throws {
        let der = try withTemporaryDirectory { directory in
            try "[req]\ndistinguished_name=dn\nprompt=no\n[dn]\n0.1.3.6.1.4.1.36906.5=x\nCN=m\n".write(
                toFile: directory + "/conf", atomically: true, encoding: .utf8)
            try run(
                [
                    "openssl", "req", "-x509", "-newkey", "ed25519", "-nodes", "-keyout", directory + "/key",
                    "-outform", "DER",
                ]
                    + ["-out", directory + "/cert", "-config", directory + "/conf"])
            return Array(try Data(contentsOf: URL(fileURLWithPath: directory + "/cert")))
        }
        #expect(text(try X509Summary(der: der).subject) == "1.3.6.1.4.1.36906.5=#0c0178, CN=m")
    }

    @Test(
        "Times that are none",
        arguments: [
            "20240230000000Z", "20230229000000Z", "20241301000000Z", "20240100000000Z", "20240101240000Z",
            "20240101006000Z", "20240101000060Z", "2024010100000Z", "20240101000000", "20240101000000z",
            "2024010100000 Z", "20240101000000.5Z", "20240101000000+0100", "",
        ])
    func badTimes(_ time: String) {
        #expect(DERTime.seconds(generalized: Array(time.utf8)) == nil)
    }

    @Test(
        "Times count from 1970",
        arguments: [
            ("19700101000000Z", 0), ("19691231235959Z", -1), ("20000229120000Z", 951_825_600),
            ("00000101000000Z", -62_167_219_200), ("20380119031408Z", 2_147_483_648),
        ] as [(String, Int64)])
    func goodTimes(_ time: String, _ seconds: Int64) {
        #expect(DERTime.seconds(generalized: Array(time.utf8)) == seconds)
    }

    static let parts: [(String, [UInt8], DERError.What)] = [
        ("nothing", [], .truncated),
        ("no sequence", [0x31, 0], .unexpectedTag(0x31)),
        ("a long tag", [0x3f, 1, 0], .unexpectedTag(0x3f)),
        ("indefinite length", [0x30, 0x80, 0, 0], .length),
        ("length of five bytes", [0x30, 0x85, 0, 0, 0, 0, 0], .length),
        ("length not the shortest", [0x30, 0x81, 0x02, 0x30, 0], .length),
        ("length with a zero before", [0x30, 0x82, 0x00, 0x80] + Array(repeating: 0, count: 128), .length),
        ("length beyond the end", [0x30, 0x03, 0x30, 0], .truncated),
        ("length of 4 GiB", [0x30, 0x84, 0xff, 0xff, 0xff, 0xff], .truncated),
        ("trailing bytes", [0x30, 0x02, 0x30, 0x00, 0x00], .trailingBytes),
        ("empty", [0x30, 0x02, 0x30, 0x00], .truncated),
    ]

    @Test("What is no DER is refused", arguments: parts)
    func malformed(_ what: String, _ bytes: [UInt8], _ fault: DERError.What) {
        let error = #expect(throws: DERError.self, "\(what)") { try X509Summary(der: bytes) }
        #expect(error?.what == fault, "\(what)")
    }

    @Test func damagedCertificatesAreReadOrRefused() throws {
        let der = try Self.der("/C=CH/O=Example/OU=x+y/CN=moon")
        var generator = SeededGenerator(seed: 42)
        for length in 0..<der.count { #expect(throws: DERError.self) { try X509Summary(der: Array(der[..<length])) } }
        for _ in 0..<20000 {
            let bytes = der.mutated(&generator)
            do throws(DERError) {
                _ = try X509Summary(der: bytes)
            } catch {
                #expect((0...bytes.count).contains(error.offset))
            }
        }
    }
}
