internal import Yams

/// Where a setting was given.
package enum SettingOrigin: Sendable, Equatable, CustomStringConvertible {
    case flag
    case file(path: String, line: Int)

    package var description: String {
        switch self {
        case .flag: "on the command line"
        case .file(let path, let line): "\(path), line \(line)"
        }
    }
}

/// What is wrong with a setting, and where it was given.
package struct SettingProblem: Error, Sendable, Equatable, CustomStringConvertible {
    package var key: String
    package var origin: SettingOrigin
    package var problem: String

    package var description: String {
        switch origin {
        case .flag: "--\(key): \(problem)"
        case .file(let path, let line): "\(path):\(line): \(key.isEmpty ? "" : key + ": ")\(problem)"
        }
    }
}

extension SettingProblem {
    /// What is wrong with a text that is no YAML.
    init(yaml error: any Error, _ path: String) {
        guard let error = error as? YamlError else {
            self.init(key: "", origin: .file(path: path, line: 1), problem: "\(error)")
            return
        }
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            self.init(key: "", origin: .file(path: path, line: mark.line), problem: "it is not valid YAML: \(problem)")
        case .duplicatedKeysInMapping(let keys, let context):
            // A long one may be a secret that lost its key.
            let names = keys.sorted().map { $0.utf8.count > 40 ? "a long one" : $0 }.joined(separator: ", ")
            self.init(
                key: "", origin: .file(path: path, line: context.mark.line),
                problem: "the keys of a mapping stand once, and \(names) twice")
        case .reader(let problem, _, _, _):
            self.init(key: "", origin: .file(path: path, line: 1), problem: "it is not valid YAML: \(problem)")
        default:
            // Yams' own words may quote the text, and there may be secrets in it.
            self.init(key: "", origin: .file(path: path, line: 1), problem: "it is not valid YAML")
        }
    }
}
