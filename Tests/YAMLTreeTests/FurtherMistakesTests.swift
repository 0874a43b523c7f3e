import Diagnostics
import Foundation
import TestSupport
import Testing
import YAMLTree

/// Files with several mistakes of syntax: each is told as if it were alone, and no other.
@Suite struct FurtherMistakesTests {
  /// A slip of the keyboard: what it makes of a line, or nothing where the line does not invite it.
  private static let slips: [(name: String, slip: @Sendable (String) -> String?)] = [
    ("a second colon", { $0.isEntry && !$0.hasSuffix("}") && !$0.hasSuffix(":") ? $0 + ": more" : nil }),
    ("no closing brace", { $0.hasSuffix("}") ? String($0.dropLast()) : nil }),
    ("no closing bracket", { $0.hasSuffix("]") ? String($0.dropLast()) : nil }),
    ("one bracket more", { $0.hasSuffix("]") || $0.hasSuffix("}") ? $0 + "]" : nil }),
    ("an opening quote", { $0.isEntry ? $0.replacingFirst(": ", with: ": \"") : nil }),
    ("no closing quote", { $0.hasSuffix("\"") ? String($0.dropLast()) : nil }),
    ("a quote inside", { $0.hasSuffix("\"}") ? $0.dropLast(2) + "\" more\"}" : nil }),
    ("no colon", { $0.hasSuffix(":") ? String($0.dropLast()) : nil }),
    ("no space", { $0.isEntry ? $0.replacingFirst(": ", with: ":") : nil }),
    ("an @", { $0.isEntry ? $0.replacingFirst(": ", with: ": @") : nil }),
    ("a percent sign", { $0.isEntry ? $0.replacingFirst(": ", with: ": %") : nil }),
    ("a tab", { $0.hasPrefix("  ") ? "\t" + $0.drop { $0 == " " } : nil }),
    ("one blank more", { $0.hasPrefix("  ") ? " " + $0 : nil }),
    ("three blanks more", { $0.hasPrefix("  ") ? "   " + $0 : nil }),
    ("one blank less", { $0.hasPrefix("  ") ? String($0.dropFirst()) : nil }),
    ("two blanks less", { $0.hasPrefix("    ") ? String($0.dropFirst(2)) : nil }),
    ("a full-width colon", { $0.isEntry ? $0.replacingFirst(": ", with: "：") : nil }),
    ("an anchor", { $0.isEntry ? $0.replacingFirst(": ", with: ": &&") : nil }),
    ("a wrong escape", { $0.isEntry ? $0.replacingFirst(": ", with: ": \"\\z").map { $0 + "\"" } : nil }),
    ("a remark", { $0.isEntry || !$0.contains(":") ? $0 + " # remark" : nil }),
    ("four blanks less", { $0.hasPrefix("      ") ? String($0.dropFirst(4)) : nil }),
    ("text behind", { $0.hasSuffix("|") || $0.hasSuffix(">") ? $0 + " text" : nil }),
  ]

  /// The workflows that ship, without their tests.
  private static let files: [[String]] = {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Workflows")
    return ["customer-knowledge-audit.yaml", "ckm-implementation-path.yaml"].compactMap { name in
      (try? String(contentsOf: root.appending(path: name), encoding: .utf8))?
        .components(separatedBy: "\n").prefix { $0 != "tests:" }
    }.map(Array.init)
  }()

  /// What is told, by code and place.
  private func told(_ lines: [String], all: Bool) -> [String] {
    var limits = YAMLLimits.standard
    if !all { limits.rereadBytes = 0 }
    let source = SourceFile(name: "t", text: lines.joined(separator: "\n"))
    return YAMLTree.parse(source, limits: limits).diagnostics.map {
      "\($0.code) \($0.span.map { "\($0.start.line):\($0.start.column)" } ?? "")"
    }
  }

  /// A line of a file with a slip in it that spoils it, and what is told of that.
  private func spoilt(_ lines: [String], _ random: inout SplitMix64)
    -> (name: String, line: Int, text: String, told: [String])?
  {
    let line = Int.random(in: lines.indices, using: &random)
    let slip = Self.slips[Int.random(in: Self.slips.indices, using: &random)]
    guard let text = slip.slip(lines[line]), text != lines[line] else { return nil }
    var spoilt = lines
    spoilt[line] = text
    let alone = told(spoilt, all: false)
    return alone.isEmpty ? nil : (slip.name, line, text, alone)
  }

  @Test(arguments: 0..<4)
  func nothingFollowsFromAMistake(seed: Int) throws {
    var random = SplitMix64(seed: UInt64(seed))
    var spoilings = 0
    while spoilings < 25 {
      let lines = try #require(Self.files.randomElement(using: &random))
      guard let slip = spoilt(lines, &random) else { continue }
      var spoilt = lines
      spoilt[slip.line] = slip.text
      spoilings += 1
      #expect(told(spoilt, all: true) == slip.told, "\(slip.name), line \(slip.line + 1): \(slip.text)")
    }
  }

  @Test func severalMistakesAreToldAsEachAlone() throws {
    var random = SplitMix64(seed: 7)
    var (found, made) = (0, 0)
    for _ in 0..<25 {
      let lines = try #require(Self.files.randomElement(using: &random))
      var spoilt = lines
      var alone: Set<String> = []
      var slips: [String] = []
      while slips.count < 3 {
        guard let slip = self.spoilt(lines, &random), spoilt[slip.line] == lines[slip.line] else { continue }
        spoilt[slip.line] = slip.text
        alone.formUnion(slip.told)
        slips.append("\(slip.line + 1) \(slip.text)")
      }
      let told = Set(told(spoilt, all: true))
      #expect(told.subtracting(alone).isEmpty, "\(slips.sorted())")
      found += told.count
      made += alone.count
    }
    // Mistakes that stand in the lines of another one wait until that is mended.
    #expect(found * 10 > made * 6, "\(found) of \(made)")
  }
}

extension String {
  /// `key: value`, perhaps behind the `- ` of an item.
  fileprivate var isEntry: Bool { contains(": ") && !contains("#") }

  fileprivate func replacingFirst(_ text: String, with other: String) -> String? {
    range(of: text).map { replacingCharacters(in: $0, with: other) }
  }
}
