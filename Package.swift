// swift-tools-version: 6.2
import PackageDescription

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
    .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),

    // Ground: knows nothing of audits.
    .target(name: "Diagnostics", swiftSettings: rules),
    .target(name: "YAMLTree", dependencies: ["Diagnostics", "CLibYAML"], swiftSettings: rules),
    .target(name: "Formats", dependencies: ["Diagnostics", "CMarkdown"], swiftSettings: rules),
    .target(name: "CEL", swiftSettings: rules),
    .target(name: "Template", dependencies: ["CEL", "Diagnostics"], swiftSettings: rules),
    .target(name: "AuditMethods", swiftSettings: rules),

    // Core: the words and the rules of an audit.
    .target(name: "AuditCore", dependencies: ["CEL", "AuditMethods"], swiftSettings: rules),
    .target(
      name: "AuditStore",
      dependencies: ["AuditCore", "CCrypto", .product(name: "GRDB", package: "GRDB.swift")], swiftSettings: rules),
    .target(
      name: "WorkflowYAML", dependencies: ["AuditCore", "YAMLTree", "Formats", "Diagnostics", "CEL"],
      swiftSettings: rules),

    .testTarget(name: "DiagnosticsTests", dependencies: ["Diagnostics"], swiftSettings: rules),
    .testTarget(name: "YAMLTreeTests", dependencies: ["YAMLTree", "Diagnostics"], resources: [], swiftSettings: rules),
    .testTarget(name: "FormatsTests", dependencies: ["Formats", "Diagnostics"], swiftSettings: rules),
    .testTarget(name: "CELTests", dependencies: ["CEL"], swiftSettings: rules),
    .testTarget(name: "TemplateTests", dependencies: ["Template", "CEL", "Diagnostics"], swiftSettings: rules),
    .testTarget(name: "AuditMethodsTests", dependencies: ["AuditMethods"], swiftSettings: rules),
  ],
  swiftLanguageModes: [.v6]
)
