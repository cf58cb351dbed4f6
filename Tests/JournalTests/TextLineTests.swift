import Bytes
import Journal
import Testing

/// The forms of lines: each with what is to be made of it.
@Suite struct TextLineTests {
    struct Form: CustomTestStringConvertible, Sendable {
        var line: String
        var time: String
        var host = "here"
        var tag = ""
        var pid = ""
        var facility = ""
        var message = Form.message

        static let message = "05[IKE] <gw|1> IKE_SA gw[1] established"
        var testDescription: String { line }
    }

    /// Makes a form whose line ends in the usual message.
    private static func form(
        _ header: String, _ time: String, _ host: String = "here", _ tag: String = "", _ pid: String = "",
        _ facility: String = "", message: String = Form.message
    ) -> Form {
        Form(
            line: header + message, time: time, host: host, tag: tag, pid: pid, facility: facility, message: message)
    }

    static let second = "2026-11-21T08:14:03Z"
    static let micro = "2026-11-21T08:14:03.123456Z"
    static let summer = "2021-07-12T07:12:03Z"
    /// The reference, where a line has no time.
    static let none = "2026-11-21T08:14:10Z"

    static let syslog = [
        form("Nov 21 09:14:03 gw charon: ", second, "gw", "charon"),
        form("Nov 21 09:14:03 gw charon[12]: ", second, "gw", "charon", "12"),
        form("Nov 21 09:14:03 gw charon-nm[12]: ", second, "gw", "charon-nm", "12"),
        form("Nov  1 09:14:03 gw charon: ", "2026-11-01T08:14:03Z", "gw", "charon"),
        form("<30>Nov 21 09:14:03 gw charon: ", second, "gw", "charon", "", "3"),
        form("<86>Nov 21 09:14:03 gw charon: ", second, "gw", "charon", "", "10"),
        form("<30>Nov 21 09:14:03 charon[7]: ", second, "here", "charon", "7", "3"),
        form("<30>charon[7]: ", none, "here", "charon", "7", "3"),
        form("charon[7]: ", none, "here", "charon", "7"),
        form("Nov 21 09:14:03.123456 gw charon: ", micro, "gw", "charon"),
        form("Nov 21 2026 09:14:03 gw charon: ", second, "gw", "charon"),
        form("Nov 21 09:14:03 2001:db8::7 charon: ", second, "2001:db8::7", "charon"),
        form("Nov 21 09:14:03 2026.example.org charon: ", second, "2026.example.org", "charon"),
        form("09:14:03 gw charon: ", second, "gw", "charon"),
        form("Nov 21 09:14:03 gw charon: Nov 21 09:14:02 ", second, "gw", "charon"),
        form("Nov 21 09:14:03 gw ipsec[12]: ", second, "gw", "ipsec", "12"),
        form("Nov 21 09:14:03 <daemon.info> gw charon[12]: ", second, "gw", "charon", "12", "3"),
        form("Nov 21 09:14:03 gw daemon.info charon: ", second, "gw", "charon", "", "3"),
        form("2026-11-21T09:14:03.123456+01:00 gw charon[12]: ", micro, "gw", "charon", "12"),
        form("2026-11-21T08:14:03.123456789Z gw charon[12]: ", micro, "gw", "charon", "12"),
        form("2026-11-21T09:14:03+0100 gw charon[12]: ", second, "gw", "charon", "12"),
        form("2026-11-21T09:14:03,123456+0100 gw charon[12]: ", micro, "gw", "charon", "12"),
        form("2026-11-21 09:14:03 gw charon[12]: ", second, "gw", "charon", "12"),
        form("2026-11-21 03:14:03 -0500 gw charon[12]: ", second, "gw", "charon", "12"),
    ]

    /// RFC 5424 section 6.
    static let protocol23 = [
        form(
            "<30>1 2026-11-21T08:14:03.123456Z gw.example.org charon 12 - - ", micro, "gw.example.org", "charon", "12",
            "3"),
        form("1 2026-11-21T08:14:03.123456Z gw charon 12 ID47 - ", micro, "gw", "charon", "12"),
        form("<30>1 - - charon - - - ", none, "here", "charon", "", "3"),
        form(
            "<30>1 2026-11-21T09:14:03+01:00 gw charon 51742 - [meta sequenceId=\"1\"] ", second, "gw", "charon",
            "51742", "3"),
        form(
            "<30>1 2026-11-21T09:14:03+01:00 gw charon 12 - [a@1 b=\"\\\"] x\" c=\"\\\\\"][d] ", second, "gw", "charon",
            "12", "3"),
        form("<30>1 2026-11-21T09:14:03+01:00 gw charon 12 - - \u{FEFF}", second, "gw", "charon", "12", "3"),
        form("<30>1 2026-11-21T09:14:03+01:00 gw charon 12 - -  ", second, "gw", "charon", "12", "3"),
    ]

    /// `journalctl -o` with each of its forms. charon-systemd's own entries have no marker.
    static let journalctl = [
        form(
            "Nov 21 09:14:03 gw charon-systemd[12]: ", second, "gw", "charon-systemd", "12",
            message: "closing CHILD_SA x{1}"),
        form(
            "Nov 21 09:14:03 charon-systemd[12]: ", second, "here", "charon-systemd", "12",
            message: "closing CHILD_SA x{1}"),
        form(
            "2026-11-21T09:14:03+01:00 gw charon-systemd[12]: ", second, "gw", "charon-systemd", "12", message: "x: y"),
        form(
            "Sat 2026-11-21 08:14:03 UTC gw charon-systemd[12]: ", second, "gw", "charon-systemd", "12",
            message: "IKE_SA x"),
        form("Sat 2026-11-21 09:14:03 CET gw charon-systemd[12]: ", second, "gw", "charon-systemd", "12"),
        form(
            "Sat 2026-11-21 09:14:03.123456 CET gw strongswan.service[12]: ", micro, "gw", "strongswan.service", "12",
            message: "IKE_SA x"),
        form("1795248843.123456 gw charon-systemd[12]: ", micro, "gw", "charon-systemd", "12"),
        form("[ 1234.567890] gw charon-systemd[12]: ", none, "gw", "charon-systemd", "12"),
        form("feb 12 09:14:03 gw charon-systemd[12]: ", "2026-02-12T08:14:03Z", "gw", "charon-systemd", "12"),
    ]

    static let files = [
        form("", none),
        form("Nov 21 09:14:03 ", second), form("Nov 21 09:14:03.123 ", "2026-11-21T08:14:03.123Z".filled),
        form("2026-11-21T09:14:03+0100 ", second), form("2026-11-21T09:14:03+0100.123456 ", micro),
        form("2026-11-21 09:14:03 ", second), form("2026-11-21 09:14:03.123456 ", micro),
        form("2026/11/21 09:14:03 ", second), form("21.11.2026 09:14:03 ", second),
        form("21 Nov 2026 09:14:03 ", second),
        form("Mon, 2021-07-12, 09:12:03 ", summer), form("UTC 2021-07-12 07:12:03 ", summer),
        form("Mon Jul 12 09:12:03 2021 ", summer), form("Mon Jul 12 07:12:03 UTC 2021 ", summer),
        form("Mon 12 Jul 2021 09:12:03 AM CEST ", summer),
        form("Mon 12 Jul 2021 09:12:03 PM CEST ", "2021-07-12T19:12:03Z"),
        form("09:14:03 ", second), form("23:00:00 ", "2026-11-20T22:00:00Z"), form("1795248843 ", second),
        form("[2026-11-21 09:14:03] ", second), form("2026-11-21 09:14:03: ", second),
        form("", none, message: "112[NET1] <3> x"), form("", none, message: "00[DMN]"),
    ]

    static let containers = [
        form("gateway-1  | ", none), form("gateway-1  | 2026-11-21T08:14:03.123456789Z ", micro),
        form("2026-11-21T08:14:03.123456789Z ", micro), form("2026-11-21T09:14:03.123456789+01:00 stdout F ", micro),
        form("2026-11-21T08:14:03.123456789Z Nov 21 23:59:59 gw charon: ", micro, "gw", "charon"),
        form("[pod/gw-7c/charon] ", none),
        Form(
            line: #"{"log":"05[IKE] \u003cgw|1\u003e IKE_SA gw[1] established\n","stream":"stdout","#
                + #""time":"2026-11-21T08:14:03.123456789Z"}"#, time: micro),
        Form(
            line: #"{"log":"Nov 21 11:00:00 \"\\\t\u00e9\ud83d\ude00\ud83d charon: x"}"#, time: "", message: ""),
        Form(
            line: #"{"log":"05[IKE] \"\\\t\u00e9\ud83d\ude00\ud83d\u001b[0m\r\n","stream":"stderr","attrs":{"a":"b"},"#
                + #""time":"2026-11-21T08:14:03Z"}"#, time: second, message: "05[IKE] \"\\\t\u{E9}\u{1F600}\u{FFFD}"),
    ]

    static let routers = [
        form("Mon Jul 12 09:12:03 2021 daemon.info : ", summer, "here", "", "", "3"),
        form("Mon Jul 12 09:12:03 2021 authpriv.info : ", summer, "here", "", "", "10"),
        form("Mon Jul 12 09:12:03 2021 daemon.info ipsec: ", summer, "here", "ipsec", "", "3"),
        form("Mon Jul 12 09:12:03 2021 [1626073923.000] daemon.info charon: ", summer, "here", "charon", "", "3"),
        form(
            "Mon Jul 12 09:12:03 2021 authpriv.info ipsec_starter[7]: ", summer, "here", "ipsec_starter", "7", "10",
            message: "charon has died"),
        form("Nov 21 09:14:03 unknown daemon.info charon: ", second, "unknown", "charon", "", "3"),
        form("Nov 21 09:14:03 fw charon[12345]: ", second, "fw", "charon", "12345"),
        form("2026-11-21T09:14:03\tInformational\tcharon\t", second, "here", "charon"),
        form("Nov 21 09:14:03\tcharon\t12345\t", second, "here", "charon", "12345"),
        form("Nov 21 09:14:03\tcharon\t\t", second, "here", "charon"),
        form("Nov 21 09:14:03 \tcharon: ", second, "here", "charon"),
        form("I/charon: ", none, "here", "charon"),
    ]

    static let dressed = [
        form("\u{FEFF}Nov 21 09:14:03 gw charon: ", second, "gw", "charon"),
        form("> > Nov 21 09:14:03 gw charon: ", second, "gw", "charon"),
        form("\u{1B}[32mNov 21\u{1B}[0m 09:14:03 gw \u{1B}[1;33mcharon\u{1B}[0m: ", second, "gw", "charon"),
        form("\u{1B}[36mgateway-1  |\u{1B}[0m ", none),
        Form(line: "05[IKE] a &lt;gw&gt;\r", time: none, message: "05[IKE] a &lt;gw&gt;"),
    ]

    @Test(arguments: [syslog, protocol23, journalctl, files, containers, routers, dressed].joined())
    func aLineOfCharonsIsTakenApart(_ form: Form) {
        var lines = TextLines()
        let wanted =
            form.time.isEmpty
            ? nil
            : TextLines.Result(
                time: form.time, host: form.host, tag: form.tag, pid: form.pid, message: form.message,
                facility: form.facility)
        #expect(lines.read(form.line) == wanted)
    }

    @Test(arguments: [
        "mrt 9", "mrt. 9", "Mär 9", "März 9", "mars 9", "mar. 9", "bře 9", "мар 9", "Мар 9", "Μαρ 9", "márc. 9",
        "9 mars",
        "9. Mär", "lun. 9 mars", "Mo 9. Mär", "пн мар 9", "śr mar 9",
        "сак 9", "Μάρ 9", "ožu 9", "maalis 9",
    ])
    func monthsAreReadInManyLanguages(_ date: String) {
        var lines = TextLines()
        #expect(lines.read("\(date) 09:14:03 gw charon: 05[IKE] x")?.time == "2026-03-09T08:14:03Z")
    }

    @Test func anObjectOfCharonsFileGivesItsFields() {
        var lines = TextLines()
        let object =
            #"{"time":"2026-11-21T09:14:03.123","thread":12,"group":"IKE","level":1,"ikesa-uniqueid":"2","#
            + #""ikesa-name":"a "gw"","msg":"received \"x\\y\"\nand "# + "\u{1} z" + #"\q"}"#
        let result = lines.read(object)
        #expect(result?.time == "2026-11-21T08:14:03.123000Z")
        #expect(result?.message == "received \"x\\y\"\nand \u{1} z\\q")
        let fields: [EntryField] = [.group, .level, .thread, .ikeSAName, .ikeSAUniqueID]
        #expect(fields.map { lines.text($0) } == ["IKE", "1", "12", "a \"gw\"", "2"])
        #expect(lines.read(#"{"thread":0,"group":"DMN","level":1,"msg":"x"}"#)?.message == "x")
        #expect(lines.read("gw  | " + object)?.host == "here")
        #expect(lines.read("Nov 21 09:14:03 gw charon[12]: " + object)?.pid == "12")
        for cut in [object.dropLast(), object.dropFirst(), object.dropLast(20)] {
            #expect(lines.read(String(cut)) == nil)
        }
        #expect(lines.read("Nov 21 09:14:03 gw sshd[12]: " + object) == nil)
    }

    @Test func equalValuesAreKeptOnce() {
        var lines = TextLines()
        for _ in 0..<3 { _ = lines.read("<30>Nov 21 09:14:03 gw charon[12]: 05[IKE] x") }
        let entries = lines.batch.entries
        for field in [EntryField.hostname, .identifier, .pid, .facility] {
            #expect(entries[0][field] == entries[2][field])
        }
        #expect(lines.batch.bytes.count == "gwcharon123".count + 3 * "05[IKE] x".count)
    }

    @Test func namedProgramsReplaceTheDefaultOnes() {
        var lines = TextLines()
        lines.parser = TextLineParser(identifiers: ["vpn"], hostName: "", timeZone: .utc)
        #expect(lines.read("Nov 21 09:14:03 gw vpn[1]: 05[IKE] x")?.tag == "vpn")
        #expect(lines.read("Nov 21 09:14:03 gw charon[1]: 05[IKE] x") == nil)
        // charon marks each line that it writes under a name of the operator's.
        #expect(lines.read("Nov 21 09:14:03 gw vpn[1]: IKE_SA gw[1] established") == nil)
        #expect(lines.read("05[IKE] x")?.host == "")
    }
}

extension String {
    /// A time in milliseconds with all of its six digits.
    fileprivate var filled: String { dropLast() + "000Z" }
}
