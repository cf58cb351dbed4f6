internal import Glibc

/// A thread that runs one function to its end. For work that must stay on one thread (libsystemd's journal)
/// or that blocks (files), which Swift's cooperative pool is not for.
@safe
package final class WorkerThread: @unchecked Sendable {
    private final class Start: Sendable {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }

    // Written in `init` and by `join`, which the owner calls once.
    private var thread = pthread_t()
    private var isJoined = false

    /// Starts the thread.
    /// - Parameters:
    ///   - name: what a person calls it, for the error.
    ///   - body: what it runs.
    /// - Throws: `ThreadError` when the system has no room for another thread.
    package init(name: String, body: @escaping @Sendable () -> Void) throws(ThreadError) {
        let start = unsafe Unmanaged.passRetained(Start(body))
        let code = unsafe pthread_create(
            &thread, nil,
            { argument in
                guard let argument = unsafe argument else { return nil }
                let start = unsafe Unmanaged<Start>.fromOpaque(argument).takeRetainedValue()
                start.body()
                return nil
            }, start.toOpaque())
        guard code == 0 else {
            unsafe start.release()
            throw ThreadError(name: name, code: code)
        }
    }

    /// Starts a thread that nobody waits for: what it leaves behind goes when it ends.
    /// - Throws: `ThreadError` when the system has no room for another thread.
    package static func start(name: String, body: @escaping @Sendable () -> Void) throws(ThreadError) {
        let worker = try WorkerThread(name: name, body: body)
        worker.isJoined = true
        pthread_detach(worker.thread)
    }

    /// Waits until the thread has ended. May be called more than once, by one owner.
    package func join() {
        guard !isJoined else { return }
        isJoined = true
        pthread_join(thread, nil)
    }
}

/// The system gave no thread.
package struct ThreadError: Error, CustomStringConvertible {
    package var name: String
    /// `errno` of `pthread_create`.
    package var code: Int32

    package var description: String {
        "could not start the thread \"\(name)\" (error \(code)): the limit on processes may be reached (ulimit -u)"
    }
}
