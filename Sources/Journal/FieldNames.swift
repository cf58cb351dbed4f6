internal import Glibc

/// Tells the fields that are kept from the others, which are most, at the cost of one comparison.
enum FieldNames {
    /// The field and the length of its name with the equals sign, or nil when it is not kept.
    static func classify(_ bytes: UnsafeRawBufferPointer) -> (EntryField, Int)? {
        guard bytes.count >= 8, let base = bytes.baseAddress else {
            return unsafe classifyShort(bytes)
        }
        // The first eight bytes tell the names apart; of short names the value's first bytes are masked out.
        let start = unsafe UInt64(littleEndian: base.loadUnaligned(as: UInt64.self))
        let field: EntryField
        switch start {
        case key("MESSAGE="): return (.message, 8)
        case key("MESSAGE_"): field = .messageID
        case key("IKE_SA_N"): field = .ikeSAName
        case key("IKE_SA_U"): field = .ikeSAUniqueID
        case key("SYSLOG_I"): field = .identifier
        case key("SYSLOG_F"): field = .facility
        case key("N_DROPPE"): field = .dropped
        case key("_SYSTEMD"): field = .unit
        case key("_TRANSPO"): field = .transport
        case key("_BOOT_ID"): field = .bootID
        case key("_MACHINE"): field = .machineID
        case key("_HOSTNAM"): field = .hostname
        case key("_SOURCE_"): field = .sourceTimestamp
        default: return unsafe classifyShort(bytes)
        }
        let name = field.name
        let length = name.utf8CodeUnitCount
        guard bytes.count > length, unsafe bytes[length] == UInt8(ascii: "="),
            unsafe memcmp(base, name.utf8Start, length) == 0
        else { return nil }
        return (field, length + 1)
    }

    /// Names of less than eight bytes, which may have a value too short to fill them up.
    private static func classifyShort(_ bytes: UnsafeRawBufferPointer) -> (EntryField, Int)? {
        var start: UInt64 = 0
        for index in 0..<min(8, bytes.count) { unsafe start |= UInt64(bytes[index]) << UInt64(8 * index) }
        // Where the equals sign stands decides which names there are.
        if start >> 32 & 0xFF == 0x3D {
            switch start & 0xFF_FFFF_FFFF {
            case key("_PID="): return (.pid, 5)
            case key("_UID="): return (.uid, 5)
            case key("_EXE="): return (.exe, 5)
            case key("UNIT="): return (.aboutUnit, 5)
            default: return nil
            }
        }
        if start >> 40 & 0xFF == 0x3D {
            switch start & 0xFFFF_FFFF_FFFF {
            case key("GROUP="): return (.group, 6)
            case key("LEVEL="): return (.level, 6)
            case key("_COMM="): return (.comm, 6)
            default: return nil
            }
        }
        if start & 0xFF_FFFF_FFFF_FFFF == key("THREAD=") { return (.thread, 7) }
        return nil
    }

    /// Up to eight bytes of a name as one number.
    @inline(__always)
    private static func key(_ name: StaticString) -> UInt64 {
        var key: UInt64 = 0
        for index in 0..<min(8, name.utf8CodeUnitCount) {
            key |= UInt64(unsafe name.utf8Start[index]) << UInt64(8 * index)
        }
        return key
    }
}
