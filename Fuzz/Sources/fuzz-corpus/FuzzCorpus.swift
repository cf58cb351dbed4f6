internal import Foundation
internal import Harness
internal import Threads

/// Writes the inputs that the fuzzer begins with, or runs each file of a directory through the harness, on four threads
/// at once: under the address and the thread sanitizer, which the fuzzer itself is too slow with.
@main
struct FuzzCorpus {
    static func main() throws {
        let arguments = CommandLine.arguments
        switch (arguments.count, arguments.dropFirst().first) {
        case (3, "seed"): try seed(arguments[2])
        case (3, "replay"): try replay(arguments[2])
        default:
            print("usage: fuzz-corpus seed|replay DIRECTORY")
            exit(2)
        }
    }

    private static func seed(_ directory: String) throws {
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        let seeds = Seeds.make()
        for (number, seed) in seeds.enumerated() {
            try Data(seed).write(to: URL(fileURLWithPath: "\(directory)/seed-\(number)"))
        }
        print("\(seeds.count) seeds")
    }

    private static func replay(_ directory: String) throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: directory).sorted()
        let threads = try (0..<4).map { number in
            try WorkerThread(name: "replay \(number)") {
                guard let harness = try? Harness() else { fatalError("the catalogue has a fault") }
                for file in files {
                    guard let bytes = FileManager.default.contents(atPath: directory + "/" + file) else { continue }
                    harness.run(Array(bytes).span)
                }
            }
        }
        for thread in threads { thread.join() }
        print("\(files.count) inputs on 4 threads: nothing found")
    }
}
