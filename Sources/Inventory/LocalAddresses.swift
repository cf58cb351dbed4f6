internal import Glibc

/// The addresses of this host, in text: what charon asks the kernel for to tell its own side of a connection.
@safe
enum LocalAddresses {
    static func current() -> Set<[UInt8]> {
        var first: UnsafeMutablePointer<ifaddrs>?
        guard unsafe getifaddrs(&first) == 0 else { return [] }
        defer { unsafe freeifaddrs(first) }
        var addresses: Set<[UInt8]> = []
        var next = unsafe first
        while let entry = unsafe next {
            unsafe next = entry.pointee.ifa_next
            if let address = unsafe entry.pointee.ifa_addr, let text = unsafe text(address) { addresses.insert(text) }
        }
        return addresses
    }

    private static func text(_ address: UnsafeMutablePointer<sockaddr>) -> [UInt8]? {
        let family = Int32(unsafe address.pointee.sa_family)
        guard family == AF_INET || family == AF_INET6 else { return nil }
        let size = family == AF_INET ? MemoryLayout<sockaddr_in>.size : MemoryLayout<sockaddr_in6>.size
        var name: [CChar] = Array(repeating: 0, count: 128)
        let status = unsafe getnameinfo(address, socklen_t(size), &name, socklen_t(name.count), nil, 0, NI_NUMERICHOST)
        guard status == 0 else { return nil }
        // A link-local address names its interface after a percent sign, which no configuration does.
        return name.prefix { $0 != 0 && $0 != 0x25 }.map { UInt8(bitPattern: $0) }
    }
}
