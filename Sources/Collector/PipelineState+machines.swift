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
    mutating func host(of entry: Entry, _ bytes: Span<UInt8>) -> Int {
        let machine = entry[.machineID]
        let name = entry[.hostname].isEmpty ? machine : entry[.hostname]
        if let last = machines.last, last < hosts.count, hosts[last].machine.equals(bytes, machine),
            hosts[last].name.equals(bytes, name)
        {
            return last
        }
        let index = find(machine, name, bytes) ?? addHost(identity(Name(bytes, machine), Name(bytes, name), of: nil))
        machines.last = index
        return index
    }

    private mutating func find(_ machine: ByteRange, _ name: ByteRange, _ bytes: Span<UInt8>) -> Int? {
        if machine.isEmpty {
            if let index = machines.find(bytes, name, where: { hosts[$0].name.equals(bytes, name) }) { return index }
        } else {
            if let index = machines.find(bytes, machine, where: { hosts[$0].machine.equals(bytes, machine) }) {
                if !hosts[index].name.equals(bytes, name) {
                    rename(index, machine: hosts[index].machine, Name(bytes, name))
                }
                return index
            }
            // Until now only its name was known.
            let known = machines.find(bytes, name) { hosts[$0].machine.isEmpty && hosts[$0].name.equals(bytes, name) }
            if let known {
                rename(known, machine: Name(bytes, machine), Name(bytes, name))
                return known
            }
        }
        guard let placeholder = hosts.firstIndex(where: \.isPlaceholder) else { return nil }
        rename(placeholder, machine: Name(bytes, machine), Name(bytes, name))
        return placeholder
    }

    private mutating func rename(_ index: Int, machine: Name, _ name: Name) {
        let identity = identity(machine, name, of: index)
        // Until something is in its archive, that has no name yet.
        let archive = hosts[index].hasArchived ? nil : archivePlace(of: identity)
        hosts[index].rename(identity, archive: archive)
        if !machine.isEmpty { machines.insert(index, machine) }
        machines.insert(index, name)
        expect(on: index, at: now)
    }

    /// Who a machine is. Of two with the same name the second shows the beginning of its id too.
    private func identity(_ machine: Name, _ name: Name, of index: Int?) -> HostState.Identity {
        func isTaken(_ host: Name) -> Bool { hosts.indices.contains { $0 != index && hosts[$0].host == host } }
        var host = name
        for length in [8, machine.bytes.count] where isTaken(host) {
            host = Name(name.bytes + [UInt8(ascii: ".")] + machine.bytes.prefix(length))
        }
        return HostState.Identity(machine: machine, name: name, host: host)
    }

    /// Where a machine's events go: where they went before, whatever name it had then, or to a directory of its name.
    private func archivePlace(of identity: HostState.Identity) -> HostState.ArchivePlace {
        let machine = identity.machine
        let known = options.tails.first {
            !machine.isEmpty && SourcePosition($0.value.position).machine == machine.text
        }
        if let known { return archivePlace(known.key) }
        func isTaken(_ directory: String) -> Bool {
            let owner = options.tails[directory].flatMap { SourcePosition($0.position).machine }
            return hosts.contains { $0.directory == directory && !$0.isPlaceholder }
                || owner != nil && !machine.isEmpty && owner != machine.text
        }
        var directory = ArchiveWriter.directoryName(host: identity.host.text)
        for length in [8, machine.bytes.count] where isTaken(directory) {
            let id = String(decoding: machine.bytes.prefix(length), as: UTF8.self)
            directory = ArchiveWriter.directoryName(host: "\(identity.name.text).\(id)")
        }
        return archivePlace(directory)
    }

    private func archivePlace(_ directory: String) -> HostState.ArchivePlace {
        HostState.ArchivePlace(
            directory: directory, nextSeq: options.tails[directory]?.nextSeq ?? 1,
            archiving: sources.map { $0.archiveMarks[directory] == nil })
    }

    /// Adds a machine, with what is expected of it.
    /// - Parameter directory: where its archive is; nil to find that out.
    mutating func addHost(_ identity: HostState.Identity, _ directory: String? = nil) -> Int {
        let archive = directory.map { archivePlace($0) } ?? archivePlace(of: identity)
        hosts.append(HostState(identity, maximumNames: options.maximumTunnels, archive: archive))
        let index = hosts.count - 1
        if !identity.machine.isEmpty { machines.insert(index, identity.machine) }
        machines.insert(index, identity.name)
        expect(on: index, at: now)
        return index
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
