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

    .testTarget(name: "DiagnosticsTests", dependencies: ["Diagnostics"], swiftSettings: rules),
    .testTarget(name: "YAMLTreeTests", dependencies: ["YAMLTree", "Diagnostics"], resources: [], swiftSettings: rules),
    .testTarget(name: "FormatsTests", dependencies: ["Formats", "Diagnostics"], swiftSettings: rules),
    .testTarget(name: "CELTests", dependencies: ["CEL"], swiftSettings: rules),
    .testTarget(name: "TemplateTests", dependencies: ["Template", "CEL", "Diagnostics"], swiftSettings: rules),
    .testTarget(name: "AuditMethodsTests", dependencies: ["AuditMethods"], swiftSettings: rules),
  ],
  swiftLanguageModes: [.v6]
)
