/// Observations counted by how large they were, as a Prometheus histogram shows them.
package struct Histogram: Sendable, Codable, Equatable {
    /// The upper bound of each bucket, in the unit observed; one more bucket holds what is larger.
    package let bounds: [Double]
    /// How many observations fell into each bucket (not cumulative).
    package private(set) var counts: [UInt64]
    /// The sum of all observations.
    package private(set) var sum: Double = 0
    /// What was observed last in each bucket.
    package internal(set) var lastEvents = LastEvents<Int>()

    package init(bounds: [Double]) {
        self.bounds = bounds
        counts = .init(repeating: 0, count: bounds.count + 1)
    }

    package var count: UInt64 { counts.reduce(0, +) }

    /// - Parameter mark: the event that tells it.
    mutating func observe(_ value: Double, _ mark: EventMark) {
        let bucket = bounds.firstIndex { value <= $0 } ?? bounds.count
        counts[bucket] += 1
        sum += value
        var mark = mark
        mark.value = value
        lastEvents.note(mark, in: bucket)
    }

    /// Seconds from the first message of an IKE_SA until it is established; a retransmission costs four.
    static let establishSeconds: [Double] = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 180]
    /// Seconds for which a tunnel was down: from a reauthentication to a day.
    static let outageSeconds: [Double] = [0.1, 0.5, 1, 5, 15, 60, 180, 600, 3600, 21600, 86400]
}
