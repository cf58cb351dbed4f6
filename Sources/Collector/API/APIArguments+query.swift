internal import Audit

/// What a request asks the archive for, in the words of the command `audit`.
extension APIArguments {
    /// The groups that are named, as a search has them.
    func groups(_ configuration: Configuration) throws(APIError) -> [Query.Group] {
        do {
            return try configuration.auditGroups(self["group"])
        } catch {
            throw .wrong("group", error.problems.map(\.problem).joined(separator: "; "))
        }
    }
}
