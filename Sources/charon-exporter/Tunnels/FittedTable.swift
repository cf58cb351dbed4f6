internal import Audit
internal import Bytes

/// Rows of cells that fit into a terminal: the least important columns go first, then long cells are cut.
package struct FittedTable {
    /// A cell's text, which may be anything, and its colour.
    struct Cell {
        var text: TableCell
        /// An escape sequence; nil: none.
        var colour: StaticString?

        init(_ text: String, colour: StaticString? = nil) {
            self.text = TableCell(text)
            self.colour = colour
        }
    }

    /// When a column goes.
    enum Rank: Equatable {
        /// It stays.
        case stays
        /// It goes before any cell is cut; lower numbers first.
        case early(Int)
        /// It goes when cells would be cut too short otherwise; lower numbers first.
        case late(Int)
    }

    struct Column {
        let title: Cell
        let rank: Rank
        /// Whether its cells may be cut.
        let isCuttable: Bool
        let cells: [Cell]
        /// Of the widest cell.
        let width: Int

        /// - Parameter titleColour: of the title.
        init(
            _ title: String, _ rank: Rank, isCuttable: Bool = false, titleColour: StaticString? = nil, cells: [Cell]
        ) {
            self.title = Cell(title, colour: titleColour)
            self.rank = rank
            self.isCuttable = isCuttable
            self.cells = cells
            width = cells.reduce(self.title.text.width) { max($0, $1.text.width) }
        }

        /// Whether there is something in it.
        var isEmpty: Bool { cells.allSatisfy { $0.text.width == 0 } }
    }

    /// The columns that are shown, with their widths.
    private let columns: [(column: Column, width: Int)]

    private static let gap = 2
    /// Cells are not cut below this, as long as there are columns that can go instead.
    private static let least = 12

    /// - Parameters:
    ///   - columns: all that there are; each has as many cells as the others.
    ///   - width: columns of the terminal; nil: no limit.
    init(_ columns: [Column], width limit: Int?) {
        var left = columns
        var widths = left.map(\.width)
        guard let limit else {
            self.columns = Array(zip(left, widths))
            return
        }
        func total(_ widths: [Int]) -> Int { widths.reduce(0, +) + Self.gap * max(0, widths.count - 1) }
        func cut() -> [Int] { left.map { $0.isCuttable ? min($0.width, Self.least) : $0.width } }
        func dropFirst(_ number: (Rank) -> Int?) -> Bool {
            guard let lowest = left.compactMap({ number($0.rank) }).min() else { return false }
            left.removeAll { number($0.rank) == lowest }
            widths = left.map(\.width)
            return true
        }
        while total(widths) > limit, dropFirst({ if case .early(let number) = $0 { number } else { nil } }) {}
        while total(cut()) > limit, dropFirst({ if case .late(let number) = $0 { number } else { nil } }) {}
        // Whoever has so narrow a terminal gets the beginnings of the names.
        let floor = total(cut()) > limit ? 1 : Self.least
        while total(widths) > limit,
            let widest = widths.indices.filter({ left[$0].isCuttable && widths[$0] > floor })
                .max(by: { widths[$0] < widths[$1] })
        {
            widths[widest] -= 1
        }
        self.columns = Array(zip(left, widths))
    }

    /// The line of titles, without its end.
    func titles() -> [UInt8] { line(\.title) }

    /// The line of a row, without its end.
    func row(_ index: Int) -> [UInt8] { line { $0.cells[index] } }

    private func line(_ cell: (Column) -> Cell) -> [UInt8] {
        var out: [UInt8] = []
        for (index, (column, width)) in columns.enumerated() {
            let isLast = index + 1 == columns.count
            let cell = cell(column)
            if let colour = cell.colour { out.append(colour) }
            cell.text.write(width: width, isPadded: !isLast, onto: &out)
            if cell.colour != nil { out.append("\u{1B}[0m") }
            if !isLast { for _ in 0..<Self.gap { out.append(0x20) } }
        }
        // Empty cells at the end take no room.
        while out.last == 0x20 { out.removeLast() }
        return out
    }
}
