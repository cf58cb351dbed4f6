import Foundation
import Journal
import Support
import Testing

/// Whatever happens to the log, each line is read once and in order.
///
/// Left out, as no reader can be right there: lines that are written between a copy and the emptying of the original
/// are in neither.
@Suite struct TextReaderPropertyTests {
    struct Random: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var word = state
            word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
            word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
            return word ^ (word >> 31)
        }
    }

    static var seeds: Range<UInt64> {
        0..<(ProcessInfo.processInfo.environment["CHARON_EXPORTER_LONG_TESTS"] == nil ? 40 : 1000)
    }

    @Test(arguments: seeds) func eachLineIsReadOnce(seed: UInt64) throws {
        try withTemporaryDirectory { directory in
            var random = Random(state: seed)
            let log = TextLog(in: directory)
            var written = 0
            var read: [String] = []
            var history: [String] = []
            func append(_ most: Int) throws {
                let count = Int.random(in: 1...most, using: &random)
                try log.append(written..<written + count)
                written += count
                history.append("append \(count)")
            }
            try append(5)
            var session = try TextSession(log.path, follows: true)
            session.receive(written)
            var mark = session.position
            for _ in 0..<60 {
                switch Int.random(in: 0..<11, using: &random) {
                case 0..<4: try append(40)
                case 4 where log.exists(""):
                    history.append("rotate")
                    try log.rotate(creating: Bool.random(using: &random))
                case 5 where log.exists(""):
                    history.append("copy and empty")
                    try log.copyTruncate()
                case 8:
                    let plain = (1..<20).filter { log.exists(".\($0)") }
                    if let number = plain.randomElement(using: &random) {
                        history.append("compress \(number)")
                        try log.compress(".\(number)")
                    }
                case 9:
                    history.append("wait")
                    session.receive(written - read.count)
                case 10:
                    history.append("stop")
                    try session.stop()
                    read += session.messages
                    for notice in session.notices {
                        if case .reached = notice {} else { Issue.record("\(seed): \(notice)") }
                    }
                    mark = session.position ?? mark
                    // What happens while nobody reads.
                    for _ in 0..<Int.random(in: 0..<3, using: &random) {
                        try append(20)
                        history.append("rotate")
                        try log.rotate()
                    }
                    session = try TextSession(log.path, marks: [try #require(mark)], follows: true)
                default:
                    try log.append("Nov 21 10:00:00 gw sshd[1]: nothing \(written)\n")
                }
            }
            try append(3)
            session.receive(written - read.count)
            session.receiveMore()
            try session.stop()
            read += session.messages
            let expected = numbers(0..<written)
            let isSame = read == expected
            let same = zip(read, expected).prefix { $0 == $1 }.count
            let next = read.dropFirst(same).first ?? "none"
            #expect(isSame, "\(same) of \(written) lines, then \(next); seed \(seed): \(history)")
            let notices = session.notices.filter { if case .reached = $0 { false } else { true } }
            #expect(notices.isEmpty, "seed \(seed): \(history)")
        }
    }
}
