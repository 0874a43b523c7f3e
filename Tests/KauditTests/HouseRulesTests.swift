import Foundation
import Testing

/// The rules of the house that the compiler does not keep.
@Suite struct HouseRules {
  private static let root = Transcripts.root

  /// Every Swift file under Sources and Tests, with its lines.
  private static let files: [(path: String, text: String)] = ["Sources", "Tests", "Benchmarks"].flatMap {
    folder in
    let base = root.appendingPathComponent(folder)
    let names = FileManager.default.enumerator(atPath: base.path)?.compactMap { $0 as? String } ?? []
    return names.filter { $0.hasSuffix(".swift") && !$0.contains(".build") }.sorted().map { name in
      (
        "\(folder)/\(name)",
        (try? String(contentsOf: base.appendingPathComponent(name), encoding: .utf8)) ?? ""
      )
    }
  }

  /// What each room may import of ours: the table of the architecture page.
  private static let arrows: [String: Set<String>] = [
    "Diagnostics": [], "CEL": [], "AuditMethods": [],
    "YAMLTree": ["Diagnostics"], "Formats": ["Diagnostics"], "Template": ["CEL", "Diagnostics"],
    "AuditCore": ["CEL", "AuditMethods"],
    "WorkflowYAML": ["AuditCore", "YAMLTree", "Formats", "Diagnostics", "CEL"],
    "AuditStore": ["AuditCore"],
    "AuditCompare": ["AuditCore"],
    "AuditDocuments": ["AuditCore", "Template", "Formats", "Diagnostics", "CEL"],
    "kaudit": [
      "AuditCore", "AuditStore", "AuditCompare", "AuditDocuments", "WorkflowYAML", "Formats", "Diagnostics",
      "CEL", "Template",
    ],
  ]

  /// Outside libraries, and the only files that may import each.
  private static let doorways: [String: [String]] = [
    "CLibYAML": ["Sources/YAMLTree/LibYAML.swift"],
    "CMarkdown": ["Sources/Formats/Markdown/Markdown.swift"],
    "CZip": ["Sources/Formats/XLSX/ZipArchive.swift"],
    "CExpat": ["Sources/Formats/XLSX/XMLReader.swift"],
    "CCrypto": ["Sources/AuditStore/Digest.swift"],
    "GRDB": ["Sources/AuditStore/Connection.swift"],
    "CEdit": ["Sources/kaudit/Ask/Prompt.swift"],
    "ArgumentParser": [
      "Sources/kaudit/Kaudit.swift", "Sources/kaudit/Place/Who.swift", "Sources/kaudit/Verbs/",
    ],
    // Of the system: files and clocks for the rooms that may have them, and mathematics.
    "Glibc": [
      "Sources/kaudit/", "Sources/AuditStore/", "Sources/AuditMethods/RegisterScoring/",
      "Sources/AuditMethods/SourceScoring/", "Sources/AuditMethods/Statistics/",
      "Sources/AuditMethods/Weighting/",
      "Sources/CEL/Comparison.swift",
      "Sources/CEL/StringFunctions.swift", "Sources/CEL/TimeZoneFiles.swift",
      "Sources/YAMLTree/LargeMemory.swift", "Sources/YAMLTree/LibYAML.swift",
      "Sources/AuditDocuments/Charts/RadarDrawing.swift",
    ],
    "Synchronization": [
      "Sources/AuditCore/Workflow/AlikeSpellings.swift", "Sources/CEL/Program.swift",
      "Sources/CEL/TimeZoneFiles.swift",
      "Sources/kaudit/Talk/Console.swift", "Sources/kaudit/Run/AtOnce.swift",
      "Sources/Diagnostics/SourceFile.swift", "Sources/YAMLTree/CharacterPlaces.swift",
    ],
    "Dispatch": ["Sources/kaudit/Run/AtOnce.swift"],
    "Foundation": ["Sources/AuditStore/Connection.swift", "Sources/AuditCore/Workflow/AlikeSpellings.swift"],
  ]

  private static func imports(_ text: String) -> [String] {
    text.split(separator: "\n").compactMap { line in
      let words = line.split(separator: " ")
      guard let place = words.firstIndex(of: "import"),
        words.prefix(place).allSatisfy({ $0 == "public" || $0.hasPrefix("@") })
      else { return nil }
      return words.dropFirst(place + 1).last.map { String($0.split(separator: ".")[0]) }
    }
  }

  @Test func thereAreFiles() { #expect(Self.files.count > 100) }

  @Test func arrowsPointDown() {
    for (path, text) in Self.files where path.hasPrefix("Sources/") {
      let room = path.split(separator: "/")[1]
      let allowed = Self.arrows[String(room)] ?? []
      for name in Self.imports(text) where Self.arrows[name] != nil {
        #expect(allowed.contains(name), "\(path) imports \(name)")
      }
    }
  }

  @Test func outsideLibrariesComeInByTheirDoor() {
    for (path, text) in Self.files where path.hasPrefix("Sources/") {
      for name in Self.imports(text) where Self.arrows[name] == nil {
        let doors = Self.doorways[name] ?? []
        #expect(doors.contains { path.hasPrefix($0) }, "\(path) imports \(name)")
      }
    }
  }

  @Test func noFileIsTooLong() {
    for (path, text) in Self.files {
      #expect(
        text.split(separator: "\n", omittingEmptySubsequences: false).count <= 401,
        "\(path) has over 400 lines")
    }
  }

  @Test func nothingTrapsOnInput() {
    for (path, text) in Self.files where path.hasPrefix("Sources/") {
      for word in ["try!", "fatalError(", "as!", "TODO", "FIXME"] {
        #expect(!text.contains(word), "\(path) contains \(word)")
      }
    }
  }

  @Test func noRoomIsAHeap() {
    for (path, _) in Self.files {
      let words = ["Utils", "Util", "Common", "Helpers", "Helper", "Models", "Manager"]
      let parts = path.replacingOccurrences(of: ".swift", with: "").split(separator: "/").map(String.init)
      #expect(
        !parts.contains { part in words.contains { part.hasSuffix($0) } }, "\(path) is called like a heap")
    }
  }
}
