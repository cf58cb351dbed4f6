import Testing

/// The scenarios in the lab, one after the other: side by side their charons would starve each other.
@Suite("The lab", .serialized)
enum LabSuite {}
