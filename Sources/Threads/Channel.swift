internal import Glibc

/// A bounded queue between two threads: a full one blocks the sender, an empty one the receiver.
///
/// It is what keeps memory constant however fast a source is: the reader waits for its consumer.
@safe
package final class Channel<Element: Sendable>: @unchecked Sendable {
    // Everything below `mutex` is touched only with the mutex held.
    private let mutex: UnsafeMutablePointer<pthread_mutex_t>
    private let notEmpty: UnsafeMutablePointer<pthread_cond_t>
    private let notFull: UnsafeMutablePointer<pthread_cond_t>
    private var elements: [Element] = []
    private let capacity: Int
    private var isClosed = false
    private var isWoken = false

    /// - Parameter capacity: how many elements may wait; at least 1.
    package init(capacity: Int) {
        self.capacity = max(1, capacity)
        unsafe mutex = .allocate(capacity: 1)
        unsafe notEmpty = .allocate(capacity: 1)
        unsafe notFull = .allocate(capacity: 1)
        unsafe pthread_mutex_init(mutex, nil)
        // The wall clock may be set back while somebody waits.
        var attributes = pthread_condattr_t()
        unsafe pthread_condattr_init(&attributes)
        unsafe pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
        unsafe pthread_cond_init(notEmpty, &attributes)
        unsafe pthread_cond_init(notFull, &attributes)
        unsafe pthread_condattr_destroy(&attributes)
    }

    deinit {
        unsafe pthread_cond_destroy(notFull)
        unsafe pthread_cond_destroy(notEmpty)
        unsafe pthread_mutex_destroy(mutex)
        unsafe notFull.deallocate()
        unsafe notEmpty.deallocate()
        unsafe mutex.deallocate()
    }

    /// Adds an element, and waits while the channel is full.
    /// - Returns: false when the channel was closed and the element was not taken.
    @discardableResult
    package func send(_ element: Element) -> Bool {
        unsafe pthread_mutex_lock(mutex)
        defer { unsafe pthread_mutex_unlock(mutex) }
        while elements.count >= capacity, !isClosed { unsafe pthread_cond_wait(notFull, mutex) }
        guard !isClosed else { return false }
        elements.append(element)
        unsafe pthread_cond_signal(notEmpty)
        return true
    }

    /// Adds an element, and waits for a place no longer than it is told.
    /// - Returns: false when there was none in time, or the channel was closed.
    package func offer(_ element: Element, milliseconds: Int) -> Bool {
        unsafe pthread_mutex_lock(mutex)
        defer { unsafe pthread_mutex_unlock(mutex) }
        var deadline = Self.deadline(in: milliseconds)
        while elements.count >= capacity, !isClosed {
            guard unsafe pthread_cond_timedwait(notFull, mutex, &deadline) != ETIMEDOUT else { break }
        }
        guard elements.count < capacity, !isClosed else { return false }
        elements.append(element)
        unsafe pthread_cond_signal(notEmpty)
        return true
    }

    private static func deadline(in milliseconds: Int) -> timespec {
        var deadline = timespec()
        unsafe clock_gettime(CLOCK_MONOTONIC, &deadline)
        let nanoseconds = deadline.tv_nsec + (milliseconds % 1000) * 1_000_000
        deadline.tv_sec += milliseconds / 1000 + nanoseconds / 1_000_000_000
        deadline.tv_nsec = nanoseconds % 1_000_000_000
        return deadline
    }

    /// Ends a wait of the receiver, or its next one, though nothing has come.
    package func wake() {
        unsafe pthread_mutex_lock(mutex)
        defer { unsafe pthread_mutex_unlock(mutex) }
        isWoken = true
        unsafe pthread_cond_signal(notEmpty)
    }

    /// What `receive` brought.
    package enum Received {
        case element(Element)
        /// Nothing came within the time given, or `wake` was called.
        case timedOut
        /// Closed, and nothing is left in it.
        case closed
    }

    /// Takes the oldest element, and waits while there is none.
    /// - Parameter milliseconds: how long to wait at most; nil waits for ever.
    package func receive(milliseconds: Int? = nil) -> Received {
        unsafe pthread_mutex_lock(mutex)
        defer { unsafe pthread_mutex_unlock(mutex) }
        var deadline = Self.deadline(in: milliseconds ?? 0)
        defer { isWoken = false }
        while elements.isEmpty, !isClosed {
            if isWoken { return .timedOut }
            if milliseconds == nil {
                unsafe pthread_cond_wait(notEmpty, mutex)
            } else if unsafe pthread_cond_timedwait(notEmpty, mutex, &deadline) == ETIMEDOUT, elements.isEmpty {
                return isClosed ? .closed : .timedOut
            }
        }
        guard !elements.isEmpty else { return .closed }
        let element = elements.removeFirst()
        unsafe pthread_cond_signal(notFull)
        return .element(element)
    }

    /// Takes the oldest element if there is one.
    package func poll() -> Element? {
        unsafe pthread_mutex_lock(mutex)
        defer { unsafe pthread_mutex_unlock(mutex) }
        guard !elements.isEmpty else { return nil }
        let element = elements.removeFirst()
        unsafe pthread_cond_signal(notFull)
        return element
    }

    /// Whether `close` was called.
    package var hasClosed: Bool {
        unsafe pthread_mutex_lock(mutex)
        defer { unsafe pthread_mutex_unlock(mutex) }
        return isClosed
    }

    /// How many elements wait.
    package var count: Int {
        unsafe pthread_mutex_lock(mutex)
        defer { unsafe pthread_mutex_unlock(mutex) }
        return elements.count
    }

    /// Lets no more in; what is inside can still be received.
    package func close() {
        unsafe pthread_mutex_lock(mutex)
        isClosed = true
        unsafe pthread_cond_broadcast(notEmpty)
        unsafe pthread_cond_broadcast(notFull)
        unsafe pthread_mutex_unlock(mutex)
    }
}
