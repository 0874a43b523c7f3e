// swift-tools-version: 6.2
import PackageDescription

let rules: [SwiftSetting] = [
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("ExistentialAny"),
  .treatAllWarnings(as: .error),
]

// Only the compiler's own runtime for fuzzing makes this link: build with `--sanitize fuzzer`, as `make fuzz` does.
let package = Package(
  name: "Fuzzing",
  products: [.executable(name: "fuzz", targets: ["fuzz"])],
  dependencies: [.package(name: "kaudit", path: "../..")],
  targets: [
    .executableTarget(name: "fuzz", dependencies: ["Fuzzing"]),
    .target(
      name: "Fuzzing", dependencies: [.product(name: "FuzzTargets", package: "kaudit")],
      swiftSettings: rules),
  ],
  swiftLanguageModes: [.v6]
)
