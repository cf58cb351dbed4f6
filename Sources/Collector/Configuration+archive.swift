internal import Archive

/// What the settings say of the archive.
extension Configuration {
    mutating func readArchive(_ reader: inout ConfigurationReader) {
        if let seconds = reader.number("archive.flush-interval", 0.01...60) { flushInterval = seconds }
        var options = ArchiveWriter.Options(directory: reader.text("archive.directory") ?? "")
        if let text = reader.choice("archive.fsync", ArchiveWriter.Durability.allCases.map(\.rawValue)),
            let durability = ArchiveWriter.Durability(rawValue: text)
        {
            options.durability = durability
        }
        if let level = reader.number("archive.compression-level", 1...9) { options.compressionLevel = Int(level) }
        if let bytes = reader.number("archive.segment-bytes", 65_536...4e9) { options.segmentBytes = Int(bytes) }
        if let seconds = reader.number("archive.segment-seconds", 1...3_153_600_000) {
            options.segmentSeconds = Int(seconds)
        }
        if let bytes = reader.number("archive.reserve-bytes", 0...1e12) { options.reserveBytes = Int(bytes) }
        readAccess(&reader, &options)
        readRetention(&reader)
        readSigningKey(&reader, &options)
        if let seconds = reader.number("archive.verify-interval", 0...3_153_600_000) { verifyInterval = seconds }
        archivesChatter = reader.flag("archive.chatter") ?? false
        if !options.directory.isEmpty { archive = options }
    }

    private mutating func readRetention(_ reader: inout ConfigurationReader) {
        if let days = reader.number("archive.retain-days", 1...1e6) { retention.days = Int(days) }
        if let bytes = reader.number("archive.retain-bytes", 1...1e18) { retention.bytes = Int(bytes) }
        guard let minimum = reader.number("archive.minimum-days", 0...1e6) else { return }
        retention.minimumDays = Int(minimum)
        mayShortenArchive = true
        if let days = retention.days, days < Int(minimum) {
            reader.refuse(
                "archive.minimum-days",
                "\(Int(minimum)) days are to be kept, and archive.retain-days deletes after \(days)")
        }
    }

    private mutating func readSigningKey(_ reader: inout ConfigurationReader, _ options: inout ArchiveWriter.Options) {
        guard let text = reader.text("archive.signing-key") else { return }
        if text.contains("/") {
            options.signingKey = text
        } else if let directory = reader.text("state.directory") {
            options.signingKey = directory + "/signing-key"
            signingCredential = text
        } else {
            reader.refuse(
                "archive.signing-key",
                "\"\(text)\" is a credential of systemd's, which cannot be changed; its key is taken over to state.directory, so set that too, or write a path, with a slash"
            )
        }
    }

    private func readAccess(_ reader: inout ConfigurationReader, _ options: inout ArchiveWriter.Options) {
        if let mode = reader.mode("archive.file-mode", needs: 0o600) { options.fileMode = mode }
        if let mode = reader.mode("archive.directory-mode", needs: 0o700) { options.directoryMode = mode }
        guard let text = reader.text("archive.owner") else { return }
        do {
            (options.owner, options.group) = try Account.ids(text)
        } catch {
            reader.refuse("archive.owner", "\(error)")
        }
    }
}
