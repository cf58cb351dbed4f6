/// Signs an archive's seals with a key file, whose key it changes with each. For one thread.
///
/// The order, which any crash may interrupt: the next key is written beside the present one; the seal is written and
/// waited for; the present key is erased. What the last seal on the disk says tells how far it came.
struct Signer {
    private let path: String
    private let archive: String
    /// The last seal that is on the disk; the inner nil: there is none.
    private var last: SealSignature??
    /// A seal may be on the disk whose key is not erased yet: the process before may have ended between the two.
    private var isPending = true
    /// There is one, and it is this process's.
    private(set) var isOwing = false

    /// - Parameters:
    ///   - path: the key file.
    ///   - archive: its directory, which this process has for itself.
    init(_ path: String, archive: String) {
        self.path = path
        self.archive = archive
    }

    /// The key for the next seal.
    /// - Throws: `ArchiveError` when the key file cannot be read or written, or is not the one that goes on behind the
    ///   archive's last seal.
    mutating func prepare() throws(ArchiveError) -> SigningKey {
        var key = try settle()
        try key.makeNext(path)
        return key
    }

    /// A seal is on the disk.
    mutating func note(_ signature: SealSignature) {
        last = .some(signature)
        isPending = true
        isOwing = true
    }

    /// Erases the key of a seal that is on the disk, if that was not done.
    mutating func complete() throws(ArchiveError) {
        if isPending { _ = try settle() }
    }

    /// Reads the key file, and erases the key of the last seal if it is in it still.
    private mutating func settle() throws(ArchiveError) -> SigningKey {
        var key = try SigningKey(reading: path)
        // What a crash left of an unfinished replacement may hold a key that is to be gone.
        try SigningKey.erase(path + ".new")
        if let last = try lastSeal() {
            if last.index == key.index, last.publicKey == key.publicKey, last.nextPublicKey == key.nextPublicKey {
                try key.advance(path)
            }
            try check(key, after: last)
        }
        isPending = false
        isOwing = false
        return key
    }

    private func check(_ key: SigningKey, after last: SealSignature) throws(ArchiveError) {
        guard key.index > last.index else {
            throw ArchiveError(
                action: "sign with", path: path,
                problem: "its key is for seal \(key.index), and the archive has seal \(last.index) already")
        }
        // Where seals were lost in between, nothing can be compared; that they are missing shows in the archive.
        guard key.index > last.index + 1 || key.publicKey == last.nextPublicKey else {
            throw ArchiveError(
                action: "sign with", path: path, problem: "the archive's last seal names another key as the next")
        }
    }

    private mutating func lastSeal() throws(ArchiveError) -> SealSignature? {
        if let last { return last }
        let found = try Self.lastSeal(in: archive)
        if let path = found?.path {
            // The process before may have ended between writing the seal and waiting for it.
            try File(reading: path).synchronize()
            try Directory.synchronizeWay(toSegment: path)
        }
        last = .some(found?.signature)
        return found?.signature
    }

    /// The signed seal with the highest number.
    /// - Returns: also the segment that it is in; nil when that was deleted.
    private static func lastSeal(in archive: String) throws(ArchiveError) -> (signature: SealSignature, path: String?)?
    {
        var best: (signature: SealSignature, path: String?)?
        for path in try KeptSeals.files(archive) {
            for case let signature? in try Segment(path: path).walk().blocks.map(\.header.signature)
            where signature.index >= best?.signature.index ?? 0 {
                best = (signature, nil)
            }
        }
        for files in try SegmentFile.list(archive).values {
            for file in files.reversed() {
                guard let seal = try Segment(path: file.path).walk().blocks.last?.header, seal.isSeal else { continue }
                if let signature = seal.signature, signature.index >= best?.signature.index ?? 0 {
                    best = (signature, file.path)
                }
                break
            }
        }
        return best
    }
}
