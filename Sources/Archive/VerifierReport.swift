extension Verifier {
    /// Something that is wrong with an archive, or that who reads it should know.
    package struct Finding: Sendable, Equatable {
        package enum Kind: String, Sendable {
            /// The archive is not as it was written, or cannot be shown to be.
            case damage
            /// What is so by itself: the segment that is still being written, and what a crash leaves at its end.
            case note
        }

        package var kind = Kind.damage
        /// For programs; stays the same from version to version.
        package var code: Code
        /// The machine's directory name; empty when it is none's.
        package var machine = ""
        package var path = ""
        /// Byte in the file.
        package var offset: Int?
        /// Number of the block in the file, from 1.
        package var block: Int?
        package var seq: UInt64?
        /// For a person: a sentence without its full stop.
        package var text: String
    }

    /// What kinds of findings there are.
    package enum Code: String, Sendable, CaseIterable {
        // One block, by itself.
        case unreadable
        case foreignBytes = "foreign_bytes"
        case damagedHeader = "damaged_header"
        case damagedBlock = "damaged_block"
        case wrongSeq = "wrong_seq"
        case wrongSeal = "wrong_seal"
        case truncated
        // Blocks and segments, one behind the other.
        case altered
        case missingEvents = "missing_events"
        case repeatedEvents = "repeated_events"
        case dataBehindSeal = "data_behind_seal"
        case notSealed = "not_sealed"
        case misnamed
        case beginningMissing = "beginning_missing"
        // Signatures and anchors.
        case wrongSignature = "wrong_signature"
        case wrongKey = "wrong_key"
        case noSignature = "no_signature"
        case sealMissing = "seal_missing"
        case sealRepeated = "seal_repeated"
        case tailMissing = "tail_missing"
        case anchorContradicted = "anchor_contradicted"
        case machineMissing = "machine_missing"
        // The whole.
        case nothingFound = "nothing_found"
        case tooMuchDamage = "too_much_damage"
        // Notes.
        case open
        case tornTail = "torn_tail"
        case unsealedDeletion = "unsealed_deletion"
    }

    /// An event that tells of entries which were never archived.
    package struct Gap: Sendable, Equatable {
        package var path: String
        package var seq: UInt64
        /// How many, where that is known.
        package var entries: UInt64?
    }

    /// An event that tells of segments which were deleted on purpose.
    package struct Tombstone: Sendable, Equatable {
        package var path: String
        package var seq: UInt64
        package var firstSeq: UInt64
        package var lastSeq: UInt64
        /// SHA-256 of the last gzip member that went.
        package var lastHash: [UInt8]
        package var segments: UInt64
        package var events: UInt64
    }

    /// What was found of one machine.
    package struct Machine: Sendable, Equatable {
        /// The directory name.
        package var name: String
        package var segments = 0
        package var sealed = 0
        /// Seals with a signature that is right, whoever's the key is.
        package var signed = 0
        package var blocks = 0
        package var events: UInt64 = 0
        /// Bytes of the files.
        package var bytes = 0
        package var firstSeq: UInt64?
        package var lastSeq: UInt64?
        /// Microseconds since 1970 UTC: the earliest and the latest event's time, as the blocks say.
        package var firstTime: UInt64?
        package var lastTime: UInt64?
        package var gaps: [Gap] = []
        package var tombstones: [Tombstone] = []
        /// The last seal, to be noted as an anchor.
        package var lastSeal: Anchor?
    }

    /// How far the signatures reach.
    package enum Trust: String, Sendable {
        /// There are none.
        case unsigned
        /// They fit each other, but no key was given: anybody could have made all of them.
        case unproven
        /// They go back to the key that was given.
        case proven
    }

    package struct Report: Sendable {
        /// By name.
        package var machines: [Machine] = []
        /// By machine, segment and place.
        package var findings: [Finding] = []
        package var trust = Trust.unsigned

        /// Whether nothing is damaged.
        package var isIntact: Bool { !findings.contains { $0.kind == .damage } }
    }
}
