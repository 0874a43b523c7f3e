import Foundation
import TestSupport
import Testing

@testable import AuditMethods

/// A file of expected results, read as plain trees.
struct Reference {
  let tree: Any

  init(_ tree: Any) { self.tree = tree }

  init(file: String, filePath: String = #filePath) throws {
    tree = try JSONSerialization.jsonObject(with: Data(fixtureBytes(file, filePath: filePath)))
  }

  subscript(_ key: String) -> Reference { Reference((tree as? [String: Any])?[key] ?? NSNull()) }
  var list: [Reference] { (tree as? [Any] ?? []).map(Reference.init) }
  var keys: [String] { (tree as? [String: Any] ?? [:]).keys.sorted() }
  var number: Double? { (tree as? NSNumber)?.doubleValue }
  var text: String { tree as? String ?? "" }
  var texts: [String] { list.map(\.text) }
  var isNull: Bool { tree is NSNull }
}

/// Equal to nine digits.
func expectClose(
  _ actual: Double?, _ expected: Double?, _ comment: Comment? = nil,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  guard let actual, let expected else {
    #expect(actual == nil && expected == nil, comment, sourceLocation: sourceLocation)
    return
  }
  let isClose = abs(actual - expected) <= 1e-9 * max(abs(expected), 1e-6)
  #expect(isClose, "\(actual) is not \(expected) \(comment?.rawValue ?? "")", sourceLocation: sourceLocation)
}

/// Runs a method that must refuse, and gives back its faults.
func faults<Result>(_ run: () throws -> Result) -> [Fault] {
  do {
    _ = try run()
    return []
  } catch let error as MethodError {
    return error.faults
  } catch {
    return []
  }
}

/// The rows of a plain comma-separated fixture, by column name.
func table(_ file: String, filePath: String = #filePath) throws -> [[String: String]] {
  let text = String(decoding: try fixtureBytes(file, filePath: filePath), as: UTF8.self)
  var lines = text.split(whereSeparator: \.isNewline).map {
    $0.split(separator: ",", omittingEmptySubsequences: false)
  }
  try #require(lines.count > 1, "\(file) is empty")
  let header = lines.removeFirst().map(String.init)
  return lines.map { line in Dictionary(uniqueKeysWithValues: zip(header, line.map(String.init))) }
}

/// The part between bars, empty for none.
func parts(_ text: String?) -> [String] { (text ?? "").split(separator: "|").map(String.init) }
