import Archive
import ArgumentParser
import Glibc

/// Makes the keys for an archive's signatures.
struct KeygenCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keygen",
        abstract: "Make the key that signs an archive's seals, and the public one that verifies them.")

    @Argument(
        help: .init(
            "Where the private key goes, for archive.signing-key; the public one goes beside it, as FILE.pub.",
            valueName: "FILE"))
    var path: String

    func run() {
        do {
            let key = try SigningKey.generate(path)
            try Terminal.print(Array("\(key)\n".utf8))
            // Without a slash the setting takes it for a credential of systemd's.
            let path = path.contains("/") ? path : "./" + path
            Terminal.say(
                "\(path) signs (archive.signing-key; it changes with each seal: never restore it from a backup). "
                    + "Keep the line above, or \(path).pub, on another machine: verify --key takes it.")
        } catch {
            CharonExporter.fail(error)
        }
    }
}
