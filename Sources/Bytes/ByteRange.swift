/// Where a run of bytes lies in a larger buffer. Eight bytes, so that a batch of entries stays small.
@usableFromInline
package struct ByteRange: Sendable, Equatable {
    @usableFromInline package var start: UInt32
    @usableFromInline package var end: UInt32

    /// The empty range, which also stands for "absent".
    package static let none = ByteRange(start: 0, end: 0)

    @inlinable
    package init(start: UInt32, end: UInt32) {
        self.start = start
        self.end = end
    }

    /// A range of indexes into a buffer of less than 4 GiB.
    @inlinable
    package init(_ start: Int, _ end: Int) {
        self.start = UInt32(truncatingIfNeeded: start)
        self.end = UInt32(truncatingIfNeeded: end)
    }

    @inlinable package var lower: Int { Int(start) }
    @inlinable package var upper: Int { Int(end) }
    @inlinable package var count: Int { Int(end) - Int(start) }
    @inlinable package var isEmpty: Bool { end == start }
}
