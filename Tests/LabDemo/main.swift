internal import Dispatch
internal import Glibc
internal import Lab

// Two gateways with two tunnels, an exporter and a Prometheus, until Ctrl-C.

let demo = Task { () -> Int32 in
    do {
        try await Demo.run()
    } catch is CancellationError {
        print("\nEverything is removed.")
    } catch {
        _ = unsafe "lab-demo: \(error)\n".withCString { unsafe write(2, $0, strlen($0)) }
        return 1
    }
    return 0
}

let sources = Demo.stopOnSignals(demo)
let code = await demo.value
withExtendedLifetime(sources) {}
exit(code)

/// What the demo shows.
enum Demo {
    /// Starts everything and watches it.
    /// - Throws: `CancellationError` when it is told to stop, `LabError` when something cannot be started or dies.
    static func run() async throws {
        print("Starting two gateways ...")
        try await Lab.with(prefix: "labdemo") { lab in
            let exporter = try await ExporterProcess.start(lab, .gw, port: HTTP.freePort(preferring: 9817))
            let prometheus = try await PrometheusProcess.start(
                lab, ["gw": exporter.port], port: HTTP.freePort(preferring: 9090))
            try await lab.startTraffic(every: .seconds(1))
            print(text(lab, exporter, prometheus))
            fflush(nil)
            while true {
                try await Task.sleep(for: .seconds(1))
                if exporter.process.hasEnded { throw LabError("the exporter has ended: \(exporter.errors)") }
                if prometheus.process.hasEnded { throw LabError("Prometheus has ended") }
            }
        }
    }

    /// Lets signals ask for the end; their default, to die at once, would leave everything behind.
    static func stopOnSignals(_ task: Task<Int32, Never>) -> [any DispatchSourceSignal] {
        [SIGINT, SIGTERM, SIGHUP].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { task.cancel() }
            source.resume()
            return source
        }
    }

    private static func text(_ lab: Lab, _ exporter: ExporterProcess, _ prometheus: PrometheusProcess) -> String {
        let hole = lab.blackholeCommand(0, true).joined(separator: " ")
        let noHole = lab.blackholeCommand(0, false).joined(separator: " ")
        let swanctl = "sudo STRONGSWAN_CONF=\(lab.configuration(.gw)) swanctl"
        return """

            Two gateways are up, gw and cloud, with the tunnels aws-1 and aws-2 between them and a ping a second
            through each.

              exporter     http://127.0.0.1:\(exporter.port)/
              metrics      http://127.0.0.1:\(exporter.port)/metrics
              Prometheus   http://127.0.0.1:\(prometheus.port)/graph?g0.expr=charon_tunnel_up&g0.range_input=5m

            What to try, in another terminal:

              the path of aws-1 dies; charon gives up after about 5 seconds
                sudo ip \(hole)
              it lives again
                sudo ip \(noHole)
              rekey a CHILD_SA, which makes its bytes known
                \(swanctl) --rekey --child aws-1
              terminate the standby, and bring it back
                \(swanctl) --terminate --ike aws-2
                \(swanctl) --initiate --child aws-2
              read gw's journal
                sudo journalctl --namespace \(lab.namespace(.gw)) -f
              read the archive
                sudo sh -c 'zcat \(lab.exporterDirectory(.gw))/archive/*/*/*.gz'

            Ctrl-C ends and removes everything.
            """
    }
}
