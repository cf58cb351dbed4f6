internal import UnixSignals

/// Shows tunnels again and again on the terminal's alternate screen.
struct TunnelsWatch {
    private enum News {
        case answer(TunnelsAnswer)
        case failure(any Error)
        case signal(UnixSignal)
        case secondPassed
    }

    private let client: ExporterClient
    private let query: ExporterClient.Query
    private let interval: Duration

    init(_ client: ExporterClient, _ query: ExporterClient.Query, every interval: Duration) {
        self.client = client
        self.query = query
        self.interval = interval
    }

    /// Shows them until a signal comes, and leaves the terminal as it was.
    /// - Parameter first: what is shown at first.
    /// - Returns: the signal.
    /// - Throws: `Problem` when the terminal is gone.
    func run(_ first: TunnelsAnswer) async throws -> Int32 {
        // From here on they are told, and do not end the program before the terminal is restored.
        let signals = await UnixSignalsSequence(trapping: .sigint, .sigterm, .sighup, .sigquit, .sigwinch)
        var screen = TunnelsScreen(first, interval: interval)
        try screen.enter()
        defer { screen.leave() }
        let (news, sender) = AsyncStream.makeStream(of: News.self)
        return try await withThrowingTaskGroup(of: Void.self) { group in
            defer { group.cancelAll() }
            group.addTask { for await signal in signals { sender.yield(.signal(signal)) } }
            group.addTask {
                while true {
                    try await Task.sleep(for: .seconds(1))
                    sender.yield(.secondPassed)
                }
            }
            group.addTask {
                while true {
                    try await Task.sleep(for: interval)
                    do {
                        let answer = try await client.tunnels(query)
                        // After its restart the last table is better than none.
                        guard !answer.isEmptyForNow else { throw AskProblem(TunnelsTable.notReady(answer)) }
                        sender.yield(.answer(answer))
                    } catch {
                        try Task.checkCancellation()
                        sender.yield(.failure(error))
                    }
                }
            }
            try screen.draw()
            for await news in news {
                switch news {
                case .answer(let answer): screen.take(answer)
                case .failure(let error): screen.fail(error)
                case .signal(let signal): if signal != .sigwinch { return signal.rawValue }
                case .secondPassed: if !screen.isStale { continue }
                }
                try screen.draw()
            }
            throw CancellationError()
        }
    }
}
