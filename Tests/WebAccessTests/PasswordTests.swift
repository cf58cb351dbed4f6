import Testing

@testable import WebAccess

/// The hash and the password of published vectors for bcrypt.
private let vectors: [(hash: String, password: String)] = [
    ("$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW", "U*U"),
    ("$2a$05$CCCCCCCCCCCCCCCCCCCCC.VGOzA784oUp/Z0DY336zx7pLYAy0lwK", "U*U*"),
    ("$2a$05$XXXXXXXXXXXXXXXXXXXXXOAcXxm9kjPGEMsLznoKqmqw7tc8WCx4a", "U*U*U"),
    ("$2a$05$CCCCCCCCCCCCCCCCCCCCC.7uG0VCzI2bS7j6ymqJi9CdcdxiRTWNy", ""),
    ("$2y$05$/OK.fbVrR/bpIqNJ5ianF.CE5elHaaO4EbggVDjb8P19RukzXSM3e", "\u{FF}\u{FF}\u{A3}"),
]

private func hash(_ text: String) throws -> PasswordHash { try PasswordHash(text) }

private func matches(_ password: [UInt8], _ hash: PasswordHash) -> Bool {
    let bcrypt = Bcrypt()
    // Twice, since the memory is used again.
    let answers = [bcrypt.matches(password, hash), bcrypt.matches(password, hash)]
    #expect(answers[0] == answers[1])
    return answers[0]
}

private func costly(_ cost: String, _ version: String = "2y") -> String {
    "$\(version)$\(cost)$" + String(repeating: "C", count: 53)
}

@Suite struct PasswordHashTests {
    @Test(arguments: vectors.prefix(4).map(\.hash)) func matchesPublishedVectors(_ text: String) throws {
        let password = try #require(vectors.first { $0.hash == text }).password
        for version in ["2a", "2b", "2y"] {
            let hash = try hash("$\(version)" + text.dropFirst(3))
            #expect(matches(Array(password.utf8), hash))
            #expect(!matches(Array((password + "x").utf8), hash))
        }
    }

    @Test func matchesBytesThatAreNoText() throws {
        let hash = try hash(vectors[4].hash)
        #expect(matches([0xFF, 0xFF, 0xA3], hash))
        #expect(!matches([0xFF, 0xA3], hash))
    }

    @Test func readsSeventyTwoBytesOfAPassword() throws {
        let long = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
        let hash = try hash("$2a$05$abcdefghijklmnopqrstuu5s2v8.iXieOjg/.AySBTTZIIVFJeBui")
        #expect(matches(Array((long + "chars after 72 are ignored").utf8), hash))
        #expect(matches(Array(long.utf8) + Array(repeating: 0x61, count: 5000), hash))
        #expect(!matches(Array(long.utf8.dropLast()), hash))
    }

    /// Some tools fill the last letter of a salt with bits that mean nothing.
    @Test func readsASaltWithIdleBits() throws {
        let hash = try hash("$2y$05$CCCCCCCCCCCCCCCCCCCCC/E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW")
        #expect(matches(Array("U*U".utf8), hash))
        #expect(!matches(Array("U*V".utf8), hash))
    }

    @Test func takesNoZeroForAnEnd() throws {
        let hash = try hash(vectors[0].hash)
        let empty = try PasswordHash(vectors[3].hash)
        #expect(!matches(Array("U*U".utf8) + [0, 0x41], hash))
        #expect(!matches([0], empty))
    }

    @Test(arguments: [
        ("", PasswordHashError.notBcrypt), ("hunter2", .notBcrypt), ("$1$salt$digest", .notBcrypt),
        ("$6$salt$digest", .notBcrypt), ("$2x$05$" + String(repeating: "C", count: 53), .version),
        ("$2$05$abc", .version), ("$2y$10$short", .length(12)), (costly("10") + "C", .length(61)),
        (costly("03"), .cost(3)), (costly("19"), .cost(19)), (costly("31"), .cost(31)), (costly("99"), .cost(99)),
        (costly("1x"), .notBcrypt), ("$2y$10$" + String(repeating: "!", count: 53), .characters),
    ])
    func refuses(_ text: String, _ expected: PasswordHashError) {
        #expect(throws: expected) { try PasswordHash(text) }
        if !text.isEmpty { #expect(!expected.description.contains(text)) }
    }

    @Test func printsNoSecret() throws {
        let hash = try hash(vectors[0].hash)
        let secret = Secret("hunter2")
        for text in ["\(hash)", String(reflecting: hash), "\(secret)", String(reflecting: secret), "\([secret])"] {
            #expect(!text.contains("CCCC") && !text.contains("hunter2"))
        }
        var dumped = ""
        dump([hash], to: &dumped)
        dump([secret], to: &dumped)
        #expect(!dumped.contains("CCCC") && !dumped.contains("hunter2"))
    }

    @Test(arguments: [-1, 4, 9, 10, 40]) func makesDecoysThatCanBeChecked(_ cost: Int) throws {
        let decoy = PasswordHash(decoyOfCost: cost)
        #expect(try PasswordHash(decoy.text) == decoy)
        if decoy.cost < 11 { #expect(!matches([], decoy)) }
    }
}

@Suite struct PasswordCheckerTests {
    private let user = "alice"
    private let right = Array("U*U".utf8)
    private func users() throws -> [String: PasswordHash] { [user: try hash(vectors[0].hash)] }

    @Test func acceptsAndRefuses() async throws {
        let checker = try PasswordChecker(users: try users())
        #expect(await checker.check(user: user, password: right) == .accepted)
        #expect(await checker.check(user: user, password: right) == .accepted)
        #expect(await checker.check(user: user, password: []) == .refused)
        #expect(await checker.check(user: "bob", password: right) == .refused)
        #expect(await checker.check(user: "", password: []) == .refused)
        #expect(checker.remembered == 1)
    }

    @Test func forgetsASuccessWhenTheHashChanges() async throws {
        let checker = try PasswordChecker(users: try users())
        #expect(await checker.check(user: user, password: right) == .accepted)
        checker.replace(users: [user: try hash(vectors[1].hash)])
        #expect(await checker.check(user: user, password: right) == .refused)
        checker.replace(users: [:])
        #expect(await checker.check(user: user, password: right) == .refused)
    }

    @Test func answersManyAtOnce() async throws {
        let checker = try PasswordChecker(users: try users(), waitingLimit: 1000)
        await withTaskGroup(of: Bool.self) { group in
            for index in 0..<200 {
                group.addTask { [user, right] in
                    let isRight = index % 4 == 0
                    let password = isRight ? right : Array("wrong\(index)".utf8)
                    return await checker.check(user: user, password: password) == (isRight ? .accepted : .refused)
                }
            }
            for await isExpected in group { #expect(isExpected) }
        }
        #expect(checker.remembered == 1)
    }

    @Test func saysWhenTooManyWait() async throws {
        let checker = try PasswordChecker(users: [user: try hash(costly("08"))], waitingLimit: 1)
        let verdicts = await withTaskGroup(of: PasswordChecker.Verdict.self) { group in
            for _ in 0..<20 { group.addTask { [user] in await checker.check(user: user, password: [0x61]) } }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(verdicts.contains(.busy) && verdicts.contains(.refused) && !verdicts.contains(.accepted))
    }

    @Test func leavesNobodyWaitingWhenItStops() async throws {
        let checker = try PasswordChecker(users: try users(), waitingLimit: 1000)
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<50 { group.addTask { [user] in _ = await checker.check(user: user, password: [0x61]) } }
            checker.stop()
        }
        #expect(await checker.check(user: user, password: [0x61]) == .busy)
    }

    /// What takes the same work takes the same time.
    @Test(arguments: [["05"], ["09"], ["05", "09"]])
    func checksAStrangerAgainstAHashOfAUsersCost(_ costs: [String]) throws {
        let users = try Dictionary(uniqueKeysWithValues: costs.map { ("user\($0)", try hash(costly($0))) })
        let desk = Desk(users: users, cacheLimit: 10, waitingLimit: 10)
        var seen: Set<Int> = []
        for number in 0..<100 {
            guard case .unknown(let decoy, nil) = desk.look(user: "stranger\(number)", password: [0x61]) else {
                Issue.record("a stranger is not checked")
                return
            }
            seen.insert(decoy.cost)
            guard case .unknown(let again, nil) = desk.look(user: "stranger\(number)", password: [0x62]) else { return }
            #expect(again.cost == decoy.cost, "a name has always the same")
        }
        #expect(seen == Set(users.values.map(\.cost)), "each user's cost, and no other")
    }

    @Test func boundsWhatItRemembers() throws {
        let hash = try hash(vectors[0].hash)
        var cache = SuccessCache(limit: 3)
        let digests = (0..<5).map { cache.digest(user: "u\($0)", password: [], hash: hash) }
        for digest in digests + [digests[4]] { cache.insert(digest) }
        #expect(cache.count == 3)
        #expect(digests.map(cache.contains) == [false, false, true, true, true])
        var none = SuccessCache(limit: 0)
        none.insert(digests[0])
        #expect(none.count == 0)
    }

    @Test func tellsApartWhatReadsAlike() throws {
        let hash = try hash(vectors[0].hash)
        let cache = SuccessCache(limit: 3)
        let other = SuccessCache(limit: 3)
        let digest = cache.digest(user: "ab", password: [0x63], hash: hash)
        #expect(digest != cache.digest(user: "a", password: [0x62, 0x63], hash: hash))
        #expect(digest != other.digest(user: "ab", password: [0x63], hash: hash))
        #expect(digest == cache.digest(user: "ab", password: [0x63], hash: hash))
    }
}
