import Bytes
import Support
import Testing

import Vici
import ViciDouble

/// Walks a packet to its end and returns its elements.
func elements(_ packet: [UInt8]) throws(ViciFault) -> [ViciElement] {
    let bytes = packet.span
    var cursor = MessageCursor(try ViciPacket(bytes).message)
    var elements: [ViciElement] = []
    while true {
        let element = try cursor.next(bytes)
        if element == .end { return elements }
        elements.append(element)
    }
}

@Suite struct WireTests {
    @Test("A request is the command's name and its option, and reads back", arguments: ViciCommand.allCases)
    func requests(_ command: ViciCommand) throws {
        let option = command.option.map { [Node.key("\($0)", "yes")] } ?? []
        #expect(ViciPacket.request(command) == segment(packet(.commandRequest, "\(command.name)", option)))
        let bytes = Array(ViciPacket.request(command).dropFirst(4))
        let read = try ViciPacket(bytes.span)
        #expect(read.kind == .commandRequest)
        #expect(text(Array(bytes[read.name.lower..<read.name.upper])) == "\(command.name)")
    }

    @Test func onlyReadingCommandsExist() {
        let names = Set(ViciCommand.allCases.map { "\($0.name)" })
        #expect(
            names == ["version", "stats", "list-sas", "list-conns", "list-certs", "get-pools", "get-counters"])
        #expect(ViciCommand.listSAs.option.map { "\($0)" } == "noblock")
    }

    @Test func registrationsHaveNoContent() {
        #expect(ViciPacket.register("list-sa") == segment(packet(.eventRegister, "list-sa")))
        #expect(ViciPacket.unregister("list-sa") == segment(packet(.eventUnregister, "list-sa")))
    }

    @Test func elementsAreRangesOfThePacket() throws {
        let bytes = packet(.event, "e", [.section("s", [.key("k", "v"), .list("l", ["a", ""])]), .data("empty", [])])
        #expect(
            try elements(bytes) == [
                .sectionStart(name: ByteRange(5, 6)), .keyValue(name: ByteRange(8, 9), value: ByteRange(11, 12)),
                .listStart(name: ByteRange(14, 15)), .listItem(value: ByteRange(18, 19)),
                .listItem(value: ByteRange(22, 22)), .listEnd, .sectionEnd,
                .keyValue(name: ByteRange(26, 31), value: ByteRange(33, 33)),
            ])
    }

    static let malformedPackets: [(String, [UInt8], ViciFault.What, Int)] = [
        ("nothing at all", [], .segmentLength(0), 0),
        ("unknown type", [8], .unknownPacketType(8), 0),
        ("event without a name", [7], .truncated, 1),
        ("event's name too long", [7, 3, 0x61, 0x62], .truncated, 1),
        ("confirmation with content", [5, 2], .trailingBytes, 1),
        ("unknown command with content", [2, 2], .trailingBytes, 1),
        ("unknown event with content", [6, 0], .trailingBytes, 1),
        ("element 0", [1, 0], .unknownElement(0), 1),
        ("element 7", [1, 7], .unknownElement(7), 1),
        ("section start without length", [1, 1], .truncated, 1),
        ("section name too long", [1, 1, 2, 0x61], .truncated, 1),
        ("section without end", [1, 1, 1, 0x61], .unclosedSection, 4),
        ("two sections, one end", [1, 1, 0, 1, 0, 2], .unclosedSection, 6),
        ("section end at the top", [1, 2], .sectionEndWithoutStart, 1),
        ("one end too many", [1, 1, 0, 2, 2], .sectionEndWithoutStart, 4),
        ("section in a list", [1, 4, 0, 1, 0, 2, 6], .sectionInList, 3),
        ("section end in a list", [1, 1, 0, 4, 0, 2], .sectionEndInList, 5),
        ("key without length", [1, 3], .truncated, 1),
        ("key name too long", [1, 3, 9, 0x61], .truncated, 1),
        ("key without value", [1, 3, 1, 0x61], .truncated, 1),
        ("half a value length", [1, 3, 1, 0x61, 0], .truncated, 1),
        ("value too long", [1, 3, 1, 0x61, 0, 2, 0x62], .truncated, 1),
        ("value of 65535", [1, 3, 0, 0xff, 0xff, 1], .truncated, 1),
        ("key in a list", [1, 4, 0, 3, 0, 0, 0, 6], .keyInList, 3),
        ("list without end", [1, 4, 0], .unclosedList, 3),
        ("list without name", [1, 4], .truncated, 1),
        ("list in a list", [1, 4, 0, 4, 0, 6, 6], .listInList, 3),
        ("list end at the top", [1, 6], .listEndWithoutStart, 1),
        ("item at the top", [1, 5, 0, 0], .itemOutsideList, 1),
        ("item too long", [1, 4, 0, 5, 0, 1, 6].dropLast(), .truncated, 3),
        ("17 sections", [1] + Array(repeating: [1, 0], count: 17).joined(), .tooDeep, 33),
    ]

    @Test("A malformed packet gives the fault and its place", arguments: malformedPackets)
    func malformed(_ what: String, _ bytes: [UInt8], _ fault: ViciFault.What, _ offset: Int) {
        let error = #expect(throws: ViciFault.self, "\(what)") { try elements(bytes) }
        #expect(error == ViciFault(what: fault, offset: offset), "\(what)")
        #expect(error?.description.isEmpty == false)
    }

    @Test func sixteenSectionsAreNotTooDeep() throws {
        let bytes: [UInt8] = [1] + Array(repeating: [1, 0], count: 16).joined() + Array(repeating: 2, count: 16)
        #expect(try elements(bytes).count == 32)
    }

    @Test func skippingEndsBehindWhatWasOpened() throws {
        let bytes = packet(
            .commandResponse, "",
            [.section("a", [.section("b", [.list("c", ["d"])]), .key("e", "f")]), .key("g", "h")])
        var cursor = MessageCursor(ByteRange(1, bytes.count))
        try cursor.skip(try cursor.next(bytes.span), bytes.span)
        guard case .keyValue(let name, _) = try cursor.next(bytes.span) else {
            Issue.record("no key after the section")
            return
        }
        #expect(bytes[name.lower] == 0x67)
    }

    @Test("Damaged packets are read or refused, with a place within them", arguments: 0..<8)
    func mutations(_ seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let packets = [
            packet(.event, "list-sa", [fullSA()]), packet(.event, "child-updown", [.key("up", "yes"), fullSA()]),
            packet(.commandResponse, "", [.section("counters", [.section("", [.key("invalid", "1")])])]),
        ]
        for _ in 0..<2000 {
            let bytes = packets.randomElement(using: &generator)!.mutated(&generator)
            do throws(ViciFault) {
                let span = bytes.span
                let packet = try ViciPacket(span)
                _ = try? ListedConnection(span, message: packet.message)
                _ = try? ListedCertificate(span, message: packet.message)
                _ = try? DaemonStatistics(span, message: packet.message)
                _ = try? MessageCounters.all(span, message: packet.message)
                _ = try? PoolStatus.all(span, message: packet.message)
                for name in ViciEvent.Name.allCases { _ = try? ViciEvent(name, span, message: packet.message) }
                _ = try ListedIKESA(span, message: packet.message)
            } catch {
                #expect((0...bytes.count).contains(error.offset))
            }
        }
    }
}
