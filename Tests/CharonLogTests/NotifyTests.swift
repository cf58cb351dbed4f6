import Bytes
import CharonLog
import Testing

@Suite struct NotifyTests {
    private func reason(_ name: String) -> String {
        let bytes = Array(name.utf8)
        return Notify.reason(bytes.span, ByteRange(0, bytes.count)).description
    }

    @Test(arguments: [
        // The names of the lines of their own, and those of the lists of payloads.
        ("NO_PROPOSAL_CHOSEN", "no_proposal_chosen"), ("NO_PROP", "no_proposal_chosen"),
        ("TS_UNACCEPTABLE", "ts_unacceptable"), ("TS_UNACCEPT", "ts_unacceptable"),
        ("AUTHENTICATION_FAILED", "authentication_failed"), ("AUTH_FAILED", "authentication_failed"),
        ("INVALID_KE_PAYLOAD", "invalid_ke_payload"), ("INVAL_KE", "invalid_ke_payload"),
        ("TEMPORARY_FAILURE", "temporary_failure"), ("TEMP_FAIL", "temporary_failure"),
        ("CHILD_SA_NOT_FOUND", "child_sa_not_found"), ("NO_CHILD_SA", "child_sa_not_found"),
        ("TS_MAX_QUEUE", "ts_max_queue"), ("MAX_QUEUE", "ts_max_queue"), ("NO_STATE", "state_not_found"),
        ("USE_ASSIGNED_HoA", "use_assigned_hoa"), ("COOKIE", "cookie"), ("COOKIE2", "cookie2"),
        // IKEv1's, an older release's, and the one that charon writes with a blank.
        ("PLD_MAL", "payload_malformed"), ("DPD_R_U_THERE", "dpd_r_u_there"), ("IPCOMP_SUPP", "ipcomp_supported"),
        ("SECURE PASSWORD_METHOD", "secure_password_method"),
    ])
    func everySpellingHasTheStandardName(_ name: String, _ expected: String) {
        #expect(reason(name) == expected)
    }

    @Test(arguments: [
        "", "(40960)", "(14)", "no_proposal_chosen", "NO_PROPOSAL_CHOSE", "NO_PROPOSAL_CHOSEN ", "Z", "É",
    ])
    func whatAPeerMakesUpIsOneReason(_ name: String) {
        #expect(reason(name) == "unknown_notify")
    }

    @Test func onlyTheRangeIsRead() {
        let bytes = Array("received TS_UNACCEPTABLE notify".utf8)
        #expect(Notify.reason(bytes.span, ByteRange(9, 24)).description == "ts_unacceptable")
        #expect(Notify.reason(bytes.span, ByteRange(9, 23)).description == "unknown_notify")
    }

    @Test func reasonsAreDistinctWords() {
        let reasons = Notify.reasons.map(\.description)
        #expect(Set(reasons).count == reasons.count)
        #expect(reasons.contains("unknown_notify"))
        for reason in reasons {
            #expect(!reason.isEmpty)
            #expect(
                reason.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F },
                "\(reason)")
        }
        // The long names are the reasons in capitals.
        for reason in reasons where !["unknown_notify", "use_assigned_hoa"].contains(reason) {
            #expect(self.reason(reason.uppercased()) == reason)
        }
    }
}
