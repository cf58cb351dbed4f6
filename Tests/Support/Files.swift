import Foundation

/// A fault of a test's own making.
package struct SupportError: Error, CustomStringConvertible {
    package var description: String
    package init(_ description: String) { self.description = description }
}

/// Runs a test with a directory of its own, which is removed afterwards.
package func withTemporaryDirectory<Result>(_ body: (String) throws -> Result) throws -> Result {
    let directory = FileManager.default.temporaryDirectory.path + "/charon-exporter-test-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: directory) }
    return try body(directory)
}

/// Runs a program to its end and returns what it printed.
/// - Throws: `SupportError` with its standard error when it fails.
@discardableResult
package func run(_ arguments: [String], input: Data? = nil, expecting status: Int32 = 0) throws -> (
    out: String, err: String
) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = arguments
    let out = FileManager.default.temporaryDirectory.path + "/out-\(UUID().uuidString)"
    let err = out + ".err"
    for path in [out, err] { try Data().write(to: URL(fileURLWithPath: path)) }
    defer { for path in [out, err] { try? FileManager.default.removeItem(atPath: path) } }
    process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: out))
    process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: err))
    if let input {
        let path = out + ".in"
        try input.write(to: URL(fileURLWithPath: path))
        process.standardInput = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
        try FileManager.default.removeItem(atPath: path)
    } else {
        process.standardInput = FileHandle.nullDevice
    }
    try process.run()
    process.waitUntilExit()
    let result = (
        out: String(decoding: try Data(contentsOf: URL(fileURLWithPath: out)), as: UTF8.self),
        err: String(decoding: try Data(contentsOf: URL(fileURLWithPath: err)), as: UTF8.self)
    )
    guard process.terminationStatus == status else {
        throw SupportError("\(arguments.joined(separator: " ")) ended with \(process.terminationStatus): \(result.err)")
    }
    return result
}

/// A gzip file's content, by gzip itself.
package func gunzip(_ path: String) throws -> String { try run(["gzip", "-dc", path]).out }
