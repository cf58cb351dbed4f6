/// Where something stands in the configuration.
struct IPsecPlace {
    var path: String
    /// From 1.
    var line: Int

    func fault(_ problem: String) -> ConfigurationFault {
        ConfigurationFault(path: path, line: line, problem: problem)
    }
}

/// The words of ipsec.conf (starter, `lexer.l`).
enum IPsecToken {
    /// Blanks at the beginning of a line: a setting follows, if anything.
    case indentation
    case newline
    case equals
    case configSetup
    case conn
    case ca
    case text([UInt8])
}

/// The grammar of ipsec.conf (starter, `parser.y`), fed with one word after the other.
///
/// A newline ends nothing by itself: what follows decides, so a file may even end within a line of the one that
/// includes it.
struct IPsecParser {
    private enum State {
        case statement
        case sectionName(IPsecSections.Kind)
        case setting
        case equals(key: [UInt8])
        case value(key: [UInt8], value: [UInt8]?)
    }

    private(set) var sections = IPsecSections()
    private var state = State.statement
    /// Where the statement begins.
    private var start = IPsecPlace(path: "", line: 1)

    mutating func accept(_ token: IPsecToken, at place: IPsecPlace) throws(ConfigurationFault) {
        if case .text(let text) = token {
            try accept(text: text, at: place)
            return
        }
        if case .equals = token, case .equals(let key) = state {
            state = .value(key: key, value: nil)
            return
        }
        try finish()
        start = place
        switch token {
        case .newline: break
        case .indentation: state = .setting
        case .configSetup: state = .sectionName(.setup)
        case .conn: state = .sectionName(.conn)
        case .ca: state = .sectionName(.ca)
        case .equals, .text: throw place.fault("syntax error")
        }
    }

    private mutating func accept(text: [UInt8], at place: IPsecPlace) throws(ConfigurationFault) {
        switch state {
        case .sectionName(let kind):
            if kind != .setup, text.isEmpty { throw place.fault("a section has no name") }
            sections.open(kind, text, at: start)
            state = .statement
        case .setting:
            if text.isEmpty { throw place.fault("a setting has no name") }
            start = place
            state = .equals(key: text)
        case .value(let key, let value):
            // Dropped first, so that a value of many words is not copied for each.
            state = .statement
            var joined = value ?? []
            if value != nil { joined.append(UInt8(ascii: " ")) }
            joined += text
            state = .value(key: key, value: joined)
        case .statement, .equals: throw place.fault("syntax error")
        }
    }

    /// Ends the statement.
    mutating func finish() throws(ConfigurationFault) {
        switch state {
        case .statement, .setting: break
        case .sectionName(let kind):
            if kind != .setup { throw start.fault("a section has no name") }
            sections.open(kind, [], at: start)
        case .equals: throw start.fault("a setting has no value")
        case .value(let key, let value): sections.set(key, value, at: start)
        }
        state = .statement
    }
}
