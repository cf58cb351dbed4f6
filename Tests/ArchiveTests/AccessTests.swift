import Archive
import Foundation
import Glibc
import Support
import Testing

/// For files, the calling thread becomes another user; the C library's headers give it to C only.
@_silgen_name("setfsuid") private func setfsuid(_ user: UInt32) -> Int32

/// The umask is the whole process's.
@Suite(.serialized) struct AccessTests {
    private func status(_ path: String) throws -> stat {
        var status = stat()
        try #require(lstat(path, &status) == 0, "\(path)")
        return status
    }

    /// What an archive consists of, by whether it is a directory.
    private func contents(_ directory: String) throws -> (files: [String], directories: [String]) {
        var files: [String] = []
        var directories = [directory]
        for name in try FileManager.default.subpathsOfDirectory(atPath: directory) {
            let path = directory + "/" + name
            if try status(path).st_mode & S_IFMT == S_IFDIR { directories.append(path) } else { files.append(path) }
        }
        return (files, directories)
    }

    @Test(arguments: [0o000, 0o027, 0o077] as [mode_t], [(0o640, 0o750), (0o600, 0o700), (0o664, 0o2775)])
    func modesAreThoseConfiguredWhateverTheUmaskIs(_ mask: mode_t, _ modes: (file: UInt32, directory: UInt32)) throws {
        try withTemporaryDirectory { directory in
            let before = umask(mask)
            defer { umask(before) }
            let outer = directory + "/outer"
            let archive = try ArchiveFixture(outer + "/archive") { options in
                options.fileMode = modes.file
                options.directoryMode = modes.directory
                options.reserveBytes = 4096
            }
            archive.write(days: 0..<2)
            let (files, directories) = try contents(outer)
            #expect(files.count == 4, "lock, reserve, two segments: \(files)")
            #expect(directories.count == 6)
            for path in files { #expect(try status(path).st_mode & 0o7777 == modes.file, "\(path)") }
            for path in directories { #expect(try status(path).st_mode & 0o7777 == modes.directory, "\(path)") }
        }
    }

    @Test(
        .enabled(if: geteuid() == 0, "only root gives files away"),
        arguments: [(65_534, 65_533), (65_534, nil), (nil, 65_533)] as [(UInt32?, UInt32?)])
    func whatIsMadeBelongsToTheConfiguredOwner(_ owner: UInt32?, _ group: UInt32?) throws {
        try withTemporaryDirectory { directory in
            let archive = try ArchiveFixture(directory + "/archive") { options in
                options.owner = owner
                options.group = group
                options.reserveBytes = 4096
            }
            archive.write(days: 0..<2)
            let (files, directories) = try contents(directory + "/archive")
            #expect(files.count == 4 && directories.count == 5)
            for path in files + directories {
                let status = try status(path)
                #expect(status.st_uid == owner ?? geteuid(), "\(path)")
                #expect(status.st_gid == group ?? getegid(), "\(path)")
                #expect(status.st_mode & 0o777 == (directories.contains(path) ? 0o750 : 0o640), "\(path)")
            }
            #expect(try status(directory).st_uid == geteuid(), "what was there stays as it was")
        }
    }

    @Test func whatIsThereKeepsItsMode() throws {
        try withTemporaryDirectory { directory in
            do {
                let archive = try ArchiveFixture(directory)
                archive.write(days: 0..<1)
            }
            let archive = try ArchiveFixture(directory) { $0.fileMode = 0o600 }
            archive.write(days: 0..<2)
            let modes = try archive.segments().map { try status($0).st_mode & 0o777 }
            #expect(modes == [0o640, 0o600])
        }
    }

    /// A thread of its own may give up root's rights without the rest of the process.
    @Test(.enabled(if: geteuid() == 0, "only root can become somebody else"))
    func anOwnerThatMayNotBeSetIsAnErrorWithThePath() throws {
        try withTemporaryDirectory { directory in
            chmod(directory, 0o777)
            let outcome = Outcome()
            let thread = Thread {
                _ = setfsuid(65_534)
                defer { _ = setfsuid(0) }
                var options = ArchiveWriter.Options(directory: directory + "/archive")
                options.owner = 1
                do {
                    _ = try ArchiveWriter(options) { _ in }
                    outcome.set("no error")
                } catch {
                    outcome.set("\(error)")
                }
            }
            thread.start()
            while outcome.text == nil { usleep(1000) }
            let expected = "cannot set the owner of the directory \(directory)/archive: Operation not permitted"
            #expect(outcome.text == expected)
            #expect(!FileManager.default.fileExists(atPath: directory + "/archive"), "the next try makes it anew")
        }
    }

    private final class Outcome: @unchecked Sendable {
        private let lock = NSLock()
        private var value: String?
        func set(_ text: String) { lock.withLock { value = text } }
        var text: String? { lock.withLock { value } }
    }
}
