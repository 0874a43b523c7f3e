/// Building and testing from nothing: it takes minutes, so only when asked.
enum BuildRow {
  static func measure(_ bench: Bench) throws -> [Figure] {
    let scratch = ["--package-path", Scratch.root, "--scratch-path", "\(Scratch.folder)/build"]
    let build = try Child("swift", ["build", "--build-tests"] + scratch)
    let test = try Child("swift", ["test", "--skip-build", "--parallel"] + scratch)
    func figure(_ what: String, _ wall: Double, _ minutes: Double) -> Figure {
      Figure(
        row: "build", what: what, ours: Figure.time(wall), limit: "",
        target: "≤ \(Figure.decimal(minutes, 0)) min", isReached: wall <= minutes * 60)
    }
    return [
      figure("swift build --build-tests and swift test, wall", build.wall + test.wall, 10),
      figure("swift test alone, wall", test.wall, 3),
    ]
  }
}
