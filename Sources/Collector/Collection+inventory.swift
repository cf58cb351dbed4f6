internal import Journal
internal import Logging
internal import Threads

/// What should be up: read before anything else, and again when it changes.
extension Collection {
    /// Follows the configurations on a thread of its own.
    /// - Throws: when the system has no thread left.
    func followInventory() throws -> WorkerThread {
        try WorkerThread(name: "inventory") { [self] in
            do {
                try inventory.run(
                    inventoryReader,
                    onUnwatched: { directories in
                        logger.warning(
                            "new files in a directory will not be noticed, as it may not be read; changes of those known will",
                            metadata: ["directory": "\(directories.joined(separator: ", "))"])
                    }, onChange: { wake() })
            } catch {
                logger.error(
                    "a change of what should be up will not be noticed", metadata: ["problem": "\(error)"])
            }
        }
    }
}
