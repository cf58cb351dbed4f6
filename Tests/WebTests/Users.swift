/// Users of tests, with hashes as `htpasswd -B` makes them, of the lowest cost.
struct Users {
    var name: String
    var password: String
    var hash: String
    var login: String { name + ":" + password }

    static let alice = Users(
        name: "alice", password: "correct horse",
        hash: "$2b$04$abcdefghijklmnopqrstuujydOTSfIH/d5oUHpsygqV5X9xJLQc6e")
    static let colon = Users(
        name: "bob", password: "a:b:c", hash: "$2b$04$abcdefghijklmnopqrstuuvWTYyu1fxJ6/TJiND1lHR48TJYvV44K")
    static let umlaut = Users(
        name: "zoë", password: "pässwörd ☃", hash: "$2y$04$abcdefghijklmnopqrstuu4SmA3hVMbWKmJVGcHRDZ6Y7bUU/SMZe")
    static let long = Users(
        name: "long", password: String(repeating: "x", count: 72),
        hash: "$2a$04$abcdefghijklmnopqrstuubzadhGtS2zEF.gu0yd0opP6cVzb.e0i")
    static let all = [alice, colon, umlaut, long]

    /// The part of a web configuration file.
    static func configuration(_ users: [Users] = all) -> String {
        "basic_auth_users:\n" + users.map { "  \($0.name): \($0.hash)\n" }.joined()
    }
}
