// swift-tools-version: 6.2

import PackageDescription

/// The same settings as the exporter's own targets.
let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error),
    .strictMemorySafety(),
]

// A package of its own, so that a build of the exporter does not build its benchmark.
let package = Package(
    name: "benchmarks",
    targets: [
        .executableTarget(name: "journal-generator", swiftSettings: strict),
        .executableTarget(name: "check-truth", swiftSettings: strict),
        .executableTarget(
            name: "enumerate-fields",
            cSettings: [.treatAllWarnings(as: .error)],
            linkerSettings: [.linkedLibrary("systemd")]),
    ],
    swiftLanguageModes: [.v6]
)
