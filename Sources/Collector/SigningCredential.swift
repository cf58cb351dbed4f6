internal import Archive
internal import Glibc
internal import Logging

/// The first signing key as a credential of systemd's (`LoadCredential=`, `LoadCredentialEncrypted=`). It is there anew
/// at each start and cannot be changed, so the key that changes is kept in the state directory.
enum SigningCredential {
    /// Copies the key to the path that the archive's options have, unless that was done before.
    /// - Throws: `ArchiveError` when there is no such credential, or it is no key, and it is needed.
    static func takeOver(_ configuration: Configuration, logger: Logger) throws(ArchiveError) {
        guard let name = configuration.signingCredential, let path = configuration.archive?.signingKey else { return }
        guard let directory = unsafe getenv("CREDENTIALS_DIRECTORY").map({ unsafe String(cString: $0) }) else {
            if (try Directory.contents(path)) != nil { return }
            throw ArchiveError(
                action: "read the credential", path: name,
                problem: "systemd gave none (LoadCredential=\(name):FILE in the unit); or write a path, with a slash")
        }
        guard try SigningKey.takeOver(directory + "/" + name, to: path) else { return }
        logger.warning(
            "the credential still holds a key that has signed: who has it can sign anew what was sealed since; remove it",
            metadata: ["credential": "\(name)"])
    }
}
