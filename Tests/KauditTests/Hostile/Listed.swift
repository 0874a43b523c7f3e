/// A list written one item after another, each typed by itself: a long literal of calls takes the compiler ages.
@resultBuilder enum Listed<Item> {
  static func buildExpression(_ item: Item) -> [Item] { [item] }
  static func buildPartialBlock(first: [Item]) -> [Item] { first }
  static func buildPartialBlock(accumulated: [Item], next: [Item]) -> [Item] { accumulated + next }
  static func buildArray(_ lists: [[Item]]) -> [Item] { lists.flatMap { $0 } }
  static func buildOptional(_ list: [Item]?) -> [Item] { list ?? [] }
}
