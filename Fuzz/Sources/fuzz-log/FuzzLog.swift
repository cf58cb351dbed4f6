internal import CFuzzer
internal import Harness

/// One for the process: making it compiles the whole catalogue.
nonisolated(unsafe) private var harness: Harness?

/// libFuzzer with everything between a log's bytes and the state.
@main
struct FuzzLog {
    static func main() throws {
        unsafe harness = try Harness()
        var count = CommandLine.argc
        var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = unsafe CommandLine.unsafeArgv
        _ = unsafe LLVMFuzzerRunDriver(&count, &arguments) { start, count in
            guard let start = unsafe start else { return 0 }
            let input = unsafe UnsafeBufferPointer(start: start, count: count)
            unsafe harness?.run(input.span)
            return 0
        }
    }
}
