internal import Audit

/// Tunnels as a table for people: a summary, what is wrong first, each group together.
///
/// Names and log text are shown harmlessly, whatever peers wrote into them.
package struct TunnelsTable {
    package struct Options: Sendable {
        /// Columns of the terminal; nil: no terminal, and no limit.
        package var width: Int?
        package var hasColour = false
        /// The tunnels that are marked as changed; nil: none is marked, and there is no room for it.
        package var changed: Set<TunnelKey>?

        package init() {}
    }

    /// The lines, without their ends.
    package private(set) var head: [[UInt8]] = []
    package private(set) var rows: [[UInt8]] = []
    package private(set) var foot: [[UInt8]] = []

    private let options: Options

    package init(_ answer: TunnelsAnswer, _ options: Options = Options()) {
        self.options = options
        let tunnels = TunnelsOrder.sorted(answer.tunnels)
        if !answer.isEmptyForNow { text(Self.summary(answer), colour: "\u{1B}[1m", onto: &head) }
        if !answer.isReady { text(Self.notReady(answer), colour: "\u{1B}[31m", onto: &head) }
        guard !tunnels.isEmpty else { return }
        let table = FittedTable(columns(tunnels, at: answer.time), width: options.width)
        head += [[], table.titles()]
        rows = tunnels.indices.map(table.row)
        if tunnels.contains(where: \.isUncertain) {
            text(
                "? uncertain: entries are missing, and a change of the state may be among them; it is what was known last",
                onto: &foot)
        }
        if let changed = options.changed, !changed.isEmpty { text("* changed since the refresh before", onto: &foot) }
    }

    /// All of it.
    package func bytes() -> [UInt8] {
        var out: [UInt8] = []
        for line in head + rows + foot { out += line + [0x0A] }
        return out
    }

    private func text(_ text: String, colour: StaticString? = nil, onto lines: inout [[UInt8]]) {
        for line in HumanText.lines(text, width: options.width) {
            var bytes: [UInt8] = []
            if options.hasColour, let colour { bytes += Array(colour.description.utf8) }
            TableCell(line).write(width: options.width, isPadded: false, onto: &bytes)
            if options.hasColour, colour != nil { bytes += Array("\u{1B}[0m".utf8) }
            lines.append(bytes)
        }
    }

    /// `12 of 14 tunnels up, 2 down, 1 uncertain, as of 2026-11-21 10:00:00 UTC`
    package static func summary(_ answer: TunnelsAnswer) -> String {
        let count = answer.tunnels.count
        func number(_ state: TunnelsAnswer.Tunnel.State) -> Int { answer.tunnels.count { $0.state == state } }
        let asleep = answer.tunnels.count(where: \.isAsleep)
        var parts = ["\(number(.up)) of \(count) \(count == 1 ? "tunnel" : "tunnels") up"]
        for (number, word) in [
            (number(.down) - asleep, "down"), (asleep, "waiting for traffic or peers"),
            (number(.inboundOnly), "inbound only"),
            (answer.tunnels.count(where: \.isUncertain), "uncertain"),
        ] where number > 0 { parts.append("\(number) \(word)") }
        return parts.joined(separator: ", ") + ", as of \(answer.time.second) UTC"
    }

    /// Why nothing is shown, or what is shown may be wrong.
    package static func notReady(_ answer: TunnelsAnswer) -> String {
        "the exporter is not ready" + (answer.isEmptyForNow ? "" : ", and this may be out of date")
            + (answer.notReady.map { ": " + HumanText.harmless($0, limit: 500) } ?? "")
    }

    private func columns(_ tunnels: [TunnelsAnswer.Tunnel], at now: UTCTime) -> [FittedTable.Column] {
        let title: StaticString? = options.hasColour ? "\u{1B}[1m" : nil
        func column(
            _ name: String, _ rank: FittedTable.Rank, isCuttable: Bool = false,
            _ text: (TunnelsAnswer.Tunnel) -> String?
        ) -> FittedTable.Column {
            FittedTable.Column(
                name, rank, isCuttable: isCuttable, titleColour: title,
                cells: tunnels.map { FittedTable.Cell(text($0) ?? "") })
        }
        let state = FittedTable.Column("STATE", .stays, titleColour: title, cells: tunnels.map(state))
        var columns = [
            state,
            column("SINCE (UTC)", .early(4)) { $0.since?.second },
            column("FOR", .stays) { $0.since.map { HumanText.duration(from: $0, to: now) } },
            column("GROUP", .late(1), isCuttable: true, \.group),
            column("CONNECTION", .stays, isCuttable: true, \.connection),
            column("TUNNEL", .stays, isCuttable: true, \.tunnel),
            column("ACTIVE", .late(2)) { $0.isActive.map { $0 ? "yes" : "no" } },
            column("RECEIVED / SENT", .early(3)) {
                "\(HumanText.size($0.receivedBytes)) / \(HumanText.size($0.sentBytes))"
            },
            column("LAST REASON", .stays, isCuttable: true, \.lastDownReason),
            column("LAST DOWN (UTC)", .early(2)) { $0.lastDownAt?.second },
            column("PEER", .early(1), \.peer),
        ]
        if Set(tunnels.map(\.host)).count > 1 {
            columns.insert(column("HOST", .stays, isCuttable: true, \.host), at: 3)
        }
        columns.removeAll(where: \.isEmpty)
        if let changed = options.changed {
            let colour: StaticString? = options.hasColour ? "\u{1B}[1;36m" : nil
            let marks = tunnels.map {
                changed.contains(TunnelKey($0)) ? FittedTable.Cell("*", colour: colour) : .init("")
            }
            // The blank keeps its place when there is no mark.
            columns.insert(FittedTable.Column(" ", .stays, cells: marks), at: 0)
        }
        return columns
    }

    private func state(_ tunnel: TunnelsAnswer.Tunnel) -> FittedTable.Cell {
        let (word, colour): (String, StaticString) =
            switch tunnel.state {
            case .up: ("up", "\u{1B}[32m")
            case .down where tunnel.isAsleep: ("on demand", "\u{1B}[2m")
            case .down: ("down", "\u{1B}[31m")
            case .inboundOnly: ("inbound only", "\u{1B}[33m")
            }
        return FittedTable.Cell(word + (tunnel.isUncertain ? "?" : ""), colour: options.hasColour ? colour : nil)
    }
}

/// Which tunnel is meant.
package struct TunnelKey: Hashable, Sendable {
    package var host: String
    package var connection: String
    package var tunnel: String

    package init(_ tunnel: TunnelsAnswer.Tunnel) {
        host = tunnel.host
        connection = tunnel.connection
        self.tunnel = tunnel.tunnel
    }
}

extension TunnelsAnswer {
    /// The tunnels whose row tells something else than in an answer before, and new ones. That bytes flow and time
    /// passes is no change.
    package func changes(since before: TunnelsAnswer) -> Set<TunnelKey> {
        let old = Dictionary(before.tunnels.map { (TunnelKey($0), $0.told) }) { $1 }
        return Set(tunnels.filter { old[TunnelKey($0)] != $0.told }.map(TunnelKey.init))
    }
}

extension TunnelsAnswer.Tunnel {
    /// Without what changes all the time, and without what no row shows.
    fileprivate var told: Self {
        var copy = self
        copy.receivedBytes = 0
        copy.sentBytes = 0
        copy.childSAs = 0
        (copy.establishedAt, copy.lastRekeyAt) = (nil, nil)
        (copy.localTS, copy.remoteTS) = (nil, nil)
        copy.source = ""
        return copy
    }
}
