public import Diagnostics

/// How much a YAML text may ask of us. Each limit has a diagnostic of its own.
public struct YAMLLimits: Sendable {
  /// Bytes of the file; never more than 256 MB. Ask `refusal(ofFile:bytes:)` before reading one.
  public var fileBytes = 256 << 20
  /// Lists and mappings inside one another, also through aliases.
  public var depth = 64
  /// Bytes of one key or value.
  public var scalarBytes = 1 << 20
  /// Keys, values, lists and mappings.
  public var nodes = 40_000_000
  /// Different keys of the file, and keys of one mapping.
  public var keys = 250_000
  /// Nodes that aliases may stand for: so many times the file's own nodes, plus `aliasAllowance`.
  public var aliasFactor = 10
  public var aliasAllowance = 10_000
  /// Bytes of values that aliases may stand for: `aliasFactor` times the file's own bytes, plus this.
  public var aliasByteAllowance = 1 << 20
  /// Mistakes told in one run.
  public var diagnostics = 1_000

  /// Places told that cannot be read as YAML, so that reading goes on behind them.
  public var syntaxMistakes = 20
  /// Bytes read once more for that, all readings together; the mistakes behind the first are not looked for in larger files.
  public var rereadBytes = 8 << 20

  public static let standard = YAMLLimits()

  public init() {}

  /// What to say of a file that is too large to be read, by its size alone.
  public func refusal(ofFile name: String, bytes: Int) -> Diagnostic? {
    let fileBytes = min(fileBytes, 1 << 28)
    guard bytes > fileBytes else { return nil }
    let file = SourceFile(name: name, bytes: [])
    let start = Position(line: 1, column: 1)
    return Diagnostic(
      "file-too-large", "the file has \(Self.size(bytes)), but at most \(Self.size(fileBytes)) are read",
      at: SourceSpan(file: file, start: start, end: start),
      help: "keep long registers in CSV or XLSX files, or split the file")
  }

  static func size(_ bytes: Int) -> String {
    if bytes >= 10 << 20 || (bytes >= 1 << 20 && bytes % (1 << 20) == 0) { return "\(bytes >> 20) MB" }
    return bytes >= 10 << 10 || (bytes >= 1 << 10 && bytes % (1 << 10) == 0)
      ? "\(bytes >> 10) kB" : "\(bytes) bytes"
  }
}
