// swift-tools-version: 6.2

import PackageDescription

/// Settings that hold for every target of our own.
let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
    .strictMemorySafety(),
]

/// The same for tests, which may force what they expect to be there.
let relaxed: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

let package = Package(
    name: "charon-exporter",
    products: [
        .executable(name: "charon-exporter", targets: ["charon-exporter"])
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        // System libraries: module maps, nothing else.
        .systemLibrary(
            name: "CSystemd", pkgConfig: "libsystemd", providers: [.apt(["libsystemd-dev"])]),
        .systemLibrary(name: "CCrypt", pkgConfig: "libcrypt", providers: [.apt(["libcrypt-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),

        // The pure core.
        .target(name: "Bytes", swiftSettings: strict),
        .target(name: "Threads", swiftSettings: strict),
        .target(name: "CharonLog", dependencies: ["Bytes"], swiftSettings: strict),
        .target(name: "Tunnels", dependencies: ["Bytes", "CharonLog"], swiftSettings: strict),
        .target(name: "Inventory", dependencies: ["Bytes"], swiftSettings: strict),
        .target(name: "Exposition", dependencies: ["Bytes"], swiftSettings: strict),

        // The edges.
        .target(name: "Journal", dependencies: ["Bytes", "CSystemd", "CZlib", "Threads"], swiftSettings: strict),
        .target(
            name: "Vici",
            dependencies: [
                "Bytes", .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            swiftSettings: strict),
        .target(
            name: "Archive",
            dependencies: ["Bytes", "CZlib", "Threads", .product(name: "Crypto", package: "swift-crypto")],
            swiftSettings: strict),
        .target(name: "Audit", dependencies: ["Archive", "Bytes", "Threads"], swiftSettings: strict),
        .target(
            name: "WebAccess",
            dependencies: ["CCrypt", "Threads", .product(name: "Crypto", package: "swift-crypto")],
            swiftSettings: strict),
        .target(
            name: "Web",
            dependencies: [
                "CSystemd", "CZlib", "Threads", "WebAccess",
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOExtras", package: "swift-nio-extras"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOHTTPCompression", package: "swift-nio-extras"),
                .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
                .product(name: "NIOHTTPTypesHTTP1", package: "swift-nio-extras"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "NIOTLS", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            swiftSettings: strict),
        .target(
            name: "StatusPage", dependencies: ["Bytes", "Web"], resources: [.embedInCode("Files")],
            swiftSettings: strict),
        .target(
            name: "Collector",
            dependencies: [
                "Bytes", "CharonLog", "Threads", "Journal", "Inventory", "Tunnels", "Vici", "Archive", "Audit",
                "Exposition", "StatusPage", "Web", "WebAccess",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
                .product(name: "Yams", package: "Yams"),
            ],
            swiftSettings: strict),
        .executableTarget(
            name: "charon-exporter",
            dependencies: [
                "Archive", "Audit", "Bytes", "Collector",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ],
            swiftSettings: strict),

        // Tests: what they share, then one target a module.
        .target(
            name: "Support", dependencies: ["Bytes", "CharonLog", "Tunnels"], path: "Tests/Support",
            swiftSettings: relaxed),
        .testTarget(name: "CharonLogTests", dependencies: ["Bytes", "CharonLog", "Support"], swiftSettings: relaxed),
        .testTarget(
            name: "TunnelsTests", dependencies: ["Bytes", "CharonLog", "Tunnels", "Support"], swiftSettings: relaxed),
        .testTarget(
            name: "InventoryTests", dependencies: ["Bytes", "Inventory", "Support"], swiftSettings: relaxed),
        .target(
            name: "ViciDouble",
            dependencies: [
                "Vici", .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            path: "Tests/ViciDouble", swiftSettings: relaxed),
        .testTarget(
            name: "ViciTests",
            dependencies: [
                "Bytes", "Vici", "ViciDouble", "Support", .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            swiftSettings: relaxed),
        .testTarget(name: "ArchiveTests", dependencies: ["Archive", "Bytes", "Support"], swiftSettings: relaxed),
        .testTarget(name: "AuditTests", dependencies: ["Archive", "Audit", "Bytes"], swiftSettings: relaxed),
        .testTarget(name: "ExpositionTests", dependencies: ["Exposition", "Lab"], swiftSettings: relaxed),
        .testTarget(
            name: "JournalTests", dependencies: ["Bytes", "Journal", "Threads", "Support"], swiftSettings: relaxed),
        .testTarget(name: "StatusPageTests", dependencies: ["StatusPage", "Web"], swiftSettings: relaxed),
        .testTarget(name: "WebAccessTests", dependencies: ["WebAccess"], swiftSettings: relaxed),
        .testTarget(
            name: "WebTests",
            dependencies: [
                "Lab", "Support", "Web", "WebAccess", "charon-exporter",
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOEmbedded", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
            ],
            swiftSettings: relaxed),
        .testTarget(
            name: "CollectorTests",
            dependencies: [
                "Archive", "Bytes", "CharonLog", "Collector", "Exposition", "Journal", "Lab", "Support", "Threads",
                "Tunnels", "ViciDouble", "Web", "WebAccess", "charon-exporter",
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: relaxed),

        .testTarget(
            name: "CommandTests",
            dependencies: [
                "Lab", "Support", "charon-exporter", .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ],
            swiftSettings: relaxed),

        // Other programs that read the archive: what they need is in Tests/Engines, which is no Swift.
        .testTarget(
            name: "EngineTests", dependencies: ["CharonLog", "Lab", "Support", "charon-exporter"],
            swiftSettings: relaxed),

        // The lab: real charons in network namespaces, for tests and for `make demo`.
        .target(name: "Lab", path: "Tests/Lab", swiftSettings: strict),
        .executableTarget(
            name: "lab-demo", dependencies: ["Lab", "charon-exporter"], path: "Tests/LabDemo", swiftSettings: strict),
        .testTarget(name: "LabTests", dependencies: ["Lab", "charon-exporter"], swiftSettings: relaxed),
    ],
    swiftLanguageModes: [.v6]
)

// What `Benchmarks/exposition` measures is inside a module: in no other release build can that be looked into.
if Context.environment["CHARON_EXPORTER_BENCHMARK"] != nil {
    package.targets.first { $0.name == "Collector" }?.swiftSettings?.append(.unsafeFlags(["-enable-testing"]))
    package.targets.append(
        .executableTarget(
            name: "render-metrics",
            dependencies: ["Collector", "Exposition", .product(name: "Logging", package: "swift-log")],
            path: "Benchmarks/Sources/render-metrics", swiftSettings: strict))
}
