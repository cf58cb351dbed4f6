internal import CSystemd
internal import Glibc

/// An eventfd that ends a `poll` from another thread.
@safe
package final class WakeUp: Sendable {
    /// Becomes readable when it was signalled.
    package let descriptor: Int32

    package init() throws(JournalError) {
        descriptor = charon_eventfd()
        guard descriptor >= 0 else { throw JournalError(action: "make an event descriptor", code: errno) }
    }

    deinit { close(descriptor) }

    /// Ends the wait, from any thread.
    package func signal() {
        // It fails only when it is signalled already.
        var one: UInt64 = 1
        _ = unsafe write(descriptor, &one, 8)
    }

    /// Lets the next wait be one.
    package func clear() {
        var count: UInt64 = 0
        _ = unsafe read(descriptor, &count, 8)
    }
}
