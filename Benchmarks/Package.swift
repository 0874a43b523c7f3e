// swift-tools-version: 6.2
import PackageDescription

let rules: [SwiftSetting] = [
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("ExistentialAny"),
  .treatAllWarnings(as: .error),
]

let package = Package(
  name: "Benchmarks",
  products: [.executable(name: "bench", targets: ["bench"])],
  dependencies: [.package(name: "kaudit", path: "..")],
  targets: [
    .executableTarget(
      name: "bench",
      dependencies: [
        .product(name: "AuditCompare", package: "kaudit"),
        .product(name: "CEL", package: "kaudit"),
        .product(name: "AuditCore", package: "kaudit"),
        .product(name: "AuditMethods", package: "kaudit"),
        .product(name: "AuditStore", package: "kaudit"),
        .product(name: "Diagnostics", package: "kaudit"),
        .product(name: "WorkflowYAML", package: "kaudit"),
        .product(name: "YAMLTree", package: "kaudit"),
      ], swiftSettings: rules)
  ],
  swiftLanguageModes: [.v6]
)
