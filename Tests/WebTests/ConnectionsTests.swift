import NIOCore
import NIOEmbedded
import Support
import Testing

@testable import Web

@Suite struct ConnectionsTests {
    /// A connection, as the test knows it.
    private struct Client {
        var channel: EmbeddedChannel
        var address: String
        var isBusy = false
    }

    @Test func thereIsAlwaysRoomForOneMore() {
        let count = ConnectionCount()
        let connections = Connections(limit: 2, count)
        let channels = (0..<4).map { _ in EmbeddedChannel() }
        #expect(connections.add(channels[0], address: "192.0.2.1") == nil)
        #expect(connections.add(channels[1], address: "192.0.2.1") == nil)
        connections.setBusy(channels[0], true)
        #expect(connections.add(channels[2], address: "192.0.2.2") === channels[1])
        connections.remove(channels[1])
        connections.setBusy(channels[2], true)
        // All are at work: the new one is turned away, and takes no place.
        #expect(connections.add(channels[3], address: "192.0.2.3") === channels[3])
        connections.remove(channels[3])
        #expect(count.value == 2)
        connections.remove(channels[0])
        #expect(connections.add(channels[3], address: "192.0.2.3") == nil)
        #expect(count.value == 2)
    }

    /// Whoever answered last is not the one that goes.
    @Test func theOneThatRestedLongestGivesWay() {
        let connections = Connections(limit: 3, ConnectionCount())
        let channels = (0..<4).map { _ in EmbeddedChannel() }
        for channel in channels.prefix(3) { _ = connections.add(channel, address: "192.0.2.1") }
        connections.setBusy(channels[0], true)
        connections.setBusy(channels[0], false)
        #expect(connections.add(channels[3], address: "192.0.2.1") === channels[1])
    }

    /// Whatever comes and goes: a busy one never gives way, and one of an address that has most of the others does.
    @Test func theGreediestGivesWay() {
        var chance = SeededGenerator(seed: 3)
        for round in 0..<50 {
            let limit = Int.random(in: 1...12, using: &chance)
            let count = ConnectionCount()
            let connections = Connections(limit: limit, count)
            var clients: [Client] = []
            for _ in 0..<200 {
                let index = clients.indices.randomElement(using: &chance)
                switch (Int.random(in: 0..<4, using: &chance), index) {
                case (0, let index?):
                    connections.remove(clients.remove(at: index).channel)
                case (1, let index?):
                    clients[index].isBusy.toggle()
                    connections.setBusy(clients[index].channel, clients[index].isBusy)
                default:
                    let new = Client(
                        channel: EmbeddedChannel(), address: "192.0.2.\(Int.random(in: 1...3, using: &chance))")
                    let resting = Dictionary(grouping: clients.filter { !$0.isBusy }, by: \.address)
                    let most = resting.values.map(\.count).max() ?? 0
                    let victim = connections.add(new.channel, address: new.address)
                    guard let victim else {
                        #expect(clients.count < limit, "round \(round)")
                        clients.append(new)
                        continue
                    }
                    #expect(clients.count == limit, "round \(round)")
                    guard victim !== new.channel else {
                        #expect(resting.isEmpty, "round \(round)")
                        connections.remove(new.channel)
                        continue
                    }
                    guard let gone = clients.firstIndex(where: { $0.channel === victim }) else {
                        Issue.record("round \(round): whoever gave way was not there")
                        return
                    }
                    #expect(!clients[gone].isBusy, "round \(round)")
                    #expect(resting[clients[gone].address]?.count == most, "round \(round)")
                    connections.remove(clients.remove(at: gone).channel)
                    clients.append(new)
                }
                #expect(count.value == clients.count, "round \(round)")
            }
        }
    }
}
