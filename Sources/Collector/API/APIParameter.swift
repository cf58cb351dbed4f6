internal import Web

/// A parameter of an endpoint: its name, and what the description says of it.
struct APIParameter: Sendable {
    /// What its values look like; they are checked where they are used.
    enum Form: Sendable {
        case text
        case number(ClosedRange<UInt64>)
        case words([String])
    }

    let name: String
    let form: Form
    /// Whether it may be given several times; one of the values is enough then, unless `help` says otherwise.
    let isRepeatable: Bool
    let help: String

    /// - Parameter help: a sentence for a person.
    init(_ name: String, form: Form = .text, isRepeatable: Bool = false, _ help: String) {
        self.name = name
        self.form = form
        self.isRepeatable = isRepeatable
        self.help = help
    }
}

/// The parameters of a request, each known to its endpoint and given as often as it may be.
struct APIArguments {
    private var values: [String: [String]] = [:]

    /// - Throws: `APIError` for a name that is unknown or comes too often, and for a value that is empty or not of the
    ///   parameter's form.
    init(_ request: WebRequest, _ parameters: [APIParameter]) throws(APIError) {
        for item in request.query {
            guard let parameter = parameters.first(where: { $0.name == item.name }) else {
                throw .wrong(item.name, Self.unknown(item.name, parameters.map(\.name)))
            }
            guard !item.value.isEmpty else { throw .wrong(item.name, "it is empty; leave it out, or give it a value") }
            try Self.check(item.value, parameter)
            if !parameter.isRepeatable, values[item.name] != nil {
                throw .wrong(item.name, "it is given more than once, and may be given once")
            }
            values[item.name, default: []].append(item.value)
        }
    }

    private static func unknown(_ name: String, _ known: [String]) -> String {
        guard !known.isEmpty else { return "there is no such parameter, nor any other here" }
        let nearest = Spelling.nearest(name, known).map { "did you mean \($0)? " } ?? ""
        return "there is no such parameter; \(nearest)there are \(known.joined(separator: ", "))"
    }

    private static func check(_ value: String, _ parameter: APIParameter) throws(APIError) {
        switch parameter.form {
        case .text: break
        case .number(let range):
            guard number(value, in: range) == nil else { break }
            throw .wrong(
                parameter.name, "\"\(value)\" is no whole number from \(range.lowerBound) to \(range.upperBound)")
        case .words(let words):
            guard !words.contains(value) else { break }
            throw .wrong(parameter.name, "\"\(value)\" is none of \(words.joined(separator: ", "))")
        }
    }

    /// Digits alone, without a sign.
    static func number(_ text: String, in range: ClosedRange<UInt64>) -> UInt64? {
        guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = UInt64(text), range.contains(number)
        else { return nil }
        return number
    }

    /// All values of a parameter, in the order of the request.
    subscript(_ name: String) -> [String] { values[name] ?? [] }

    /// The value of a parameter that may be given once.
    func value(_ name: String) -> String? { values[name]?.first }

    /// The same of one whose form is a number.
    func number(_ name: String) -> UInt64? { value(name).flatMap { UInt64($0) } }
}
