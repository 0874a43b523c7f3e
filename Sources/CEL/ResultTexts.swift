/// A text that is written out and that an expression may give, alone or in a list.
///
/// For the host, which knows what a value may be, and can say so where it can never be that text.
public struct ResultText: Hashable, Sendable {
  public let text: String
  /// Where it stands, in Unicode scalars from the beginning of the expression.
  public let range: Range<Int>
}

extension CheckResult {
  /// The texts that the expression may give, as far as they are written out where its result comes from.
  public var resultTexts: [ResultText] {
    let tree = checker.tree
    var found: [ResultText] = []
    var open = [tree.root]
    while let id = open.popLast() {
      switch tree[id].kind {
      case .literal(.string(let text)): found.append(ResultText(text: text, range: tree[id].range))
      case .conditional(_, let yes, let no): open += [no, yes]
      case .bind(_, _, let body, .plain): open.append(body)
      case .list(let elements, _): open += elements.reversed()
      default: break
      }
    }
    return found
  }
}
