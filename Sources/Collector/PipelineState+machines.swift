internal import Archive
internal import Bytes
internal import Journal
internal import Tunnels

/// The machines that entries come from: each has its own state and its own archive.
///
/// A machine is known by its id, which stays when its name changes. Text logs tell only the name. Its archive stays in
/// one place, in the directory of the name that it had first.
extension PipelineState {
    /// The machine of an entry.
    /// - Parameter time: when it was written, microseconds since 1970 UTC.
    mutating func host(of entry: Entry, _ bytes: Span<UInt8>, at time: UInt64) -> Int {
        let machine = entry[.machineID]
        let name = entry[.hostname].isEmpty ? machine : entry[.hostname]
        if let last = machines.last, last < hosts.count, hosts[last].machine.equals(bytes, machine),
            hosts[last].name.equals(bytes, name)
        {
            return last
        }
        let known = find(machine, name, bytes)
        let index = known ?? addHost(identity(Name(bytes, machine), Name(bytes, name), of: nil))
        // What is shown already does not change.
        if !hosts[index].hasSpoken, known == nil || !hasBeenCaughtUp { hosts[index].begin(at: time) }
        hosts[index].hasSpoken = true
        machines.last = index
        return index
    }

    private mutating func find(_ machine: ByteRange, _ name: ByteRange, _ bytes: Span<UInt8>) -> Int? {
        if machine.isEmpty {
            if let index = machines.find(bytes, name, where: { hosts[$0].name.equals(bytes, name) }) { return index }
        } else if let known = machines.find(bytes, machine, where: { hosts[$0].machine.equals(bytes, machine) }) {
            if !hosts[known].name.equals(bytes, name) { return rename(known, Name(bytes, machine), Name(bytes, name)) }
            return known
        } else {
            // Until now only its name was known; or, where there is but one machine, it was installed anew.
            let unknown = machines.find(bytes, name) {
                hosts[$0].name.equals(bytes, name) && (hosts[$0].machine.isEmpty || options.isOneMachine)
            }
            if let unknown { return rename(unknown, Name(bytes, machine), Name(bytes, name)) }
        }
        guard let placeholder = hosts.firstIndex(where: \.isPlaceholder) else { return nil }
        return rename(placeholder, Name(bytes, machine), Name(bytes, name))
    }

    /// Gives a machine another name, or an id.
    /// - Returns: its index, which may be another one then.
    private mutating func rename(_ host: Int, _ machine: Name, _ name: Name) -> Int {
        var index = host
        hosts[index].renames += 1
        if hosts[index].renames == 4 {
            remarks.add(
                """
                the machine \(machine.text) is called \(hosts[index].name.text), then \(name.text), and so on: are these \
                two, of which one is a copy of the other? Give it an id of its own (systemd-machine-id-setup)
                """, of: .machine)
        }
        // What was expected of that name is expected of this machine.
        if let expected = hosts.firstIndex(where: { $0.name == name && !$0.hasSpoken && !$0.hasArchived }),
            expected != index
        {
            removeHosts([expected])
            if expected < index { index -= 1 }
        }
        let identity = identity(machine, name, of: index)
        // Until something is in its archive, that has no name yet.
        let archive = hosts[index].hasArchived ? nil : archivePlace(of: identity, of: index)
        hosts[index].rename(identity, archive: archive)
        if !machine.isEmpty { machines.insert(index, machine) }
        machines.insert(index, name)
        expect(on: index, at: now)
        return index
    }

    /// Who a machine is. Of two with the same name the second shows the beginning of its id too.
    private func identity(_ machine: Name, _ name: Name, of index: Int?) -> HostState.Identity {
        // Compared as they are shown: what is no UTF-8 looks the same there.
        let taken = Set(hosts.indices.filter { $0 != index }.map { hosts[$0].host.text })
        let host = Self.unique(name, machine) { taken.contains($0.text) }
        return HostState.Identity(machine: machine, name: name, host: host)
    }

    /// The first of a name, the name with the beginning of an id, with the id, and with a number, that is not taken.
    private static func unique(_ name: Name, _ machine: Name, isTaken: (Name) -> Bool) -> Name {
        var candidate = name
        var number = 1
        for length in [8, machine.bytes.count] where isTaken(candidate) && !machine.isEmpty {
            candidate = Name(name.bytes + [UInt8(ascii: ".")] + machine.bytes.prefix(length))
        }
        while isTaken(candidate) {
            number += 1
            candidate = Name(name.bytes + Array(".\(number)".utf8))
        }
        return candidate
    }

    /// Where a machine's events go: where they went before, whatever name it had then, or to a directory of its name.
    private func archivePlace(of identity: HostState.Identity, of index: Int?) -> HostState.ArchivePlace {
        let machine = identity.machine
        if let owned = archiveOwners.first(where: { $0.value == machine.text })?.key { return archivePlace(owned) }
        let taken = Set(hosts.indices.filter { $0 != index && !hosts[$0].isPlaceholder }.map { hosts[$0].directory })
        let name = Self.unique(identity.host, machine) { name in
            let directory = ArchiveWriter.directoryName(host: name.text)
            let owner = archiveOwners[directory]
            return taken.contains(directory) || owner != nil && !machine.isEmpty && owner != machine.text
        }
        return archivePlace(ArchiveWriter.directoryName(host: name.text))
    }

    private func archivePlace(_ directory: String) -> HostState.ArchivePlace {
        let tail = options.tails[directory]
        return HostState.ArchivePlace(
            directory: directory, nextSeq: tail?.nextSeq ?? 1,
            deletedThrough: tail.flatMap { SourcePosition($0.position).deletedThrough } ?? 0,
            archiving: sources.map { $0.archiveMarks[directory] == nil })
    }

    /// Adds a machine, with what is expected of it.
    /// - Parameter directory: where its archive is; nil to find that out.
    mutating func addHost(_ identity: HostState.Identity, _ directory: String? = nil) -> Int {
        let archive = directory.map { archivePlace($0) } ?? archivePlace(of: identity, of: nil)
        hosts.append(HostState(identity, maximumNames: options.maximumTunnels, archive: archive))
        let index = hosts.count - 1
        hosts[index].begin(at: now)
        if !identity.machine.isEmpty { machines.insert(index, identity.machine) }
        machines.insert(index, identity.name)
        expect(on: index, at: now)
        return index
    }

    /// Forgets machines of which no entry has told.
    mutating func removeHosts(_ gone: Set<Int>) {
        hosts = hosts.indices.filter { !gone.contains($0) }.map { hosts[$0] }
        machines = MachineTable()
        for (index, host) in hosts.enumerated() {
            if !host.machine.isEmpty { machines.insert(index, host.machine) }
            machines.insert(index, host.name)
        }
    }

    /// The first machine; this one when no entry has told of any.
    mutating func firstHost() -> Int {
        guard hosts.isEmpty else { return 0 }
        let index = addHost(.init(machine: Name(), name: options.localHost, host: options.localHost))
        hosts[index].isPlaceholder = true
        return index
    }
}

/// Finds a machine by its id, or by its name.
struct MachineTable: Sendable {
    /// The machine of the last entry: most often it is the next one's too.
    var last: Int?
    /// By the hash of a name or an id, the machines that have it.
    private var places: [UInt64: [Int]] = [:]

    mutating func insert(_ index: Int, _ name: Name) {
        let hash = Hash.fnv1a(name.bytes.span, ByteRange(0, name.bytes.count))
        if places[hash]?.contains(index) != true { places[hash, default: []].append(index) }
    }

    func find(_ bytes: Span<UInt8>, _ range: ByteRange, where matches: (Int) -> Bool) -> Int? {
        places[Hash.fnv1a(bytes, range)]?.first(where: matches)
    }
}
