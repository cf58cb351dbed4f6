import Collector
import Web
import Foundation
import Lab
import Logging
import Support
import Testing

@Suite struct SettingsTests {
    private func problems(_ yaml: String, flags: [String: [String]] = [:]) -> [String] {
        var settings = Settings()
        settings.read(yaml: yaml, path: "config.yml")
        for (key, texts) in flags { settings.set(key, texts) }
        do {
            _ = try Configuration(settings)
            return []
        } catch {
            return error.problems.map(\.description)
        }
    }

    @Test func aWholeFileIsUnderstood() throws {
        var settings = Settings()
        settings.read(
            yaml: """
                web:
                  listen_address: [":9817", "[2001:db8::1]:80"]
                  telemetry_path: /m
                log: { level: debug, format: json }
                journal: { directory: /var/log/journal/remote }
                archive: { directory: /a, fsync: seal, compression_level: 3, flush_interval: 0.5, chatter: true }
                state: { directory: /s }
                """, path: "config.yml")
        settings.set("web.telemetry-path", ["/metrics"])
        let configuration = try Configuration(settings)
        #expect(configuration.web.listenAddresses.map(\.description) == [":9817", "[2001:db8::1]:80"])
        #expect(configuration.web.telemetryPath == "/metrics", "flags win")
        #expect(configuration.logLevel == .debug)
        #expect(configuration.logsJSON)
    }

    @Test(arguments: [
        ("jornal:\n  directory: /a", "config.yml:1: jornal: there is no such key"),
        (
            "journal:\n  directori: /a",
            "config.yml:2: journal.directori: there is no such key; did you mean journal.directory?"
        ),
        ("journal: /a", "config.yml:1: journal: journal must be a mapping of keys to values"),
        (
            "archive:\n  directory: /a\n  fsync: always",
            "config.yml:3: archive.fsync: \"always\" is none of block, seal, never"
        ),
        (
            "archive:\n  compression_level: 12",
            "config.yml:2: archive.compression-level: \"12\" is no number from 1.0 to 9.0"
        ),
        (
            "archive:\n  verify_interval: daily",
            "config.yml:2: archive.verify-interval: \"daily\" is no number from 0.0 to 3153600000.0"
        ),
        (
            "web:\n  listen_address: here",
            "config.yml:2: web.listen-address: \"here\" is no address; write HOST:PORT, :PORT, [IPV6]:PORT or unix:/PATH"
        ),
        ("log:\n  level: loud", "config.yml:2: log.level: \"loud\" is no level; take debug, info, warning or error"),
        (
            "journal:\n  since: yesterday",
            "config.yml:2: journal.since: \"yesterday\" is no time; write 2026-01-31T08:00:00Z or seconds since 1970"
        ),
        (
            "journal:\n  directory: /a\n  namespace: b",
            "config.yml:3: journal.namespace: it cannot be used together with journal.directory: one journal is read at a time"
        ),
        ("- a\n- b", "config.yml:1: the file must be a mapping of keys to values"),
        ("journal: [", "config.yml:2: it is not valid YAML: did not find expected node content"),
    ]) func faultsAreNamedWithTheirLine(_ yaml: String, _ problem: String) {
        #expect(problems(yaml) == [problem])
    }

    @Test func everyKeyOfTheFileIsAFlagAndTheReverse() throws {
        let program = try ExporterProcess.path()
        let help = try run([program, "run", "--help"]).out
        for key in Settings.keys { #expect(help.contains("--\(key.name)"), "\(key.name) is no flag") }
        let flags = help.matches(of: /--([a-z]+(?:\.[a-z-]+)+)/).map { String($0.1) }
        #expect(Set(flags).subtracting(["config.file"]) == Set(Settings.keys.map(\.name)))
    }

    @Test func checkConfigSaysWhatIsWrongAndWhere() throws {
        try withTemporaryDirectory { directory in
            let program = try ExporterProcess.path()
            let path = directory + "/config.yml"
            try "archive:\n  fsync: often\n".write(toFile: path, atomically: true, encoding: .utf8)
            let wrong = try run([program, "check-config", path], expecting: 1)
            #expect(wrong.err == "\(path):2: archive.fsync: \"often\" is none of block, seal, never\n")
            try "archive:\n  fsync: seal\n".write(toFile: path, atomically: true, encoding: .utf8)
            #expect(try run([program, "check-config", path]).out == "\(path): 1 settings, nothing wrong\n")
            #expect(
                try run([program, "check-config", directory + "/none.yml"], expecting: 1).err
                    .contains("No such file or directory"))
        }
    }
}
