internal import Logging
internal import ServiceLifecycle
internal import Synchronization
internal import Tunnels
internal import Vici

/// Asks charon what there is, again and again, and listens to what it says in between.
///
/// One request is in flight at a time, and a daemon that takes long is asked seldom: its answers cost it work.
final class ViciWatch: Service {
    private let address: ViciAddress
    /// Seconds between two questions.
    private let interval: Double
    private let news: ViciNews
    private let logger: Logger
    private let state = Mutex(State())

    private struct State {
        var isTriggered = false
        var sleeper: Task<Void, Never>?
        /// When the list was asked for that has not come yet.
        var isListingSince: Double?
    }

    /// How long to wait before trying again to connect, at first and at most; seconds.
    private static let patience = (first: 0.5, longest: 15.0)
    /// After an event others follow, and a line in the log; seconds.
    private static let settling = 0.3
    /// Of the time, how much a daemon may be asked: one part in so many.
    private static let share = 10.0
    /// How long a list may take; seconds.
    private static let longestAnswer = 60.0
    /// What charon is to tell by itself. The log tells of the others, or the next list, and alerts can be provoked by
    /// anybody.
    private static let events: [ViciEvent.Name] = [.ikeUpdown, .childUpdown, .childRekey]
    /// Seconds after which what seldom changes is asked for again.
    private static let seldom = 60.0

    init(_ address: ViciAddress, interval: Double, news: ViciNews, logger: Logger) {
        self.address = address
        self.interval = interval
        self.news = news
        self.logger = logger
        news.whenWanted { [weak self] in self?.trigger() }
    }

    /// Asks soon.
    func trigger() {
        state.withLock { state in
            state.isTriggered = true
            state.sleeper?.cancel()
        }
    }

    func run() async throws {
        await cancelWhenGracefulShutdown { await self.follow() }
    }

    private func follow() async {
        var patience = Self.patience.first
        var reported = ""
        while !Task.isCancelled {
            var hasAnswered = false
            do {
                let client = try await ViciClient.connect(to: address, timeout: .seconds(5))
                defer { client.close() }
                let version = try await client.version()
                let known = try await client.subscribe(Self.events)
                news.change { $0.tellsFinalCounts = known.contains(.childUpdown) }
                let listening = Task { await listen(client) }
                defer { listening.cancel() }
                try await ask(client, version) {
                    if !hasAnswered {
                        logger.info(
                            "charon answers on VICI",
                            metadata: [
                                "socket": "\(address)",
                                "version": "\(String(decoding: version.version, as: UTF8.self))",
                            ])
                        reported = ""
                        patience = Self.patience.first
                    }
                    hasAnswered = true
                }
            } catch is CancellationError {
                break
            } catch {
                if reported != "\(error)" {
                    reported = "\(error)"
                    logger.warning(
                        "charon does not answer on VICI; the log alone tells what there is",
                        metadata: ["socket": "\(address)", "problem": "\(error)"])
                }
            }
            news.change { content in
                content.isUp = false
                content.hasFailed = true
                content.tellsFinalCounts = false
                content.snapshot = nil
            }
            // A list that failed may have cost charon work all the same.
            let listing = state.withLock { state in
                defer { state.isListingSince = nil }
                return state.isListingSince
            }
            let taken = listing.map { Clock.seconds() - $0 } ?? 0
            try? await Task.sleep(for: .seconds(max(patience, taken * Self.share)))
            patience = min(patience * 2, Self.patience.longest)
        }
    }

    // MARK: Events

    private func listen(_ client: ViciClient) async {
        for await event in client.events {
            let now = Clock.now()
            switch event {
            case .childUpdown(let isUp, let sa):
                let counts = isUp ? [] : sa.children.compactMap { EventCount($0, isFinal: true, at: now) }
                if !counts.isEmpty { news.change { $0.counts += counts } }
                trigger()
            case .childRekey(_, let old, _):
                if let count = EventCount(old, isFinal: false, at: now) { news.change { $0.counts.append(count) } }
            case .ikeUpdown, .overflow:
                trigger()
            case .ikeRekey, .alert:
                break
            }
        }
        // The connection is gone: the next question finds out why.
        trigger()
    }

    // MARK: Questions

    /// Asks until the connection ends.
    /// - Parameter onAnswer: called after each list.
    private func ask(_ client: ViciClient, _ version: DaemonVersion, onAnswer: () -> Void) async throws {
        var facts = ViciFacts()
        facts.version = Name(version.version)
        var askedSeldom = -Double.infinity
        while !Task.isCancelled {
            let started = Clock.seconds()
            let snapshot = try await snapshot(client, &facts)
            var connections: [ExpectedTunnel]?
            if started - askedSeldom >= Self.seldom {
                askedSeldom = started
                connections = try await tunnels(client)
                try await askSeldom(client, &facts)
            }
            let current = facts
            let listed = connections
            news.change { content in
                content.isUp = true
                content.hasFailed = false
                content.snapshot = snapshot
                content.facts = current
                if let listed { content.connections = listed }
            }
            onAnswer()
            let taken = Clock.seconds() - started
            await pause(atLeast: max(Self.settling, taken * Self.share), atMost: max(interval, taken * Self.share))
        }
    }

    /// Waits for the next question's time, or until something has happened.
    private func pause(atLeast least: Double, atMost most: Double) async {
        let sleeper = Task { _ = try? await Task.sleep(for: .seconds(most)) }
        state.withLock { state in
            if state.isTriggered { sleeper.cancel() }
            state.sleeper = sleeper
        }
        await withTaskCancellationHandler {
            await sleeper.value
        } onCancel: {
            sleeper.cancel()
        }
        let wasTriggered = state.withLock { $0.isTriggered }
        if wasTriggered { _ = try? await Task.sleep(for: .seconds(least)) }
        state.withLock { state in
            state.isTriggered = false
            state.sleeper = nil
        }
    }

    private func snapshot(_ client: ViciClient, _ facts: inout ViciFacts) async throws -> Snapshot {
        let now = Clock.now()
        let before = try await client.statistics()
        let box = Box<SnapshotIKESA>()
        // What cannot be taken for an IKE_SA is counted all the same: nothing is missing then.
        state.withLock { $0.isListingSince = Clock.seconds() }
        try await client.listSAs(deadline: .seconds(Self.longestAnswer)) { listed in
            box.add(SnapshotIKESA(listed, at: now))
        }
        state.withLock { $0.isListingSince = nil }
        let after = try await client.statistics()
        facts.workers = after.workersTotal
        facts.idleWorkers = after.workersIdle
        facts.halfOpen = after.halfOpenIKESAs
        facts.queues = [
            ("critical", after.queues.critical ?? 0), ("high", after.queues.high ?? 0),
            ("medium", after.queues.medium ?? 0), ("low", after.queues.low ?? 0),
        ]
        let count = UInt64(box.count)
        return Snapshot(
            time: now, isComplete: before.ikeSAs == count && after.ikeSAs == count, ikeSAs: box.elements)
    }

    private func tunnels(_ client: ViciClient) async throws -> [ExpectedTunnel] {
        let box = Box<[ExpectedTunnel]>()
        try await client.listConnections { box.add(ExpectedTunnel.all(of: $0)) }
        return box.elements.flatMap { $0 }
    }

    private func askSeldom(_ client: ViciClient, _ facts: inout ViciFacts) async throws {
        let box = Box<ViciFacts.Certificate>()
        try await client.listCertificates { box.add(ViciFacts.Certificate($0)) }
        // A peer's certificate names no series: those that charon proves itself by, and its authorities'.
        facts.certificates = box.elements.filter { $0.hasPrivateKey || $0.isAuthority }
            .sorted { ($0.notAfter, $0.serial) < ($1.notAfter, $1.serial) }
        facts.pools = try await client.pools().map {
            ViciFacts.Pool(
                name: Name($0.name), size: $0.size ?? 0, online: $0.online ?? 0, offline: $0.offline ?? 0)
        }
        let counters = try await client.counters() ?? []
        facts.messages = (counters.first { $0.connection.isEmpty }?.values ?? [:]).map { key, count in
            ViciFacts.MessageCount(key: String(decoding: key, as: UTF8.self), count: count)
        }.sorted { $0.key < $1.key }
    }
}

/// Collects what a list tells one by one.
private final class Box<Element: Sendable>: Sendable {
    private let state = Mutex<(elements: [Element], count: Int)>(([], 0))

    /// Adds an element; nil is only counted.
    func add(_ element: Element?) {
        state.withLock { state in
            state.count += 1
            if let element { state.elements.append(element) }
        }
    }

    var elements: [Element] { state.withLock { $0.elements } }
    /// How many there were.
    var count: Int { state.withLock { $0.count } }
}

extension EventCount {
    init?(_ listed: ListedChildSA, isFinal: Bool, at now: UInt64) {
        guard let id = listed.uniqueID, let spiIn = listed.spiIn, let traffic = Traffic(listed) else { return nil }
        self.init(id: id, spiIn: spiIn, traffic: traffic, isFinal: isFinal, time: now)
    }
}

extension ViciFacts.Certificate {
    /// Nil for what is no X.509 certificate, or cannot be read.
    init?(_ listed: ListedCertificate) {
        guard listed.type == Array("X509".utf8), let summary = try? X509Summary(der: listed.data) else { return nil }
        self.init(
            subject: Name(summary.subject), serial: String(decoding: summary.serial, as: UTF8.self),
            isAuthority: listed.flag == Array("CA".utf8), hasPrivateKey: listed.hasPrivateKey,
            notAfter: summary.notAfter)
    }
}

extension ExpectedTunnel {
    /// The tunnels of a connection that charon has loaded. What brings them up, the list does not say.
    static func all(of listed: ListedConnection) -> [ExpectedTunnel] {
        let shunts = [Array("PASS".utf8), Array("DROP".utf8)]
        let peer = listed.remoteAddresses.count == 1 ? listed.remoteAddresses[0] : []
        return listed.children.filter { !shunts.contains($0.mode) }.map { child in
            ExpectedTunnel(
                connection: Name(listed.name), tunnel: Name(child.name),
                listing: TunnelListing(
                    start: nil, source: .vici, peer: Name(peer.starts(with: "%any".utf8) ? [] : peer),
                    localTS: Name(child.localTS), remoteTS: Name(child.remoteTS)))
        }
    }
}
