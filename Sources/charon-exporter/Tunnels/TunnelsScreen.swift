/// What is on the alternate screen: the last answer, however old it is.
struct TunnelsScreen {
    private var answer: TunnelsAnswer
    private var answeredAt = ContinuousClock.now
    private var changed: Set<TunnelKey> = []
    /// Why there is no newer answer.
    private var failure: (any Error)?
    private let interval: Duration

    init(_ answer: TunnelsAnswer, interval: Duration) {
        self.answer = answer
        self.interval = interval
    }

    /// Whether an answer is due for some time, or the last request failed.
    var isStale: Bool { failure != nil || age > interval + .seconds(3) }

    private var age: Duration { ContinuousClock.now - answeredAt }

    mutating func take(_ new: TunnelsAnswer) {
        changed = new.changes(since: answer)
        answer = new
        answeredAt = .now
        failure = nil
    }

    mutating func fail(_ error: any Error) { failure = error }

    /// Goes to the alternate screen: no cursor, lines are not wrapped.
    /// - Throws: `Problem` when the terminal is gone.
    func enter() throws { try Terminal.print(Array("\u{1B}[?1049h\u{1B}[?25l\u{1B}[?7l".utf8)) }

    /// Goes back. Where the terminal is gone there is nothing to restore.
    func leave() { Terminal.write(Array("\u{1B}[?7h\u{1B}[?25h\u{1B}[?1049l".utf8), to: 1) }

    /// - Throws: `Problem` when the terminal is gone.
    func draw() throws {
        let lines = lines(width: Terminal.width ?? 80, height: Terminal.height ?? 24, hasColour: Terminal.hasColour)
        var out = Array("\u{1B}[H".utf8)
        for (index, line) in lines.enumerated() {
            if index > 0 { out.append(0x0A) }
            out += line + Array("\u{1B}[K".utf8)
        }
        out += Array("\u{1B}[J".utf8)
        let code = Terminal.write(out, to: 1)
        guard code == 0 else { throw Problem(unwritten: code) }
    }

    private func lines(width: Int, height: Int, hasColour: Bool) -> [[UInt8]] {
        var options = TunnelsTable.Options()
        options.width = width
        options.hasColour = hasColour
        options.changed = changed
        let table = TunnelsTable(answer, options)
        var head: [[UInt8]] = []
        if isStale {
            for line in HumanText.lines(note, width: width) {
                let text = Array(HumanText.harmless(line, limit: width).utf8)
                head.append(hasColour ? Array("\u{1B}[1;31m".utf8) + text + Array("\u{1B}[0m".utf8) : text)
            }
        }
        head += table.head
        var rows = table.rows
        let room = max(0, height - head.count - table.foot.count)
        if rows.count > room {
            let left = rows.count - max(0, room - 1)
            rows.removeLast(left)
            rows.append(Array(HumanText.harmless("… and \(left) more", limit: width).utf8))
        }
        return Array((head + rows + table.foot).prefix(height))
    }

    /// How old it is, and why.
    private var note: String {
        let seconds = UInt64(max(0, age.components.seconds))
        return "NO ANSWER for \(HumanText.duration(seconds: seconds)), this is what it was before"
            + (failure.map { ": \($0)" } ?? "; waiting")
    }
}
