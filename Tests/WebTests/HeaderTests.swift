import HTTPTypes
import Support
import Testing
import WebAccess

@testable import Web

@Suite struct HeaderTests {
    private static func fields(_ headers: [String: String], type: String = "text/plain") throws -> HTTPFields {
        let access = try AccessControl(allowsAnonymousAudit: false)
        var configuration = WebConfiguration()
        configuration.headers = [.init(name: .frameOptions, value: "sameorigin")]
        access.use(configuration, tls: nil)
        return WebResponder([], access, WebCounters())
            .head(WebAnswer(contentType: type, headers: headers, body: .bytes([1, 2, 3]))).headerFields
    }

    @Test func everyAnswerIsGuarded() throws {
        let fields = try Self.fields([:])
        #expect(fields[.contentLength] == "3")
        #expect(fields[.xContentTypeOptions] == "nosniff")
        #expect(try #require(fields[.contentSecurityPolicy]).contains("default-src 'none'"))
        // The file's word is the last one.
        #expect(fields[HTTPField.Name("X-Frame-Options")!] == "sameorigin")
    }

    @Test func noValueBeginsAnotherHeader() throws {
        var chance = SeededGenerator(seed: 4)
        let letters = Array("ab \t\r\n\0\u{7F}:é\u{2028}".unicodeScalars)
        for _ in 0..<2000 {
            var text = String.UnicodeScalarView()
            for _ in 0..<Int.random(in: 0...20, using: &chance) { text.append(letters.randomElement(using: &chance)!) }
            let fields = try Self.fields(["Location": String(text), String(text): "x"], type: String(text))
            for field in fields {
                #expect(!(field.name.rawName + field.value).utf8.contains { $0 == 0x0D || $0 == 0x0A || $0 == 0 })
            }
        }
    }
}
