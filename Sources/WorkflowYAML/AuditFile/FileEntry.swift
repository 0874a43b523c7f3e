public import AuditCore
public import Diagnostics
import YAMLTree

/// What an audit file says of one step.
public struct FileStep: Sendable {
  public let id: StepID
  public let entries: [FileEntry]
  let node: YAMLNode

  /// Where the file speaks of it.
  public var span: SourceSpan { node.useSpan }
}

/// One entry as the file gives it, without the fields of its key.
///
/// Knows its key and its place only: what it answers is read again when somebody asks, so that a register of a million
/// entries needs hardly more memory than its text.
public struct FileEntry: Sendable {
  let key: EntryKey
  let place: Place
  /// What the entries that it names are called, where the file calls them otherwise.
  let names: OtherNames?

  enum Place: Sendable {
    case keys(YAMLNode, EntryReader)
    case row(Int, RowReader)
  }

  init(_ key: EntryKey, at place: Place, names: OtherNames? = nil) {
    self.key = key
    self.place = place
    self.names = names
  }

  private var step: Step {
    switch place {
    case .keys(_, let reader): reader.step
    case .row(_, let reader): reader.step
    }
  }

  public var id: EntryID { EntryID(step.id, key) }

  public var answers: [FieldAnswer] { answers(to: nil) }

  /// The answers to some fields only, or to all.
  func answers(to fields: Set<FieldID>?) -> [FieldAnswer] {
    let answers =
      switch place {
      case .keys(let node, let reader): reader.answers(node, to: fields)
      case .row(let row, let reader): reader.answers(row, to: fields)
      }
    return names.map { $0.answers(answers, of: step) } ?? answers
  }

  /// Where the entry stands.
  public var span: SourceSpan {
    switch place {
    case .keys(let node, _): node.useSpan
    case .row(let row, let reader): reader.span(row)
    }
  }

  /// Where the answer to a field stands, or the entry where it has no place of its own.
  public func span(of field: FieldID) -> SourceSpan {
    switch place {
    case .keys(let node, _): node[field.name]?.useSpan ?? node.useSpan
    case .row(let row, let reader): reader.span(row, of: field)
    }
  }

  /// Where the answer to a field names an entry, one of several that it names.
  func span(of field: Field, naming item: Int, among count: Int) -> SourceSpan {
    if case .keys(let node, _) = place, let answer = node[field.id.name] {
      let value = answer.kind == .mapping ? answer["value"] ?? answer : answer
      let naming = value.naming(field.type)
      if naming.count == count { return naming[item].useSpan }
    }
    return span(of: field.id)
  }
}

extension YAMLNode {
  /// What in the answer to a field of a type names entries, in the order of `FieldType.references`.
  fileprivate func naming(_ type: FieldType) -> [YAMLNode] {
    switch type {
    case .reference: return kind == .mapping || isNull ? [] : [self]
    case .list(let element):
      return kind == .sequence ? items.flatMap { $0.naming(element) } : naming(element)
    case .group(let fields): return fields.flatMap { self[$0.id.name]?.naming($0.type) ?? [] }
    case .table(let fields, _): return items.flatMap { $0.naming(.group(fields)) }
    default: return []
    }
  }
}
