import Foundation
import Lab
import Testing

/// Files that change or are wrong, on the real program.
@Suite(.serialized) struct WebReloadRunTests {
    private static let tls = WebConfigurationRunTests.tls

    @Test(arguments: [
        (
            "tls_server_config: {cert_file: server.crt, key_file: ca.key}", "web.yml:1: tls_server_config.key_file: ",
            "key of the certificate"
        ),
        (
            "\n\ntls_server_config:\n  cert_file: none.crt\n  key_file: server.key",
            "web.yml:4: tls_server_config.cert_file: ", "No such file"
        ),
        (
            "tls_server_config:\n  cert_file: server.crt\n  key_file: none.key",
            "web.yml:3: tls_server_config.key_file: ", "No such file"
        ),
        (
            "tls_server_config:\n  cert_file: server.crt\n  key_file: locked.key",
            "web.yml:3: tls_server_config.key_file: ", "passphrase"
        ),
        (
            "tls_server_config:\n  cert_file: server.key\n  key_file: server.key",
            "web.yml:2: tls_server_config.cert_file: ", "no certificate"
        ),
        (
            "tls_server_config:\n  cert_file: server.crt\n  key_file: server.crt",
            "web.yml:3: tls_server_config.key_file: ", "no private key"
        ),
        (
            "tls_server_config:\n  cert_file: server.crt\n  key_file: server.key\n  client_auth_type: RequireAndVerifyClientCert\n  client_ca_file: server.key",
            "web.yml:5: tls_server_config.client_ca_file: ", "no certificate"
        ),
        ("basic_auth_users:\n  alice: hunter2", "web.yml:2: basic_auth_users.alice: ", "no bcrypt hash"),
        ("basic_auth_user: {}", "web.yml:1: basic_auth_user: ", "did you mean basic_auth_users"),
    ]) func whatIsWrongIsSaidAtTheStart(_ text: String, _ place: String, _ problem: String) async throws {
        try await WebRun.withDirectory { directory in
            let certificates = try await Certificates(in: directory)
            try await Tool.openssl.run([
                "ec", "-in", certificates.path("server.key"), "-aes128", "-passout", "pass:hunter2", "-out",
                certificates.path("locked.key"),
            ])
            let arguments = try WebRun.arguments(text, ["--log.level", "error"], 1, directory)
            let exporter = try ExporterProcess.launch(arguments, log: directory + "/log")
            let code = try await exporter.process.wait(atMost: .seconds(20))
            if code == nil { try await exporter.kill() }
            #expect(code == 1)
            let said = exporter.errors
            #expect(said.contains(place), "\(said)")
            #expect(said.contains(problem), "\(said)")
            #expect(!said.contains("hunter2") && !said.contains("BEGIN"), "\(said)")
        }
    }

    @Test func aFileThatIsMissingIsNamed() async throws {
        try await WebRun.withDirectory { directory in
            let arguments = try WebRun.arguments(nil, ["--web.config.file", directory + "/none.yml"], 1, directory)
            let exporter = try ExporterProcess.launch(arguments, log: directory + "/log")
            #expect(try await exporter.process.wait(atMost: .seconds(20)) == 1)
            #expect(exporter.errors.contains("none.yml: "), "\(exporter.errors)")
        }
    }

    private func isShown(_ name: String, _ run: WebRun) async throws -> Bool {
        try await run.secure("/-/healthy", ["-v", "--stderr", "-"]).head.contains("subject: CN=\(name)")
    }

    @Test(arguments: ["in place", "by renaming", "as Kubernetes does", "as certbot does"])
    func aNewCertificateIsUsed(_ way: String) async throws {
        let files = FileManager.default
        let configuration = way.hasPrefix("as") ? Self.tls.replacing("_file: ", with: "_file: live/") : Self.tls
        try await WebRun.run(configuration) { directory in
            let certificates = try await Certificates(in: directory)
            try await certificates.makeServer("next")
            for (number, name) in [("1", "server"), ("2", "next")] {
                let own = directory + "/" + (way == "as certbot does" ? "archive" : "..\(number)")
                try files.createDirectory(atPath: own, withIntermediateDirectories: true)
                let suffix = way == "as certbot does" ? number : ""
                for kind in ["crt", "key"] {
                    try files.copyItem(atPath: "\(directory)/\(name).\(kind)", toPath: "\(own)/server\(suffix).\(kind)")
                }
            }
            guard way.hasPrefix("as") else { return }
            try files.createDirectory(atPath: directory + "/live", withIntermediateDirectories: true)
            if way == "as Kubernetes does" {
                try files.createSymbolicLink(atPath: directory + "/live/..data", withDestinationPath: "../..1")
            }
            for kind in ["crt", "key"] {
                try files.createSymbolicLink(
                    atPath: "\(directory)/live/server.\(kind)",
                    withDestinationPath: way == "as certbot does"
                        ? "../archive/server1.\(kind)" : "..data/server.\(kind)")
            }
        } _: { run async throws in
            let directory = run.directory
            #expect(try await isShown("server", run))
            for kind in way == "as Kubernetes does" ? ["data"] : ["crt", "key"] {
                let (link, target) =
                    switch way {
                    case "as Kubernetes does": ("live/..data", "../..2")
                    case "as certbot does": ("live/server.\(kind)", "../archive/server2.\(kind)")
                    default: ("server.\(kind)", "")
                    }
                if way == "in place" {
                    let bytes = try Data(contentsOf: URL(fileURLWithPath: "\(directory)/next.\(kind)"))
                    try bytes.write(to: URL(fileURLWithPath: "\(directory)/server.\(kind)"))
                    continue
                }
                if way == "by renaming" {
                    try files.copyItem(atPath: "\(directory)/next.\(kind)", toPath: directory + "/new")
                } else {
                    try files.createSymbolicLink(atPath: directory + "/new", withDestinationPath: target)
                }
                #expect(rename(directory + "/new", directory + "/" + link) == 0)
            }
            #expect(try await run.wait { try await isShown("next", run) }, "\(run.exporter.errors.suffix(1000))")
            // Who changes two files one after the other may be caught between.
            if way == "as Kubernetes does" { #expect(!run.exporter.errors.contains("is wrong")) }
        }
    }

    /// What was right holds until the file is right again; scrapes do not notice.
    @Test func aFileThatTurnsWrongChangesNothing() async throws {
        let users = Users.configuration([.alice])
        try await WebRun.run(users) { run async throws in
            func fact() async throws -> String {
                let text = try await run.curl("/metrics", ["-u", Users.alice.login]).body
                let name = "charon_exporter_web_config_last_reload_successful "
                return text.split(separator: "\n").first { $0.hasPrefix(name) }.map { String($0.dropFirst(name.count)) }
                    ?? text
            }
            func said() -> Int {
                run.exporter.errors.components(separatedBy: "what it said before holds").count - 1
            }
            #expect(try await fact() == "1")
            try WebRun.configure(users + "  bob: hunter2\n", run.directory)
            #expect(try await run.wait { try await fact() == "0" })
            #expect(said() == 1)
            #expect(run.exporter.errors.contains("web.yml:3: basic_auth_users.bob: "))
            // The same again is not said again.
            try WebRun.configure(users + "  bob: hunter2\n", run.directory)
            try await Task.sleep(for: .milliseconds(700))
            #expect(said() == 1)
            #expect(try await run.curl("/metrics").status == 401)
            try FileManager.default.removeItem(atPath: run.directory + "/web.yml")
            #expect(try await run.wait { said() == 2 })
            #expect(try await fact() == "0")
            try WebRun.configure(Users.configuration([.alice, .colon]), run.directory)
            #expect(try await run.wait { try await run.curl("/metrics", ["-u", Users.colon.login]).status == 200 })
            #expect(try await fact() == "1")
            #expect(run.exporter.errors.contains("right again"))
            #expect(!run.exporter.errors.contains("hunter2"))
        }
    }

    /// While the file changes all the time, each scrape is answered: by the old or by the new one, never by none.
    @Test func scrapesGoOnWhileTheFileChanges() async throws {
        try await WebRun.run(Users.configuration([.alice])) { run async throws in
            for round in 0..<30 {
                try WebRun.configure(
                    Users.configuration(round % 2 == 0 ? [.alice, .colon] : [.alice]), run.directory)
                let answer = try await run.curl("/metrics", ["-u", Users.alice.login])
                #expect(answer.status == 200 && answer.body.contains("charon_tunnel_up{"), "round \(round)")
            }
        }
    }
}
