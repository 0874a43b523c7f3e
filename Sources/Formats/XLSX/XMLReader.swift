import CExpat
import Diagnostics

/// What hears of the elements of an XML part, in order. Each answer says whether to go on.
protocol XMLListener: AnyObject {
  func begin(_ element: XMLElement) -> Bool
  func end() -> Bool
  func text(_ bytes: UnsafeBufferPointer<UInt8>)
}

extension XMLListener {
  func text(_ bytes: UnsafeBufferPointer<UInt8>) {}
}

/// An element that begins: its name without prefix, and its attributes. Valid only while it is listened to.
struct XMLElement {
  /// Nothing for an element of another namespace than the part's own.
  private let name: UnsafePointer<CChar>?
  private let attributes: UnsafeMutablePointer<UnsafePointer<CChar>?>?

  fileprivate init(
    _ name: UnsafePointer<CChar>?, _ attributes: UnsafeMutablePointer<UnsafePointer<CChar>?>?
  ) {
    self.name = name
    self.attributes = attributes
  }

  func `is`(_ word: StaticString) -> Bool { name.map { equals($0, word) } ?? false }

  /// The bytes of an attribute without prefix, ended by a zero.
  func bytes(of word: StaticString) -> UnsafePointer<CChar>? {
    guard var pair = attributes else { return nil }
    while let name = pair[0] {
      if equals(name, word) { return pair[1] }
      pair += 2
    }
    return nil
  }

  subscript(word: StaticString) -> String? { bytes(of: word).map { String(cString: $0) } }

  /// An attribute of this name in another namespace, as `r:id` is.
  func prefixed(_ word: StaticString) -> String? {
    guard var pair = attributes else { return nil }
    while let name = pair[0] {
      if let colon = colon(in: name), equals(name + colon + 1, word) {
        return pair[1].map { String(cString: $0) }
      }
      pair += 2
    }
    return nil
  }

  /// Whether an attribute says yes as XML Schema writes it.
  func says(_ word: StaticString) -> Bool { self[word] == "1" || self[word] == "true" }

  fileprivate func each(_ body: (_ name: UnsafePointer<CChar>, _ value: String) -> Void) {
    guard var pair = attributes else { return }
    while let name = pair[0], let value = pair[1] {
      body(name, String(cString: value))
      pair += 2
    }
  }
}

/// Reads one XML part of a workbook: UTF-8 or UTF-16, no document type, no entities but XML's own, a limited depth.
///
/// The namespace of the root, which must be one of those given, decides which elements are the part's own.
final class XMLReader {
  private let namespaces: [String]
  private let listener: any XMLListener
  private var parser: XML_Parser?
  private var depth = 0
  private var isStopped = false
  /// Why reading was stopped, where the listener did not do it.
  private var fault: String?
  /// The prefix of the part's own elements, with its length.
  private var prefix: [CChar] = []

  private init(_ namespaces: [String], _ listener: any XMLListener) {
    self.namespaces = namespaces
    self.listener = listener
  }

  /// What is wrong with the part, but for what the listener found.
  static func read(
    _ bytes: [UInt8], namespaces: [String], into listener: any XMLListener
  ) -> String? {
    let reader = XMLReader(namespaces, listener)
    guard let parser = XML_ParserCreate(nil) else { return "there is no memory to read it" }
    defer { XML_ParserFree(parser) }
    reader.parser = parser
    return withExtendedLifetime(reader) { reader.parse(bytes, parser) }
  }

  private func parse(_ bytes: [UInt8], _ parser: XML_Parser) -> String? {
    XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
    XML_SetElementHandler(
      parser,
      { user, name, attributes in
        if let name { XMLReader.at(user)?.begin(name, attributes) }
      },
      { user, _ in XMLReader.at(user)?.end() })
    XML_SetCharacterDataHandler(parser) { user, text, length in
      guard let reader = XMLReader.at(user), !reader.isStopped, let text, length > 0 else { return }
      text.withMemoryRebound(to: UInt8.self, capacity: Int(length)) {
        reader.listener.text(UnsafeBufferPointer(start: $0, count: Int(length)))
      }
    }
    XML_SetStartDoctypeDeclHandler(parser) { user, _, _, _, _ in
      XMLReader.at(user)?.stop("it declares a document type or entities, which no workbook needs")
    }
    let status = bytes.withUnsafeBytes { buffer in
      // All at once: a token in many pieces would be read again from its beginning with each.
      XML_Parse(
        parser, buffer.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(clamping: buffer.count), 1)
    }
    if isStopped || status == XML_STATUS_OK { return fault }
    let words = XML_ErrorString(XML_GetErrorCode(parser)).map { String(cString: $0) } ?? "unreadable"
    let place = Position(
      line: Int(XML_GetCurrentLineNumber(parser)), column: Int(XML_GetCurrentColumnNumber(parser)) + 1)
    return "it is no well-formed XML (\(words) at \(place))"
  }

  private static func at(_ user: UnsafeMutableRawPointer?) -> XMLReader? {
    user.map { Unmanaged<XMLReader>.fromOpaque($0).takeUnretainedValue() }
  }

  private func begin(
    _ name: UnsafePointer<CChar>, _ attributes: UnsafeMutablePointer<UnsafePointer<CChar>?>?
  ) {
    guard !isStopped else { return }
    depth += 1
    guard depth <= XLSX.maximumDepth else {
      return stop("it is nested more than \(XLSX.maximumDepth) deep")
    }
    if depth == 1, !findPrefix(name, XMLElement(name, attributes)) {
      return stop("it is of another kind, beginning with `\(String(cString: name))`")
    }
    if !listener.begin(XMLElement(own(name), attributes)) { stop(nil) }
  }

  private func end() {
    guard !isStopped else { return }
    depth -= 1
    if !listener.end() { stop(nil) }
  }

  private func stop(_ reason: String?) {
    guard !isStopped else { return }
    fault = reason
    isStopped = true
    if let parser { XML_StopParser(parser, 0) }
  }

  /// Takes the prefix of the root for that of the part's own elements; false when its namespace is another.
  private func findPrefix(_ name: UnsafePointer<CChar>, _ root: XMLElement) -> Bool {
    let length = colon(in: name)
    prefix = length.map { (0..<$0).map { name[$0] } } ?? []
    let declaration =
      "xmlns"
      + (length == nil ? "" : ":" + String(decoding: prefix.map(UInt8.init(bitPattern:)), as: UTF8.self))
    var isKnown = false
    root.each { attribute, value in
      if String(cString: attribute) == declaration { isKnown = namespaces.contains(value) }
    }
    return isKnown
  }

  /// The name without prefix, if it is one of the part's own.
  private func own(_ name: UnsafePointer<CChar>) -> UnsafePointer<CChar>? {
    guard let length = colon(in: name) else { return prefix.isEmpty ? name : nil }
    guard length == prefix.count, prefix.indices.allSatisfy({ name[$0] == prefix[$0] }) else { return nil }
    return name + length + 1
  }
}

private func colon(in name: UnsafePointer<CChar>) -> Int? {
  var at = 0
  while name[at] != 0 {
    if name[at] == 0x3A { return at }
    at += 1
  }
  return nil
}

private func equals(_ name: UnsafePointer<CChar>, _ word: StaticString) -> Bool {
  let wanted = word.utf8Start
  for at in 0..<word.utf8CodeUnitCount where UInt8(bitPattern: name[at]) != wanted[at] { return false }
  return name[word.utf8CodeUnitCount] == 0
}
