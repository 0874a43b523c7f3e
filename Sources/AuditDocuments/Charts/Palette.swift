/// A colour in the three lights of a screen, 0 to 255.
struct Colour: Equatable {
  var red: Double
  var green: Double
  var blue: Double

  init(_ red: Double, _ green: Double, _ blue: Double) {
    (self.red, self.green, self.blue) = (red, green, blue)
  }

  var svg: String {
    "#"
      + [red, green, blue].map { light in
        let digits = String(Int(min(max(light, 0), 255).rounded()), radix: 16)
        return digits.count < 2 ? "0" + digits : digits
      }.joined()
  }

  /// The colour that lies between two others; 0 is this one, 1 the other.
  func mixed(with other: Colour, _ part: Double) -> Colour {
    Colour(
      red + (other.red - red) * part, green + (other.green - green) * part, blue + (other.blue - blue) * part)
  }
}

/// The colours of charts.
///
/// One hue from light to dark for more and more of a thing, which keeps its order in grey and for every kind of colour
/// sight; blue beside orange where two things are told apart, and never by colour alone.
enum Palette {
  static let paper = Colour(255, 255, 255)
  static let ink = Colour(28, 36, 48)
  static let soft = Colour(90, 102, 117)
  static let grid = Colour(213, 219, 227)
  static let today = Colour(20, 80, 125)
  static let ideal = Colour(166, 84, 0)
  static let shade = Colour(226, 234, 242)

  private static let light = [Colour(240, 245, 249), Colour(150, 188, 218)]
  private static let dark = [Colour(58, 116, 164), Colour(9, 36, 62)]

  /// One of several steps from light to dark, counted from 0. The middle is left out: no letter can be read on it.
  static func step(_ index: Int, of count: Int) -> Colour {
    guard count > 1 else { return light[0] }
    let place = Double(min(max(index, 0), count - 1)) / Double(count - 1)
    return place < 0.5
      ? light[0].mixed(with: light[1], place * 2) : dark[0].mixed(with: dark[1], place * 2 - 1)
  }

  /// The colour of letters on one of the steps.
  static func ink(on index: Int, of count: Int) -> Colour {
    count > 1 && Double(index) / Double(count - 1) >= 0.5 ? paper : ink
  }
}
