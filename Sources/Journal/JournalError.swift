internal import Glibc

/// Why a journal could not be opened or read, and what to do about it.
package struct JournalError: Error, CustomStringConvertible {
    /// What was being done, as a phrase: "open the journal directory /var/log/journal".
    package var action: String
    /// `errno`.
    package var code: Int32
    /// What helps, when that is known.
    package var advice: String?

    package init(action: String, code: Int32, advice: String? = nil) {
        self.action = action
        self.code = code
        self.advice = advice
    }

    package var description: String {
        var text = "cannot \(action): \(Self.text(of: code))"
        if let advice { text += "; \(advice)" }
        return text
    }

    /// The system's text for an error number, with the journal's own meanings where they say more.
    package static func text(of code: Int32) -> String {
        switch code {
        case EBADMSG: "the file is damaged"
        case ENODATA: "the file is truncated"
        case EPROTONOSUPPORT: "the file uses a feature that this libsystemd does not know"
        default: unsafe String(cString: strerror(code))
        }
    }
}
