import Foundation
import Testing

@testable import AuditDocuments

/// What the colours must keep for eyes that see no hue: order and contrast, computed as WCAG 2 does.
@Suite struct PaletteTests {
  private func luminance(_ colour: Colour) -> Double {
    let lights = [colour.red, colour.green, colour.blue].map { light in
      let part = light / 255
      return part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * lights[0] + 0.7152 * lights[1] + 0.0722 * lights[2]
  }

  private func contrast(_ one: Colour, _ other: Colour) -> Double {
    let (one, other) = (luminance(one), luminance(other))
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)
  }

  @Test(arguments: 2...8) func growsDarkerStepByStep(count: Int) {
    let steps = (0..<count).map { luminance(Palette.step($0, of: count)) }
    for (lighter, darker) in zip(steps, steps.dropFirst()) {
      #expect((lighter + 0.05) / (darker + 0.05) > 1.1, "\(count) steps: \(steps)")
    }
  }

  @Test(arguments: 1...8) func canBeReadOnEveryStep(count: Int) {
    for step in 0..<count {
      let ratio = contrast(Palette.step(step, of: count), Palette.ink(on: step, of: count))
      #expect(ratio >= 4.5, "step \(step) of \(count): \(ratio)")
    }
  }

  @Test func canBeReadOnPaper() {
    for colour in [Palette.ink, Palette.soft, Palette.ideal, Palette.today] {
      #expect(contrast(colour, Palette.paper) >= 4.5)
    }
  }

  @Test(arguments: [
    (0.0, 126.6, [0, 20, 40, 60, 80, 100, 120, 140]), (0, 0, [0, 0.2, 0.4, 0.6, 0.8, 1]),
    (-30, 100, [-40, -20, 0, 20, 40, 60, 80, 100]),
  ])
  func ticksAreRound(low: Double, high: Double, expected: [Double]) {
    let ticks = AxisTicks(from: low, to: high, about: 6).values
    #expect(ticks.count == expected.count)
    for (tick, value) in zip(ticks, expected) { #expect(abs(tick - value) < 1e-9) }
  }
}

/// Labels in lines.
@Suite struct LabelLayoutTests {
  @Test(arguments: [
    ("Knowledge about customers", 60.0, ["Knowledge", "about", "customers"]),
    ("有关客户的知识", 62.0, ["有关客户", "的知识"]), ("Co-created", 40.0, ["Co-", "created"]), ("", 50.0, []),
    ("（甲）、乙", 25.0, ["（甲", "）、", "乙"]), ("Donaudampfschifffahrt", 44.0, ["Donauda", "mpfschif", "ffahrt"]),
  ])
  func breaksWhereReadersExpect(text: String, width: Double, expected: [String]) {
    #expect(wrapped(text, width: width, size: 10.5, most: 4) == expected)
  }

  @Test func endsWhatIsTooLong() {
    let lines = wrapped(String(repeating: "知识", count: 40), width: 60, size: 10, most: 2)
    #expect(lines.count == 2 && lines[1].hasSuffix("…"))
    #expect(lines.allSatisfy { textWidth($0, size: 10) <= 61 })
  }

  @Test func manyTicksAreNeverDrawn() {
    for high in [1e-300, 1e-9, 1, 7, 1e9, 1e299, .infinity, .nan] {
      for low in [0, -high, -1e300, 1e300] {
        #expect((2...12).contains(AxisTicks(from: low, to: high, about: 6).values.count), "\(low) to \(high)")
      }
    }
  }

  @Test func neverLoses() {
    let text = "Knowledge 来自于客户的 (co-created) 知识，及其他"
    for width in stride(from: 12.0, to: 300, by: 7) {
      let lines = wrapped(text, width: width, size: 10, most: 100)
      #expect(lines.joined().filter { $0 != " " } == text.filter { $0 != " " })
    }
  }
}
