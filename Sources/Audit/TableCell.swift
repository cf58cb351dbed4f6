internal import Bytes

/// The content of one cell of a table: characters that only take room, and how much.
///
/// What peers and strangers chose is harmless here: characters that move a terminal's cursor, turn its text around or
/// cannot be seen are shown as escapes.
package struct TableCell: Sendable {
    private var characters: [Unicode.Scalar] = []
    private var scratch: [UInt8] = []

    init() {}

    /// A cell with a text, made harmless.
    package init(_ text: String) { append(text) }

    /// Columns that it takes.
    package var width: Int { characters.reduce(0) { $0 + Self.width($1) } }

    mutating func clear() { characters.removeAll(keepingCapacity: true) }

    mutating func append(_ text: StaticString) {
        for scalar in text.description.unicodeScalars { characters.append(scalar) }
    }

    mutating func append(_ text: String) {
        for scalar in text.unicodeScalars { append(scalar) }
    }

    /// Appends the text of a JSON value.
    /// - Parameter isRaw: whether backslashes are themselves.
    mutating func append(_ bytes: Span<UInt8>, _ range: ByteRange, isRaw: Bool = false) {
        scratch.removeAll(keepingCapacity: true)
        if isRaw { scratch.append(bytes, range) } else { JSONText.append(bytes, range, onto: &scratch) }
        for scalar in String(decoding: scratch, as: UTF8.self).unicodeScalars { append(scalar) }
    }

    private mutating func append(_ scalar: Unicode.Scalar) {
        guard Self.isDangerous(scalar) else {
            characters.append(scalar)
            return
        }
        switch scalar {
        case "\n": append("\\n" as StaticString)
        case "\r": append("\\r" as StaticString)
        case "\t": append("\\t" as StaticString)
        default:
            let digits = String(scalar.value, radix: 16)
            append("\\u" as StaticString)
            for _ in digits.count..<max(4, digits.count) { characters.append("0") }
            for digit in digits.unicodeScalars { characters.append(digit) }
        }
    }

    /// Controls, and what changes the direction of text or cannot be seen.
    private static func isDangerous(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0x061C, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF,
            0xE0000...0xE007F:
            true
        default: false
        }
    }

    /// Columns that a character takes.
    private static func width(_ scalar: Unicode.Scalar) -> Int {
        switch scalar.value {
        case 0x20..<0x300: 1
        case 0x300...0x36F, 0x1AB0...0x1AFF, 0x20D0...0x20FF, 0xFE00...0xFE0F, 0xFE20...0xFE2F: 0
        case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
            0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
            2
        default: 1
        }
    }

    /// Appends the cell, cut to a width with `…` where something is left out.
    /// - Parameters:
    ///   - width: columns; nil: as many as it takes.
    ///   - isPadded: whether blanks follow up to the width.
    package func write(width: Int?, isPadded: Bool = true, onto out: inout [UInt8]) {
        let limit = width ?? .max
        var used = 0
        var fitting = 0
        // How many characters leave room for the sign of omission.
        var cut = 0
        var cutWidth = 0
        for scalar in characters {
            let next = used + Self.width(scalar)
            if next > limit { break }
            used = next
            fitting += 1
            if used <= limit - 1 {
                cut = fitting
                cutWidth = used
            }
        }
        let isCut = fitting < characters.count
        for scalar in characters.prefix(isCut ? cut : fitting) {
            if scalar.value < 0x80 {
                out.append(UInt8(truncatingIfNeeded: scalar.value))
            } else {
                out.append(contentsOf: Array(String(Character(scalar)).utf8))
            }
        }
        if isCut {
            out.append("…")
            used = cutWidth + 1
        }
        guard isPadded, width != nil else { return }
        for _ in used..<max(used, limit) { out.append(UInt8(ascii: " ")) }
    }
}

/// Rows of cells, each column as wide as its widest cell.
struct TextTable {
    private var rows: [[TableCell]] = []
    /// Columns whose cells stand at the right.
    private let numbers: Set<Int>

    /// - Parameter numbers: columns whose cells stand at the right.
    init(_ titles: [String], numbers: Set<Int> = []) {
        self.numbers = numbers
        append(titles)
    }

    mutating func append(_ texts: [String]) { rows.append(texts.map(TableCell.init)) }

    func write(hasColour: Bool = false, onto out: inout [UInt8]) {
        let widths = rows[0].indices.map { column in rows.reduce(0) { max($0, $1[column].width) } }
        for (index, row) in rows.enumerated() {
            if hasColour, index == 0 { out.append("\u{1B}[1m") }
            for (column, cell) in row.enumerated() {
                let isLast = column + 1 == row.count
                let isNumber = numbers.contains(column)
                if isNumber { for _ in cell.width..<widths[column] { out.append(UInt8(ascii: " ")) } }
                cell.write(width: widths[column], isPadded: !isLast && !isNumber, onto: &out)
                if !isLast { out.append("  ") }
            }
            if hasColour, index == 0 { out.append("\u{1B}[0m") }
            out.append(0x0A)
        }
    }
}
