/// Takes settings one by one and collects what is wrong with them.
struct ConfigurationReader {
    let values: [String: Settings.Value]
    var problems: [SettingProblem]

    func texts(_ key: String) -> [String]? { values[key]?.texts }

    mutating func text(_ key: String) -> String? {
        guard let value = values[key] else { return nil }
        guard value.texts.count == 1, !value.texts[0].isEmpty else {
            refuse(key, "it takes exactly one value")
            return nil
        }
        return value.texts[0]
    }

    mutating func choice(_ key: String, _ choices: [String]) -> String? {
        guard let text = text(key) else { return nil }
        guard choices.contains(text) else {
            refuse(key, "\"\(text)\" is none of \(choices.joined(separator: ", "))")
            return nil
        }
        return text
    }

    mutating func flag(_ key: String) -> Bool? { choice(key, ["true", "false"]).map { $0 == "true" } }

    mutating func number(_ key: String, _ range: ClosedRange<Double>) -> Double? {
        guard let text = text(key) else { return nil }
        guard let value = Double(text), range.contains(value) else {
            refuse(key, "\"\(text)\" is no number from \(range.lowerBound) to \(range.upperBound)")
            return nil
        }
        return value
    }

    /// Permissions in octal digits.
    /// - Parameter bits: without which the exporter itself could not work.
    mutating func mode(_ key: String, needs bits: UInt32) -> UInt32? {
        guard let text = text(key) else { return nil }
        guard let mode = UInt32(text, radix: 8), mode <= 0o7777, mode & bits == bits else {
            refuse(key, "\"\(text)\" is no octal mode that has 0\(String(bits, radix: 8)) for the owner")
            return nil
        }
        return mode
    }

    mutating func refuse(_ key: String, _ problem: String) {
        problems.append(SettingProblem(key: key, origin: values[key]?.origin ?? .flag, problem: problem))
    }
}
