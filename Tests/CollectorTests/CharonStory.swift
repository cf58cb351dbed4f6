import Lab
import Support
import Synchronization

/// What a charon says that never rests: lines with a number of their own, so that each can be told from all others,
/// and what of them has to be in the archive and in the counters.
final class CharonStory: Sendable {
    /// What was said so far.
    struct Truth: Sendable {
        /// All entries, chatter too.
        var entries = 0
        /// The texts that are archived, in their order.
        var archived: [String] = []
        /// Bytes of closed CHILD_SAs by connection.
        var received: [String: Double] = [:]
        var sent: [String: Double] = [:]
    }

    private struct State: Sendable {
        var truth = Truth()
        var chance: SeededGenerator
        var number = 0
    }

    private let state: Mutex<State>
    private let write: @Sendable (_ line: String) throws -> Void

    /// - Parameter write: takes a line with charon's prefix.
    init(seed: UInt64, write: @escaping @Sendable (_ line: String) throws -> Void) {
        state = Mutex(State(chance: SeededGenerator(seed: seed)))
        self.write = write
    }

    var truth: Truth { state.withLock { $0.truth } }

    /// Says some lines.
    func tell(_ count: Int) throws {
        // One at a time: two writers would mix up the order.
        try state.withLock { state in
            for _ in 0..<count { try write(Self.next(&state)) }
        }
    }

    /// Goes on until the task is cancelled: a few lines, a moment of rest.
    func tellOn() -> Task<Void, any Error> {
        Task.detached {
            var chance = SeededGenerator(seed: 0)
            while !Task.isCancelled {
                try self.tell(Int.random(in: 1...4, using: &chance))
                try? await Task.sleep(for: .milliseconds(Int.random(in: 5...30, using: &chance)))
            }
        }
    }

    private static func next(_ state: inout State) -> String {
        state.truth.entries += 1
        let connection = "gw-\(Int.random(in: 1...4, using: &state.chance))"
        let context = "05[IKE] <\(connection)|1> "
        let kind = Int.random(in: 0..<10, using: &state.chance)
        if kind < 3 { return context + "sending DPD request" }
        state.number += 1
        let spis = [0xC000_0000, 0xD000_0000].map { String($0 + state.number, radix: 16) }
        let selectors = "TS 10.1.0.0/24 === 10.2.0.0/24"
        let text: String
        if kind < 6 {
            text = "CHILD_SA net{\(state.number)} established with SPIs \(spis[0])_i \(spis[1])_o and \(selectors)"
        } else {
            let bytes = (0..<2).map { _ in Int.random(in: 0...100_000, using: &state.chance) }
            state.truth.received[connection, default: 0] += Double(bytes[0])
            state.truth.sent[connection, default: 0] += Double(bytes[1])
            text =
                "closing CHILD_SA net{\(state.number)} with SPIs \(spis[0])_i (\(bytes[0]) bytes) "
                + "\(spis[1])_o (\(bytes[1]) bytes) and \(selectors)"
        }
        state.truth.archived.append(text)
        return context + text
    }
}

extension LiveJournal {
    /// Writes a line as charon-systemd does.
    func charon(_ line: String) throws {
        var fields = [("SYSLOG_IDENTIFIER", "charon-systemd"), ("PRIORITY", "6"), ("LEVEL", "1")]
        let close = line.firstIndex(of: "]") ?? line.startIndex
        let open = line.firstIndex(of: "[") ?? line.startIndex
        fields.append(("THREAD", String(Int(line[..<open]) ?? 0)))
        fields.append(("GROUP", String(line[line.index(after: open)..<close])))
        var rest = line[close...].dropFirst(2)
        if rest.hasPrefix("<"), let end = rest.firstIndex(of: ">") {
            let context = rest[rest.index(after: rest.startIndex)..<end].split(separator: "|")
            fields.append(("IKE_SA_NAME", String(context[0])))
            fields.append(("IKE_SA_UNIQUE_ID", String(context[1])))
            rest = rest[end...].dropFirst(2)
        }
        fields.append(("MESSAGE", String(rest)))
        try write(fields)
    }
}
