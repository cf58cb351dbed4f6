import Bytes
import Journal
import Testing

/// Whose lines are believed.
@Suite struct TextTrustTests {
    @Test(arguments: [
        // Another program's words.
        "Jul 12 09:12:03 gw sshd[12]: Invalid user 05[IKE] IKE_SA x[1] established between 192.0.2.1",
        "Jul 12 09:12:03 gw sshd[12]: 05[IKE] IKE_SA x[1] established",
        "Jul 12 09:12:03 gw sshd[12]: charon[1]: 05[IKE] x",
        "Jul 12 09:12:03 gw sshd: gw charon[1]: 05[IKE] x",
        "Jul 12 09:12:03 gw sshd[12]: Jul 12 09:12:03 gw charon[1]: 05[IKE] x",
        "Jul 12 09:12:03 gw sshd 05[IKE] x",
        "2026-11-21T09:14:03+01:00 gw sshd[12]: 05[IKE] x",
        "<30>1 2026-11-21T09:14:03+01:00 gw sshd 12 - - 05[IKE] x",
        "<30>1 2026-11-21T09:14:03+01:00 charon sshd 12 - - charon: 05[IKE] x",
        "<30>1 2026-11-21T09:14:03+01:00 gw sshd 12 charon [a b=\"] charon 1 - -\"] 05[IKE] x",
        "<30>1 2026-11-21T09:14:03+01:00 gw sshd charon - - 05[IKE] x",
        "1795248843.123456 gw sshd[12]: 05[IKE] x",
        "[ 1234.567890] gw kernel: 05[IKE] x",
        "Mon Jul 12 09:12:03 2021 daemon.info sshd: 05[IKE] x",
        "2026-11-21T09:14:03\tNotice\tsshd\t05[IKE] x",
        "2026-11-21T09:14:03\tNotice\tsshd\tcharon\t05[IKE] x",
        "2026-11-21T09:14:03\tsshd\tcharon\t05[IKE] x", "2026-11-21T09:14:03\tsshd\t12\tcharon\t05[IKE] x",
        "2026-11-21T09:14:03\tsystemd\tcharon\t05[IKE] x", "2026-11-21T09:14:03\tsystemd[1]:\tcharon\t05[IKE] x",
        "2026-11-21T09:14:03\tcharon\t[UPDOWN] x", "2026-11-21T09:14:03\t05[IKE] x",
        "gateway-1  | Jul 12 09:12:03 gw sshd[1]: 05[IKE] x",
        #"{"log":"sshd: 05[IKE] x\n","stream":"stdout","time":"2026-11-21T08:14:03Z"}"#,
        #"{"log":"x\",\"stream\":\"stdout\"","stream":"stdout","log":"05[IKE] x","time":"2026-11-21T08:14:03Z"}"#,
        #"{"msg":"05[IKE] x"}"#,
        // A tag that is not charon's, or no tag.
        "Jul 12 09:12:03 gw charon2[1]: 05[IKE] x", "Jul 12 09:12:03 gw Charon: 05[IKE] x",
        "Jul 12 09:12:03 gw charon[1] 05[IKE] x", "Jul 12 09:12:03 gw charon[x]: 05[IKE] x",
        "Jul 12 09:12:03 gw [1]: 05[IKE] x", "Jul 12 09:12:03 gw 05[IKE] x", "Jul 12 09:12:03 gw 05[IKE]: x",
        "Jul 12 09:12:03 gw : 05[IKE] x", "Jul 12 09:12:03 gw swanctl[1]: loaded connection 'gw'",
        // A host that looks like a tag.
        "Jul 12 09:12:03 charon sshd[1]: 05[IKE] x", "Jul 12 09:12:03 charon[1] sshd[1]: 05[IKE] x",
        "Jul 12 09:12:03 charon: sshd[1]: 05[IKE] x", "Jul 12 09:12:03 charon[1]: sshd[1]: 05[IKE] x",
        "Jul 12 09:12:03 05[IKE]x sshd[1]: y", "Jul 12 09:12:03 daemon.info sshd[1]: 05[IKE] x",
        // No header of a logger's.
        "gw charon: 05[IKE] x", "sshd charon: 05[IKE] x", "user 05[IKE] x", " 05[IKE] x", "\t05[IKE] x",
        "    Jul 12 09:12:03 gw charon: 05[IKE] x", "sshd 2026-11-21 09:14:03 05[IKE] x",
        "Login 21 Nov 2026 09:14:03 05[IKE] x", "charon: IKE_SA x[1] established", "IKE_SA x[1] established",
        "5[IKE] x", "05[XYZ] x", "05[IKE]x", "05[IKE9] x", "05[IKE", "123456[IKE] x", "05 [IKE] x", "", ">", "> ",
        "-- Boot 0123 --", "Jul 12 09:12:03", "Jul 12 09:12:03 ", "Jul 12 09:12:03 gw", "Jul 12 09:12:03 gw charon:",
        "Jul 12 09:12:03 gw charon: ", "<30>", "<30>1 ", "<300>05[IKE] x", "<30>1 2026-11-21T09:14:03Z gw charon 1 - [",
    ])
    func whatAnotherProgramWritesIsNeverTaken(_ line: String) {
        var lines = TextLines()
        #expect(lines.read(line) == nil)
    }

    @Test(arguments: [
        ("ipsec[7]", "Starting strongSwan 5.9.8 IPsec [starter]...", true),
        ("ipsec_starter[7]", "Starting strongSwan 5.9.8 IPsec [starter]...", true),
        ("ipsec_starter[7]", "no matter what", true), ("ipsec[7]", "charon (1234) started after 60 ms", true),
        ("ipsec[7]", "child 16403 (charon) has been killed by sig 6", true),
        ("ipsec[7]", "# unknown keyword 'x'", true), ("ipsec[7]", "05[IKE] x", true),
        ("ipsec[7]", "Redirecting to: systemctl start ipsec.service", false),
        ("ipsec", "nflog ipsec capture disabled", false), ("ipsec", "pluto 05[IKE] x", false),
        ("strongswan[7]", "05[IKE] x", true), ("strongswan[7]", "backup made", false),
        ("ipsec__plutorun", "05[IKE] x", false), ("pluto[7]", "charon (1234) started after 60 ms", false),
        ("ipsec.service[7]", "pluto killed by SIGTERM", false), ("strongswan.service[7]", "loaded plugins: x", true),
    ])
    func aSharedNameIsBelievedForWhatStarterWrites(_ tag: String, _ text: String, _ isWanted: Bool) {
        var lines = TextLines()
        #expect(lines.read("Jul 12 09:12:03 gw \(tag): \(text)")?.message == (isWanted ? text : nil))
    }

    @Test(arguments: [
        ("strongswan.service: Main process exited, code=killed, status=9/KILL", "strongswan.service"),
        ("strongswan-swanctl.service: Failed with result 'signal'.", "strongswan-swanctl.service"),
        ("strongswan-starter.service: Scheduled restart job, restart counter is at 1.", "strongswan-starter.service"),
        ("strongswan.service failed.", "strongswan.service"),
        ("Unit strongswan.service entered failed state.", "strongswan.service"),
        ("Started strongSwan IPsec IKEv1/IKEv2 daemon using swanctl.", ""),
        ("Stopping strongSwan IPsec IKEv1/IKEv2 daemon using swanctl...", ""),
        ("Stopped LSB: Strongswan IPsec services.", ""),
        ("Starting strongswan.service - strongSwan IPsec IKEv1/IKEv2 daemon using swanctl...", "strongswan.service"),
        ("Started vpn.service - strongSwan IPsec.", "vpn.service"),
        ("Stopped strongswan.service.", "strongswan.service"),
    ])
    func systemdIsHeardAboutCharonsUnits(_ text: String, _ unit: String) {
        for tag in ["systemd[1]", "systemd", "init.scope[1]"] {
            var lines = TextLines()
            let result = lines.read("Nov 21 09:14:03 gw \(tag): \(text)")
            #expect(result?.message == text)
            #expect(result?.tag == "systemd")
            #expect(result?.unit == unit)
        }
        var lines = TextLines()
        #expect(lines.read("Nov 21 09:14:03 systemd[1]: \(text)")?.message == text)
        #expect(lines.read("<30>1 2026-11-21T08:14:03Z gw systemd 1 - - \(text)")?.message == text)
        for header in ["Nov 21 09:14:03 systemd: ", "systemd[1]: ", "gw systemd[1]: ", ""] {
            #expect(lines.read(header + text) == nil)
        }
    }

    @Test(arguments: [
        "systemd[1]: sshd.service: Main process exited, code=killed, status=9/KILL",
        "systemd[1]: Started Session 3 of User strongSwan.",
        "systemd[1]: Started session-3.scope - Session 3 of User strongSwan.",
        "systemd[1]: Starting Clean the /media/strongSwan mount point...",
        "systemd[1]: Started Internet Key Exchange (IKE) Protocol Daemon for IPsec.",
        "systemd[1]: Started ipsec.service - Internet Key Exchange (IKE) Protocol Daemon for IPsec.",
        "systemd[1]: strongswan.service", "systemd[1]: Started strongswan.services x", "systemd[1]: Started ",
        "systemd[1]: 05[IKE] x", "systemd[1]: Starting strongswan.service.d - x",
        "systemd[812]: strongswan.service: Failed with result 'signal'.",
        "systemd-logind[1]: strongswan.service: x", "sshd[1]: strongswan.service: Main process exited",
    ])
    func systemdIsNotHeardAboutTheRest(_ text: String) {
        var lines = TextLines()
        #expect(lines.read("Nov 21 09:14:03 gw \(text)") == nil)
        #expect(lines.read("Nov 21 09:14:03 \(text)") == nil)
    }
}
