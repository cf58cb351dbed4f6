internal import CZlib
internal import Glibc

/// Uncompresses a gzip file from front to back, all its members as one text. A `z_stream` must not move, so it is on
/// the heap.
@safe
final class GzipStream {
    private let descriptor: FileDescriptor
    private let stream: UnsafeMutablePointer<z_stream>
    private var input = [UInt8](repeating: 0, count: 64 * 1024)
    private var inputStart = 0
    private var inputEnd = 0
    private var inputOffset = 0
    private var members = 0
    private var isInMember = false
    private var isAtEnd = false
    /// Why the text ends before its time; nil while it goes on and when it is whole.
    private(set) var problem: String?

    init(_ descriptor: FileDescriptor) throws(JournalError) {
        self.descriptor = descriptor
        unsafe stream = .allocate(capacity: 1)
        unsafe stream.initialize(to: z_stream())
        guard unsafe charon_inflate_init_gzip(stream) == Z_OK else {
            unsafe stream.deallocate()
            throw JournalError(reading: descriptor.path, code: ENOMEM)
        }
    }

    deinit {
        unsafe inflateEnd(stream)
        unsafe stream.deallocate()
    }

    /// Goes back to the beginning.
    func rewind() {
        unsafe inflateReset(stream)
        inputStart = 0
        inputEnd = 0
        inputOffset = 0
        members = 0
        isInMember = false
        isAtEnd = false
        problem = nil
    }

    /// Reads into an array from an index to its end, less when that is not full at once.
    /// - Returns: 0 at the end, also where the rest cannot be read: `problem` says why then.
    func read(into bytes: inout [UInt8], from index: Int) throws(JournalError) -> Int {
        while !isAtEnd, index < bytes.count {
            if inputStart == inputEnd {
                inputStart = 0
                inputEnd = try descriptor.read(into: &input, from: 0, at: inputOffset) ?? 0
                inputOffset += inputEnd
                guard inputEnd > 0 else {
                    if isInMember || members == 0 { end("it is truncated") } else { end(nil) }
                    break
                }
            }
            // Zeros may fill up the last block of a tape.
            if !isInMember, members > 0, input[inputStart] == 0 {
                end(nil)
                break
            }
            isInMember = true
            let count = inflate(into: &bytes, from: index)
            if count > 0 { return count }
        }
        return 0
    }

    private func inflate(into bytes: inout [UInt8], from index: Int) -> Int {
        let room = min(bytes.count - index, Int(Int32.max))
        let code = unsafe input.withUnsafeMutableBufferPointer { input in
            unsafe bytes.withUnsafeMutableBufferPointer { output in
                unsafe stream.pointee.next_in = input.baseAddress.map { unsafe $0 + inputStart }
                unsafe stream.pointee.avail_in = UInt32(inputEnd - inputStart)
                unsafe stream.pointee.next_out = output.baseAddress.map { unsafe $0 + index }
                unsafe stream.pointee.avail_out = UInt32(room)
                return unsafe CZlib.inflate(stream, Z_NO_FLUSH)
            }
        }
        inputStart = inputEnd - Int(unsafe stream.pointee.avail_in)
        switch code {
        case Z_OK, Z_BUF_ERROR: break
        case Z_STREAM_END:
            members += 1
            isInMember = false
            unsafe inflateReset(stream)
        default:
            let isHeader = unsafe stream.pointee.total_out == 0 && stream.pointee.total_in < 3
            if !isHeader {
                end("it is damaged")
            } else {
                end(members == 0 ? "it is not in gzip format" : "something else follows what is compressed")
            }
        }
        return room - Int(unsafe stream.pointee.avail_out)
    }

    private func end(_ problem: String?) {
        isAtEnd = true
        self.problem = problem
    }
}
