import NIOCore
import NIOEmbedded
import NIOHTTP1
import Testing

@testable import Web

@Suite struct ConnectionGuardTests {
    @Test(arguments: [
        ("gzip", true), ("GZIP", true), ("x-gzip", true), ("gzip, deflate", true), ("deflate, gzip;q=0.1", true),
        ("gzip;q=1.0", true), ("gzip ; q=0.001", true), ("*", true), ("*;q=0.5", true), ("br;q=1, *;q=0.1", true),
        ("gzip;q=0", false), ("gzip;q=0.0", false), ("gzip; q=0.000", false), ("gzip;Q=0", false), ("", false),
        ("identity", false), ("deflate, br, zstd", false), ("*;q=0", false), ("gzip;q=0, *", false),
        ("*, gzip;q=0", false), ("gzipped", false), ("not gzip", false), (";q=1", false), ("gzip;q=", false),
        (",,,", false), ("gzip;level=9;q=0", false),
    ]) func gzipIsTakenOnlyByWhoSaysSo(_ header: String, _ takes: Bool) {
        let headers = HTTPHeaders([("accept-encoding", header)])
        #expect(ConnectionGuard.takesGzip(headers[canonicalForm: "accept-encoding"]) == takes)
    }

    @Test(
        arguments: [
            ([], false), ([("content-length", "0")], false), ([("content-length", "000")], false),
            ([("Content-Length", "1")], true), ([("content-length", "0"), ("content-length", "5")], true),
            ([("Transfer-Encoding", "chunked")], true), ([("transfer-encoding", "identity")], true),
            ([("content-length", "0"), ("transfer-encoding", "chunked")], true), ([("content-length", "-0")], true),
        ] as [([(String, String)], Bool)]) func bodiesAreSeen(_ headers: [(String, String)], _ hasBody: Bool)
    {
        let head = HTTPRequestHead(version: .http1_1, method: .GET, uri: "/", headers: HTTPHeaders(headers))
        #expect(ConnectionGuard.hasBody(head) == hasBody)
    }

    // MARK: Connections

    private static func channel(_ counters: WebCounters = WebCounters()) throws -> EmbeddedChannel {
        let connections = Connections(limit: 10, ConnectionCount())
        let channel = EmbeddedChannel(handler: ConnectionGuard(connections, counters, Limits()))
        try channel.connect(to: SocketAddress(ipAddress: "192.0.2.1", port: 1)).wait()
        return channel
    }

    private static func ask(
        _ channel: EmbeddedChannel, _ version: HTTPVersion = .http1_1,
        _ headers: HTTPHeaders = ["host": "localhost"]
    ) throws -> HTTPHeaders? {
        let head = HTTPRequestHead(version: version, method: .GET, uri: "/", headers: headers)
        try channel.writeInbound(HTTPServerRequestPart.head(head))
        try channel.writeInbound(HTTPServerRequestPart.end(nil))
        guard case .head(let seen)? = try channel.readInbound(as: HTTPServerRequestPart.self) else { return nil }
        _ = try channel.readInbound(as: HTTPServerRequestPart.self)
        return seen.headers
    }

    private static func answer(_ channel: EmbeddedChannel) throws -> HTTPHeaders? {
        let head = HTTPResponseHead(version: .http1_1, status: .ok, headers: ["content-length": "0"])
        try channel.writeOutbound(HTTPServerResponsePart.head(head))
        try channel.writeOutbound(HTTPServerResponsePart.end(nil))
        guard case .head(let seen)? = try channel.readOutbound(as: HTTPServerResponsePart.self) else { return nil }
        _ = try channel.readOutbound(as: HTTPServerResponsePart.self)
        return seen.headers
    }

    @Test func onlyTheLastOfPipelinedAnswersClosesTheConnection() throws {
        let channel = try Self.channel()
        _ = try Self.ask(channel)
        _ = try Self.ask(channel)
        let last = try Self.ask(channel, .http1_1, ["host": "localhost", "connection": "close"])
        #expect(last?["connection"] == ["close"])
        // Nobody reads on.
        #expect(try Self.ask(channel) == nil)
        #expect(try Self.answer(channel)?["connection"] == [])
        channel.embeddedEventLoop.advanceTime(by: .seconds(5))
        #expect(channel.isActive, "two answers are still to come")
        #expect(try Self.answer(channel)?["connection"] == [])
        #expect(try Self.answer(channel)?["connection"] == ["close"])
        channel.embeddedEventLoop.advanceTime(by: .seconds(5))
        #expect(!channel.isActive)
    }

    @Test func anAnswerThatNeverComesEndsTheConnection() throws {
        let counters = WebCounters()
        let channel = try Self.channel(counters)
        _ = try Self.ask(channel)
        _ = try Self.ask(channel)
        _ = try Self.answer(channel)
        channel.embeddedEventLoop.advanceTime(by: Limits().answer)
        #expect(!channel.isActive)
        #expect(counters.values.reduce(0, +) == 1)
    }

    @Test func aRequestThatNeverComesEndsTheConnection() throws {
        let counters = WebCounters()
        let channel = try Self.channel(counters)
        channel.embeddedEventLoop.advanceTime(by: Limits().head)
        #expect(!channel.isActive)
        #expect(counters.values.reduce(0, +) == 1)
    }

    /// It understands neither chunks nor, for certain, that a connection goes on.
    @Test func theConnectionOfAnOldClientEndsWithItsAnswer() throws {
        for headers: HTTPHeaders in [[:], ["connection": "keep-alive", "accept-encoding": "gzip"]] {
            let channel = try Self.channel()
            let seen = try Self.ask(channel, .http1_0, headers)
            #expect(seen?["connection"] == ["close"])
            #expect(seen?["accept-encoding"] == ["identity"])
            #expect(try Self.answer(channel)?["connection"] == ["close"])
        }
    }

    @Test func whoAsksWithoutReadingIsHeardUpToALimit() throws {
        let channel = try Self.channel()
        for number in 1...Limits().pipelined {
            #expect(try Self.ask(channel)?["connection"] == (number == Limits().pipelined ? ["close"] : []))
        }
        #expect(try Self.ask(channel) == nil)
        for number in 1...Limits().pipelined {
            #expect(try Self.answer(channel)?["connection"] == (number == Limits().pipelined ? ["close"] : []))
        }
    }

    /// Nothing that comes after it would be read.
    @Test func whoAsksForAnotherProtocolGetsOneAnswer() throws {
        let channel = try Self.channel()
        let upgrade: HTTPHeaders = ["host": "localhost", "connection": "upgrade", "upgrade": "h2c"]
        #expect(try Self.ask(channel, .http1_1, upgrade)?["connection"] == ["close"])
        #expect(try Self.answer(channel)?["connection"] == ["close"])
    }

    /// RFC 9112, section 3.2: whose name it is must be told, once.
    @Test(arguments: [[], [("host", "localhost"), ("Host", "evil.example")]]) func aHostIsToldOnce(
        _ headers: [(String, String)]
    ) throws {
        let counters = WebCounters()
        let channel = try Self.channel(counters)
        #expect(try Self.ask(channel, .http1_1, HTTPHeaders(headers)) == nil)
        guard case .head(let head)? = try channel.readOutbound(as: HTTPServerResponsePart.self) else {
            Issue.record("no answer")
            return
        }
        #expect(head.status == .badRequest)
        #expect(counters.values.reduce(0, +) == 1)
        #expect(try Self.ask(channel) == nil, "nothing more is read")
    }

    @Test func whatIsWrongAfterARequestDoesNotOvertakeItsAnswer() throws {
        let channel = try Self.channel()
        _ = try Self.ask(channel)
        channel.pipeline.fireErrorCaught(HTTPParserError.invalidMethod)
        #expect(try channel.readOutbound(as: HTTPServerResponsePart.self) == nil)
        #expect(try Self.answer(channel)?["connection"] == ["close"])
        #expect(try channel.readOutbound(as: HTTPServerResponsePart.self) == nil)
    }

    /// Who does not stop asking does not hold up the end.
    @Test func whenTheServerStopsNothingMoreIsRead() throws {
        let channel = try Self.channel()
        _ = try Self.ask(channel)
        _ = try Self.ask(channel)
        channel.pipeline.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent())
        #expect(try Self.ask(channel) == nil)
        #expect(channel.isActive)
        #expect(try Self.answer(channel)?["connection"] == [])
        channel.embeddedEventLoop.advanceTime(by: Limits().farewell)
        #expect(!channel.isActive)
    }

    /// Whoever does not take its answer is nobody's hindrance.
    @Test func whoTakesNoAnswerGivesWay() throws {
        let connections = Connections(limit: 1, ConnectionCount())
        let channel = EmbeddedChannel(handler: ConnectionGuard(connections, WebCounters(), Limits()))
        try channel.connect(to: SocketAddress(ipAddress: "192.0.2.1", port: 1)).wait()
        _ = connections.add(channel, address: "192.0.2.1")
        _ = try Self.ask(channel)
        let first = EmbeddedChannel()
        #expect(connections.add(first, address: "192.0.2.2") === first)
        channel.isWritable = false
        channel.pipeline.fireChannelWritabilityChanged()
        #expect(connections.add(EmbeddedChannel(), address: "192.0.2.2") === channel)
    }
}
