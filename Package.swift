// swift-tools-version: 6.2
import PackageDescription

/// The rules of the house for every target: see the architecture page.
let rules: [SwiftSetting] = [
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("ExistentialAny"),
  .treatAllWarnings(as: .error),
]

let package = Package(
  name: "kaudit",
  products: [
    .library(name: "CEL", targets: ["CEL"]),
    .library(name: "YAMLTree", targets: ["YAMLTree"]),
    // For Tests/Fuzzing, a package of its own.
    .library(name: "FuzzTargets", targets: ["FuzzTargets"]),
    // For Benchmarks, a package of its own.
    .library(name: "Diagnostics", targets: ["Diagnostics"]),
    .library(name: "AuditCore", targets: ["AuditCore"]),
    .library(name: "AuditMethods", targets: ["AuditMethods"]),
    .library(name: "AuditStore", targets: ["AuditStore"]),
    .library(name: "AuditCompare", targets: ["AuditCompare"]),
    .library(name: "WorkflowYAML", targets: ["WorkflowYAML"]),
  ],
  dependencies: [
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
  ],
  targets: [
    // Doorway: system libraries, a module map each.
    .systemLibrary(name: "CLibYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
    .systemLibrary(
      name: "CMarkdown", pkgConfig: "libcmark-gfm",
      providers: [.apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"])]),

    .systemLibrary(name: "CZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
    .systemLibrary(name: "CExpat", pkgConfig: "expat", providers: [.apt(["libexpat1-dev"])]),
    .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .systemLibrary(name: "CEdit", pkgConfig: "libedit", providers: [.apt(["libedit-dev"])]),

    // Ground: knows nothing of audits.
    .target(name: "Diagnostics", swiftSettings: rules),
    .target(name: "YAMLTree", dependencies: ["Diagnostics", "CLibYAML"], swiftSettings: rules),
    .target(
      name: "Formats", dependencies: ["Diagnostics", "CMarkdown", "CZip", "CExpat"], swiftSettings: rules),
    .target(name: "CEL", swiftSettings: rules),
    .target(name: "Template", dependencies: ["CEL", "Diagnostics"], swiftSettings: rules),
    .target(name: "AuditMethods", swiftSettings: rules),

    // Core: the words and the rules of an audit.
    .target(name: "AuditCore", dependencies: ["CEL", "AuditMethods"], swiftSettings: rules),

    // Rooms.
    .target(
      name: "AuditStore",
      dependencies: ["AuditCore", "CCrypto", .product(name: "GRDB", package: "GRDB.swift")],
      swiftSettings: rules),
    .target(
      name: "WorkflowYAML", dependencies: ["AuditCore", "YAMLTree", "Formats", "Diagnostics", "CEL"],
      swiftSettings: rules),
    .target(name: "AuditCompare", dependencies: ["AuditCore"], swiftSettings: rules),
    .target(
      name: "AuditDocuments", dependencies: ["AuditCore", "Template", "Formats", "Diagnostics", "CEL"],
      swiftSettings: rules),

    // Doors.
    .executableTarget(
      name: "kaudit",
      dependencies: [
        "AuditCore", "AuditStore", "AuditCompare", "AuditDocuments", "WorkflowYAML", "Template",
        "Diagnostics",
        "CEL", "CEdit",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], swiftSettings: rules),

    // Tests.
    .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: rules),
    .target(
      name: "FuzzTargets",
      dependencies: ["Diagnostics", "YAMLTree", "CEL", "Template", "Formats", "AuditCore", "WorkflowYAML"],
      path: "Tests/FuzzTargets", swiftSettings: rules),
    .testTarget(
      name: "FuzzTests", dependencies: ["FuzzTargets", "TestSupport"], exclude: ["Fixtures"],
      swiftSettings: rules),
    .testTarget(
      name: "DiagnosticsTests", dependencies: ["Diagnostics", "TestSupport"], swiftSettings: rules),
    .testTarget(
      name: "FormatsTests", dependencies: ["Formats", "Diagnostics", "TestSupport"], exclude: ["Fixtures"],
      swiftSettings: rules),
    .testTarget(
      name: "CELTests", dependencies: ["CEL", "TestSupport"], exclude: ["Fixtures"], swiftSettings: rules),
    .testTarget(
      name: "AuditMethodsTests", dependencies: ["AuditMethods", "TestSupport"], exclude: ["Fixtures"],
      swiftSettings: rules),
    .testTarget(
      name: "AuditCoreTests", dependencies: ["AuditCore", "WorkflowYAML", "Diagnostics", "TestSupport"],
      exclude: ["Fixtures"], swiftSettings: rules),
    .testTarget(
      name: "YAMLTreeTests", dependencies: ["YAMLTree", "Diagnostics", "TestSupport"], exclude: ["Fixtures"],
      swiftSettings: rules),
    .testTarget(
      name: "TemplateTests", dependencies: ["Template", "CEL", "Diagnostics", "TestSupport"],
      exclude: ["Fixtures"],
      swiftSettings: rules),
    .testTarget(
      name: "WorkflowYAMLTests", dependencies: ["WorkflowYAML", "AuditCore", "Diagnostics", "TestSupport"],
      exclude: ["Fixtures"], swiftSettings: rules),
    .testTarget(
      name: "AuditCompareTests",
      dependencies: ["AuditCompare", "AuditCore", "WorkflowYAML", "Diagnostics", "TestSupport"],
      swiftSettings: rules),
    .testTarget(
      name: "AuditDocumentsTests",
      dependencies: ["AuditDocuments", "WorkflowYAML", "AuditCore", "Diagnostics", "CEL", "TestSupport"],
      exclude: ["Fixtures"], swiftSettings: rules),
    .executableTarget(
      name: "RecordWriter", dependencies: ["AuditStore", "AuditCore", "WorkflowYAML", "Diagnostics"],
      path: "Tests/RecordWriter", swiftSettings: rules),
    .testTarget(
      name: "AuditStoreTests",
      dependencies: [
        "AuditStore", "AuditCore", "WorkflowYAML", "Diagnostics", "TestSupport", "RecordWriter",
      ],
      exclude: ["Fixtures"], swiftSettings: rules),
    .testTarget(
      name: "KauditTests",
      dependencies: ["TestSupport", "kaudit", "AuditCore", "WorkflowYAML", "Diagnostics"],
      exclude: ["Fixtures"], swiftSettings: rules),
  ],
  swiftLanguageModes: [.v6]
)
