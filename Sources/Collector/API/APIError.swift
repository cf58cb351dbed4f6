internal import Web

/// A request that is not answered as asked, and why.
struct APIError: Error, Equatable {
    /// An HTTP status.
    var status: Int
    /// The parameter, or the header, that is wrong.
    var parameter: String?
    /// What is wrong, in words for a person.
    var problem: String
    /// Seconds after which it may be asked again; nil: that would not help.
    var retryAfter: Int?

    /// A parameter that is unknown or has no meaning.
    static func wrong(_ parameter: String, _ problem: String) -> APIError {
        APIError(status: 400, parameter: parameter, problem: problem)
    }

    /// Too much is asked for at a time.
    static func busy(_ problem: String, retryAfter seconds: Int) -> APIError {
        APIError(status: 503, problem: problem, retryAfter: seconds)
    }

    var answer: WebAnswer {
        let document = JSONDocument { document in
            document.object("error") { error in
                error.text("parameter", parameter)
                error.text("problem", problem)
            }
        }
        var answer = WebAnswer(status: status, document)
        if let retryAfter { answer.headers["Retry-After"] = String(retryAfter) }
        return answer
    }
}

extension WebAnswer {
    /// An answer in JSON.
    init(status: Int = 200, _ document: JSONDocument) {
        self.init(
            status: status, contentType: "application/json", headers: ["Cache-Control": "no-store"],
            body: .bytes(document.bytes + [0x0A]))
    }
}
