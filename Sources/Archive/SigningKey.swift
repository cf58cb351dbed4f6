internal import Crypto
internal import Glibc

/// The file with the private key for an archive's next seal. The keys of older seals are not in it any more.
///
///     charon-exporter signing key 1
///     index 17
///     private 9f86…
///     next 60303a…
///
/// `private` is the Ed25519 key of the seal `index`, and `next` that of the one after it; it is there from before the
/// seal is written until the seal is on the disk, so that after a crash either of them is at hand.
package struct SigningKey: Sendable {
    package private(set) var index: UInt64
    private var current: Curve25519.Signing.PrivateKey
    private var next: Curve25519.Signing.PrivateKey?

    private static let title = "charon-exporter signing key 1"
    private static let access = Access(fileMode: 0o600)
    /// Longer than any key file.
    private static let maximumLength = 1024

    /// The key of the next seal, for who verifies.
    package var verificationKey: VerificationKey { VerificationKey(index: index, publicKey: publicKey) }

    var publicKey: [UInt8] { Array(current.publicKey.rawRepresentation) }
    var nextPublicKey: [UInt8]? { next.map { Array($0.publicKey.rawRepresentation) } }

    /// Makes the first key of an archive: the private file, and beside it, with `.pub` at its name's end, the public
    /// key as one line of text.
    /// - Returns: the public key, to be kept elsewhere.
    /// - Throws: `ArchiveError` when either file is there already, or cannot be written.
    package static func generate(_ path: String) throws(ArchiveError) -> VerificationKey {
        let key = SigningKey(index: 0, current: Curve25519.Signing.PrivateKey(), next: nil)
        let publicPath = path + ".pub"
        guard try File.size(of: publicPath) == nil else {
            throw ArchiveError(
                action: "make", path: path, problem: "\(publicPath) is there already; no key is made twice")
        }
        try write(key.text, to: path, mode: 0o600)
        do throws(ArchiveError) {
            try write(Array("\(key.verificationKey)\n".utf8), to: publicPath, mode: 0o644)
        } catch {
            try? erase(path)
            throw error
        }
        return key.verificationKey
    }

    /// Makes a file that is not there yet and waits until it is on the disk.
    private static func write(_ bytes: [UInt8], to path: String, mode: UInt32) throws(ArchiveError) {
        let file = try File(creating: path, access: Access(fileMode: mode))
        do throws(ArchiveError) {
            try file.write(bytes, at: 0)
            try file.synchronize()
            try Directory.synchronize(Directory.parent(of: path))
        } catch {
            _ = try? File.remove(path)
            throw error
        }
    }

    private init(index: UInt64, current: Curve25519.Signing.PrivateKey, next: Curve25519.Signing.PrivateKey?) {
        self.index = index
        self.current = current
        self.next = next
    }

    /// Reads the key file.
    package init(reading path: String) throws(ArchiveError) {
        let file = try File(reading: path)
        let bytes = try file.read(at: 0, count: Self.maximumLength)
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
        func value(_ line: Int, _ name: String) -> Substring? {
            guard line < lines.count, lines[line].hasPrefix(name + " ") else { return nil }
            return lines[line].dropFirst(name.count + 1)
        }
        func key(_ line: Int, _ name: String) -> Curve25519.Signing.PrivateKey? {
            guard let bytes = value(line, name).flatMap({ Hex.bytes($0.utf8) }), bytes.count == 32 else { return nil }
            return try? Curve25519.Signing.PrivateKey(rawRepresentation: bytes)
        }
        // The last line is ended, too: a cut one is not taken for a shorter one.
        guard (4...5).contains(lines.count), lines[0] == Self.title, lines.last == "",
            let index = value(1, "index").flatMap({ UInt64($0) }), index < .max, let current = key(2, "private")
        else { throw ArchiveError(action: "use", path: path, problem: "it is no signing key of this version") }
        self.init(index: index, current: current, next: key(3, "next"))
        guard lines.count == 4 || next != nil else {
            throw ArchiveError(action: "use", path: path, problem: "it is damaged")
        }
    }

    /// Takes a key file for this process alone: archives that take turns with one key would each lack seals.
    static func lock(_ path: String) throws(ArchiveError) -> Directory.Lock {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        do throws(ArchiveError) {
            return try Directory.Lock(Directory.parent(of: path), name: "." + name + ".lock", access: access)
        } catch {
            // Without a code it is the lock that another process has.
            throw ArchiveError(
                action: "sign with", path: path, problem: error.code == nil ? error.problem : error.description)
        }
    }

    /// Copies a first key to where it can change from seal to seal, unless that was done before.
    /// - Parameters:
    ///   - source: a key file that cannot be changed, such as a credential of systemd's; it may be gone afterwards.
    ///   - path: the key file to be used.
    /// - Returns: whether `source` holds a key still that has signed, and should be gone.
    /// - Throws: `ArchiveError` when there is no key in either, or none can be written.
    package static func takeOver(_ source: String, to path: String) throws(ArchiveError) -> Bool {
        guard try File.size(of: path) != nil else {
            try write(SigningKey(reading: source).text, to: path, mode: 0o600)
            return false
        }
        let present = try SigningKey(reading: path)
        guard try File.size(of: source) != nil else { return false }
        return try SigningKey(reading: source).index < present.index
    }

    private var text: [UInt8] {
        func line(_ name: String, _ key: Curve25519.Signing.PrivateKey) -> String {
            "\(name) \(Hex.text(Array(key.rawRepresentation)))\n"
        }
        let head = "\(Self.title)\nindex \(index)\n" + line("private", current)
        return Array((head + (next.map { line("next", $0) } ?? "")).utf8)
    }
}

extension SigningKey {
    /// Makes the key of the seal after the next one, unless it is there already, and writes it down.
    mutating func makeNext(_ path: String) throws(ArchiveError) {
        guard next == nil else { return }
        var changed = self
        changed.next = Curve25519.Signing.PrivateKey()
        try changed.replace(path)
        self = changed
    }

    /// The seal is on the disk: forgets its key, and has the next one take its place.
    mutating func advance(_ path: String) throws(ArchiveError) {
        guard let next else { return }
        let changed = SigningKey(index: index + 1, current: next, next: nil)
        try changed.replace(path)
        self = changed
    }

    /// Signs a seal.
    /// - Parameter machine: the machine's directory name.
    func sign(_ header: BlockHeader, machine: String) throws(ArchiveError) -> SealSignature {
        var signature = SealSignature(index: index, publicKey: publicKey, nextPublicKey: nextPublicKey ?? [])
        guard let bytes = try? current.signature(for: signature.text(machine: machine, header: header)) else {
            throw ArchiveError(action: "sign a seal of", path: machine, problem: "the key does not sign")
        }
        signature.signature = Array(bytes)
        return signature
    }

    /// Replaces the key file as a whole; then what it held is overwritten where it lay, as far as the file system
    /// writes to the same place.
    private func replace(_ path: String) throws(ArchiveError) {
        let old = try File(path: path)
        let temporary = path + ".new"
        try Self.erase(temporary)
        let file = try File(creating: temporary, access: Self.access)
        do throws(ArchiveError) {
            try file.takeOwner(of: old)
            try file.write(text, at: 0)
            try file.synchronize()
        } catch {
            try? Self.erase(temporary)
            throw error
        }
        guard unsafe rename(temporary, path) == 0 else {
            let code = errno
            try? Self.erase(temporary)
            throw ArchiveError(action: "replace", path: path, code: code)
        }
        try Directory.synchronize(Directory.parent(of: path))
        try Self.overwrite(old)
    }

    /// Removes a file that may hold a key, its bytes first.
    static func erase(_ path: String) throws(ArchiveError) {
        guard try File.size(of: path) != nil else { return }
        try overwrite(try File(path: path))
        _ = try File.remove(path)
    }

    private static func overwrite(_ file: File) throws(ArchiveError) {
        let size = min(try file.size(), maximumLength)
        try file.write([UInt8](repeating: 0, count: size), at: 0)
        try file.synchronize()
    }
}
