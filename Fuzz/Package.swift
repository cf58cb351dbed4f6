// swift-tools-version: 6.2

import PackageDescription

/// The same settings as the exporter's own targets.
let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
    .strictMemorySafety(),
]

/// What libFuzzer needs to see which way an input takes.
let fuzzed: [SwiftSetting] = strict + [.unsafeFlags(["-sanitize=fuzzer"], .when(configuration: .release))]

// A package of its own, so that a build of the exporter is not built for the fuzzer. The sources are the exporter's.
let package = Package(
    name: "charon-exporter",
    targets: [
        .systemLibrary(name: "CSystemd", pkgConfig: "libsystemd", providers: [.apt(["libsystemd-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .target(name: "Bytes", swiftSettings: fuzzed),
        .target(name: "Threads", swiftSettings: fuzzed),
        .target(name: "CharonLog", dependencies: ["Bytes"], swiftSettings: fuzzed),
        .target(name: "Tunnels", dependencies: ["Bytes", "CharonLog"], swiftSettings: fuzzed),
        .target(name: "Journal", dependencies: ["Bytes", "CSystemd", "CZlib", "Threads"], swiftSettings: fuzzed),
        .target(name: "Harness", dependencies: ["Bytes", "CharonLog", "Journal", "Tunnels"], swiftSettings: fuzzed),
        .target(name: "CFuzzer"),
        .executableTarget(
            name: "fuzz-log", dependencies: ["CFuzzer", "Harness"],
            swiftSettings: fuzzed + [.unsafeFlags(["-parse-as-library"])],
            // libFuzzer has a `main` of its own, which Swift's replaces.
            linkerSettings: [
                .unsafeFlags(
                    ["-sanitize=fuzzer", "-use-ld=lld", "-Xlinker", "--allow-multiple-definition"],
                    .when(configuration: .release))
            ]),
        .executableTarget(name: "fuzz-corpus", dependencies: ["Harness", "Threads"], swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6]
)
