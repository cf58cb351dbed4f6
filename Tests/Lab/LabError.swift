/// What went wrong in the lab, in a sentence for a person.
package struct LabError: Error, CustomStringConvertible {
    package let description: String

    package init(_ description: String) { self.description = description }
}
