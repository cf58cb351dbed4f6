import Foundation
import Support
import Testing

@testable import Web

@Suite struct BasicCredentialsTests {
    private static func basic(_ text: String) -> String { "Basic " + Data(text.utf8).base64EncodedString() }

    @Test(arguments: [
        ("alice:secret", "alice", "secret"),
        ("alice:", "alice", ""),
        (":secret", "", "secret"),
        ("alice:a:b::", "alice", "a:b::"),
        ("älice:pässwörd", "älice", "pässwörd"),
        ("alice:a\0b", "alice", "a\0b"),
    ]) func wellFormedOnesAreRead(_ text: String, _ user: String, _ password: String) {
        for scheme in ["Basic ", "basic ", "BASIC   "] {
            let header = scheme + Data(text.utf8).base64EncodedString()
            let credentials = BasicCredentials(header: header)
            #expect(credentials?.user == user)
            #expect(credentials?.password == Array(password.utf8))
        }
    }

    @Test func aPasswordMayBeAnyBytes() {
        let bytes: [UInt8] = [0x61, 0x3A, 0xFF, 0xFE, 0x80]
        #expect(
            BasicCredentials(header: "Basic " + Data(bytes).base64EncodedString())?.password == [0xFF, 0xFE, 0x80])
    }

    @Test(arguments: [
        nil, "", "Basic", "Basic ", "Basic  ", "Basic!", "Bearer abc", "Basic YWxpY2U=", "Basic YWxpY2U6c2VjcmV0 x",
        "Basic YWxpY2U6c2VjcmV0, Basic YWxpY2U6c2VjcmV0", "Basic YWxpY2U6c2Vjcm=V0", "Basic /+8=:", "Basic 🙂",
        "BasicYWxpY2U6c2VjcmV0", "Digest username=\"a\"", "Basic /zph",
    ]) func anythingElseIsNone(_ header: String?) {
        #expect(BasicCredentials(header: header) == nil)
    }

    @Test func randomHeadersAreReadOrRefused() {
        var chance = SeededGenerator(seed: 2)
        for _ in 0..<5000 {
            let bytes = (0..<Int.random(in: 0...60, using: &chance)).map { _ in
                UInt8.random(in: 32...126, using: &chance)
            }
            _ = BasicCredentials(header: "Basic " + String(decoding: bytes, as: UTF8.self))
        }
    }
}
