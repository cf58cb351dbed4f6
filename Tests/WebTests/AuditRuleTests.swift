import Testing

@testable import Web

@Suite struct AuditRuleTests {
    @Test(arguments: [
        "", "localhost", "LOCALHOST", "LocalHost:9817", "localhost:", "127.0.0.1", "127.0.0.1:9817", "192.0.2.1:80",
        "[::1]", "[::1]:9817", "[2001:DB8::1]:80", "[::ffff:127.0.0.1]:80", "127.1",
    ]) func localhostAndAddressesAreThisMachine(_ host: String) {
        #expect(AuditRule.isThisMachine(host))
    }

    /// A page of a stranger gets its own name into a browser's `Host`, never one of these.
    @Test(arguments: [
        "example.org", "localhost.evil.example", "evil.example:9817", "127.0.0.1.evil.example", "localhost.",
        "lоcalhost",
        "localhost@evil.example", "evil.example@localhost", "[::1].evil.example", "[::1]evil.example:80",
        "[evil.example]", "[]", "[", "[::1", "[::1]:9817.evil.example", "[::1]]", "localhost:9817.evil.example",
        "localhost:evil", "127.0.0.1:80:evil.example", " localhost", "localhost,evil.example", "dead.beef", "a.b",
        "::1", "localhost\0", "127.0.0.1x", "[::1%25lo]",
    ]) func anyOtherNameIsNot(_ host: String) {
        #expect(!AuditRule.isThisMachine(host))
    }

    private func rule(
        user: Bool = false, verified: Bool = false, local: Bool = true, open: Bool = false,
        _ headers: [String: String] = ["host": "localhost:9817"]
    ) -> AuditRule {
        AuditRule(isUser: user, isVerified: verified, isLocal: local, headers: headers, isOpen: open)
    }

    /// A page elsewhere that has a browser here ask: it may carry the user's password, but not their wish.
    @Test(arguments: [
        ("cross-site", "no-cors", "/api/v1/events", false), ("same-site", "cors", "/api/v1/events/stream", false),
        ("cross-site", "navigate", "/api/v1/events/export", false), ("cross-site", "no-cors", "/", false),
        ("cross-site", "navigate", "/", true), ("same-origin", "cors", "/api/v1/events", true),
        ("none", "navigate", "/api/v1/events", true),
    ]) func pagesOfOtherSitesAskForNothing(_ site: String, _ mode: String, _ path: String, _ isAnswered: Bool) {
        for isUser in [true, false] {
            var rule = rule(
                user: isUser, ["host": "localhost", "sec-fetch-site": site, "sec-fetch-mode": mode])
            rule.path = path
            #expect((rule.refusal == nil) == isAnswered)
        }
    }

    @Test func whoHasProvenWhoTheyAreMayComeFromAnywhere() {
        let headers = ["host": "gw.example.org", "x-forwarded-for": "192.0.2.1"]
        #expect(rule(user: true, local: false, headers).refusal == nil)
        #expect(rule(verified: true, local: false, headers).refusal == nil)
        #expect(rule(local: false, open: true, headers).refusal == nil)
        #expect(rule(local: false, headers).refusal != nil)
    }

    @Test func strangersAreToldWhatToDo() throws {
        for headers in [[:], ["host": "localhost"], ["host": "192.0.2.1:9817"]] {
            let refusal = try #require(rule(local: false, headers).refusal)
            #expect(refusal.contains("--web.config.file"))
            #expect(refusal.contains("--web.allow-anonymous-audit"))
        }
        #expect(rule().refusal == nil)
        #expect(rule([:]).refusal == nil)
    }

    @Test(arguments: [
        "forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-forwarded-server", "x-real-ip",
        "via",
        "x-client-ip", "true-client-ip", "cf-connecting-ip", "x-original-forwarded-for",
    ]) func aProxyOnThisMachineSpeaksForOthers(_ header: String) throws {
        for value in ["192.0.2.1", "127.0.0.1", ""] {
            let refusal = try #require(rule(["host": "localhost", header: value]).refusal)
            #expect(refusal.contains(header))
        }
    }

    @Test func aBrowserThatAStrangersPageSentHereIsRefused() throws {
        #expect(try #require(rule(["host": "evil.example:9817"]).refusal).contains("localhost"))
    }
}
