import Testing
import Web

@testable import StatusPage

/// The page and its files, as they are served.
@Suite struct PageFileTests {
    private let endpoints = StatusPage(telemetryPath: "/m\"<&>", version: "1 < 2").endpoints

    private func get(_ path: String, tag: String? = nil) async throws -> WebAnswer {
        let endpoint = try #require(endpoints.first { $0.path == path }, "\(path)")
        return await endpoint.answer(WebRequest(path: path, headers: tag.map { ["if-none-match": $0] } ?? [:]))
    }

    private func text(_ answer: WebAnswer) -> String {
        guard case .bytes(let bytes) = answer.body else { return "" }
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test func thePageIsForThoseWhoMaySeeItAndItsFilesForEveryone() throws {
        for endpoint in endpoints {
            switch endpoint.access {
            case .audit: #expect(endpoint.path == "/")
            case .everyone: #expect(endpoint.path.hasPrefix("/page/"))
            }
        }
    }

    @Test func allThatIsReferredToIsThere() async throws {
        let page = text(try await get("/"))
        #expect(!page.contains("{{"))
        var names = page.matches(of: /"\/page\/([^"]+)"/).map { String($0.1) }
        for file in PageFile.all where file.name.hasSuffix(".js") {
            let script = String(decoding: file.content, as: UTF8.self)
            names += script.matches(of: /(?:from |import\()"\.\/([^"]+)"/).map { String($0.1) }
        }
        #expect(names.count > 20)
        for name in names { _ = try await get("/page/\(name)") }
        // And what nobody asks for is not served.
        #expect(Set(PageFile.all.map(\.name)) == Set(names))
    }

    @Test func whatTheBrowserHasIsNotSentAgain() async throws {
        for file in PageFile.all {
            let first = try await get("/page/\(file.name)")
            #expect(first.status == 200 && text(first).utf8.elementsEqual(file.content))
            let again = try await get("/page/\(file.name)", tag: first.headers["ETag"])
            #expect(again.status == 304 && text(again).isEmpty)
            #expect(try await get("/page/\(file.name)", tag: "W/\"0\"").status == 200)
        }
        #expect(Set(PageFile.all.map(\.tag)).count == PageFile.all.count)
    }

    @Test func nothingIsAskedOfAnotherHost() {
        for file in PageFile.all {
            let text = String(decoding: file.content, as: UTF8.self)
                .replacing("http://www.w3.org/2000/svg", with: "")
            #expect(!text.contains("http://") && !text.contains("https://"), "\(file.name)")
            for markup in ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function"] {
                #expect(!text.contains(markup), "\(file.name): what a stranger says must not become \(markup)")
            }
        }
    }

    @Test func thePolicyAllowsItsOwnFilesAlone() async throws {
        let answer = try await get("/")
        let policy = try #require(answer.headers["Content-Security-Policy"])
        for rule in ["default-src 'none'", "script-src 'self'", "connect-src 'self'", "frame-ancestors 'none'"] {
            #expect(policy.contains(rule))
        }
        #expect(!policy.contains("unsafe") && !policy.contains("*"))
    }

    @Test func whatIsPutIntoThePageIsText() async throws {
        let page = text(try await get("/"))
        #expect(page.contains("1 &lt; 2") && page.contains("/m&quot;&lt;&amp;&gt;"))
        #expect(!page.contains("1 < 2"))
    }
}
