internal import Bytes

/// Puts tokens together as settings/settings_parser.y of strongSwan does. It is given one token after the other, as
/// a section may begin in one file and end in another.
struct SettingsParser {
    private enum State {
        case statement
        case name([UInt8], line: Int)
        case references(of: [UInt8], line: Int, wantsName: Bool)
        case value([UInt8])
    }

    private(set) var tree = SettingsTree()
    private var state = State.statement
    /// What the statement has so far, beside its name.
    private var references: [[UInt8]] = []
    private var value = SettingsTree.Value.unset
    private var open: [(section: Int, file: Int, line: Int)] = []

    /// How many sections are open.
    var depth: Int { open.count }

    /// Whether a statement could end or begin here.
    var isBetweenStatements: Bool {
        if case .statement = state { true } else { false }
    }

    /// bison keeps two symbols for each open section, and gives up at 10,000 (`YYMAXDEPTH`).
    static let maximumDepth = 4998

    private var section: Int { open.last?.section ?? SettingsTree.root }

    /// Takes a token.
    /// - Throws: the problem, when the grammar does not have it here.
    mutating func take(
        _ token: SettingsLexer.Token, _ bytes: Span<UInt8>, file: Int, line: Int
    ) throws(SettingsProblem) {
        switch (state, token) {
        case (_, .unterminatedString): throw SettingsProblem("a string in quotes does not end")
        case (.statement, .name(let range)): state = .name(text(bytes, range), line: line)
        case (.statement, .newline): break
        case (.statement, .close):
            guard open.popLast() != nil else { throw SettingsProblem("a } closes nothing") }
        case (.name(let name, let line), .open): try begin(name, file: file, line: line)
        case (.name(let name, let line), .colon): state = .references(of: name, line: line, wantsName: true)
        case (.name(let name, _), .equals): state = .value(name)
        case (.references(let section, let line, true), .name(let range)):
            references.append(text(bytes, range))
            state = .references(of: section, line: line, wantsName: false)
        case (.references(let section, let line, false), .comma):
            state = .references(of: section, line: line, wantsName: true)
        case (.references(let section, let line, false), .open): try begin(section, file: file, line: line)
        case (.value(let key), .name(let range)):
            extendValue(of: key) { SettingsText.appendPlain(bytes, range, to: &$0) }
        case (.value(let key), .string(let range)):
            extendValue(of: key) { SettingsText.appendString(bytes, range, to: &$0) }
        case (.value(let key), .newline):
            tree.set(key, value, in: section)
            value = .unset
            state = .statement
        case (.statement, _): throw SettingsProblem("a name is expected here")
        case (.name, _): throw SettingsProblem("a name must be followed by {, : or =")
        case (.references, _): throw SettingsProblem("references must be names with commas between, and then {")
        case (.value, _): throw SettingsProblem("a value is expected here")
        }
    }

    /// What is missing when all files are read.
    func problemAtEnd() -> (problem: SettingsProblem, file: Int, line: Int)? {
        if let last = open.last { return (SettingsProblem("a section is not closed"), last.file, last.line) }
        return nil
    }

    private mutating func begin(_ name: [UInt8], file: Int, line: Int) throws(SettingsProblem) {
        guard open.count < Self.maximumDepth else { throw SettingsProblem("sections are nested too deeply") }
        let place = tree.open(name, in: section, file: file, line: line)
        tree.refer(place, to: references)
        references = []
        open.append((place, file, line))
        state = .statement
    }

    /// A name; among secrets none, lest a secret without its quotes is taken for one and copied.
    private func text(_ bytes: Span<UInt8>, _ range: ByteRange) -> [UInt8] {
        var text: [UInt8] = []
        if section != SettingsTree.secrets { SettingsText.appendPlain(bytes, range, to: &text) }
        return text
    }

    /// Adds one more part to the value, which a single space sets off.
    private mutating func extendValue(of key: [UInt8], _ append: (inout [UInt8]) -> Void) {
        guard SettingsTree.keeps(key, in: section) else {
            value = .hidden
            return
        }
        var text: [UInt8] = []
        if case .text(let before) = value {
            text = before
            value = .unset
            text.append(UInt8(ascii: " "))
        }
        append(&text)
        value = .text(text)
    }
}

/// Why a file is no settings file, without its place.
struct SettingsProblem: Error {
    let text: String

    init(_ text: String) { self.text = text }
}
