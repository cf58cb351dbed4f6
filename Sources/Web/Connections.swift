internal import NIOCore
internal import Synchronization

/// How many connections are open.
package final class ConnectionCount: Sendable {
    private let count = Atomic<Int>(0)

    package init() {}

    package var value: Int { count.load(ordering: .relaxed) }

    func add(_ difference: Int) { count.wrappingAdd(difference, ordering: .relaxed) }
}

/// The open connections. There is always room for one more: when all places are taken, one that asks for nothing just now
/// gives way, of the address that has most of such.
final class Connections: Sendable {
    private struct Place {
        var channel: any Channel
        var address: String
        /// In the order of their coming, or of their last answer.
        var order: UInt64
        var isBusy = false
    }

    private struct State {
        var places: [ObjectIdentifier: Place] = [:]
        var next: UInt64 = 0
    }

    private let limit: Int
    private let count: ConnectionCount
    private let state = Mutex(State())

    init(limit: Int, _ count: ConnectionCount) {
        self.limit = limit
        self.count = count
    }

    /// Takes a connection in.
    /// - Returns: the one that gives way to it, which the caller closes: that may be itself, when all others are at work.
    func add(_ channel: any Channel, address: String) -> (any Channel)? {
        count.add(1)
        return state.withLock { state in
            var victim: (any Channel)?
            if state.places.count >= limit {
                guard let key = Self.mostDispensable(state.places) else { return channel }
                victim = state.places.removeValue(forKey: key)?.channel
            }
            state.places[ObjectIdentifier(channel)] = Place(channel: channel, address: address, order: state.next)
            state.next += 1
            return victim
        }
    }

    /// The oldest of those that ask for nothing, of the address that has most of them.
    private static func mostDispensable(_ places: [ObjectIdentifier: Place]) -> ObjectIdentifier? {
        var counts: [String: Int] = [:]
        for place in places.values where !place.isBusy { counts[place.address, default: 0] += 1 }
        guard let address = counts.max(by: { $0.value < $1.value })?.key else { return nil }
        return places.filter { !$0.value.isBusy && $0.value.address == address }.min {
            $0.value.order < $1.value.order
        }?
        .key
    }

    /// A connection has ended.
    func remove(_ channel: any Channel) {
        count.add(-1)
        state.withLock { _ = $0.places.removeValue(forKey: ObjectIdentifier(channel)) }
    }

    /// Takes note of whether a connection has asked for something that it has not got yet.
    func setBusy(_ channel: any Channel, _ isBusy: Bool) {
        state.withLock { state in
            let order = state.next
            state.next += 1
            state.places[ObjectIdentifier(channel)]?.isBusy = isBusy
            state.places[ObjectIdentifier(channel)]?.order = order
        }
    }
}
