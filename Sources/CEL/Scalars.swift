/// A text as its code points, by which expressions count.
typealias Scalars = [Unicode.Scalar]

extension String {
  /// The code points; quicker than walking over `unicodeScalars`.
  var scalars: Scalars {
    var copy = self
    return copy.withUTF8 { bytes in
      var scalars: Scalars = []
      scalars.reserveCapacity(bytes.count)
      var position = 0
      while position < bytes.count {
        let lead = UInt32(bytes[position])
        // A string holds nothing but well-formed UTF-8: the first byte tells how many follow.
        let following = lead < 0x80 ? 0 : (lead < 0xE0 ? 1 : (lead < 0xF0 ? 2 : 3))
        var value = following == 0 ? lead : lead & (0x3F >> UInt32(following))
        for place in 0..<following { value = value << 6 | UInt32(bytes[position + 1 + place]) & 0x3F }
        scalars.append(Unicode.Scalar(value) ?? "\u{FFFD}")
        position += 1 + following
      }
      return scalars
    }
  }

  /// How many code points there are.
  var scalarCount: Int {
    var copy = self
    // Every byte but those that continue a code point begins one.
    return copy.withUTF8 { bytes in bytes.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) } }
  }

  init(_ scalars: some Collection<Unicode.Scalar>) {
    let length = scalars.reduce(0) { $0 + UTF8.width($1) }
    self.init(unsafeUninitializedCapacity: length) { bytes in
      var end = 0
      for scalar in scalars {
        if scalar.isASCII {
          bytes[end] = UInt8(scalar.value)
          end += 1
        } else {
          for byte in UTF8.encode(scalar) ?? UTF8.EncodedScalar() {
            bytes[end] = byte
            end += 1
          }
        }
      }
      return end
    }
  }
}
