import AuditCore
import Diagnostics
import WorkflowYAML

/// What can be chosen as an answer, each under a mark that is typed for it.
struct Choices {
  struct Item {
    /// What is typed for it: its number, or the level of a scale; empty where only its key will do.
    let mark: String
    let key: String
    let label: String
    let value: Value
    /// Its labels in other languages, which are understood as well.
    var otherLabels: [String] = []
    /// What helps to choose it, or not to.
    var guidance: String?

    /// Everything that may be typed for it but its mark.
    var spellings: [String] { ([key, label] + otherLabels).filter { !$0.isEmpty } }
  }

  let items: [Item]
  /// Whether another answer is right as well.
  let isOpen: Bool

  /// How many are shown before the rest is only counted.
  static let most = 15

  /// What a type lets choose from; nothing where it is free. `taken` holds keys that are gone.
  init?(_ type: FieldType, _ state: AuditState, _ language: Language, taken: Set<String> = []) {
    switch type.element ?? type {
    case .choice(let vocabulary):
      let left = vocabulary.items.filter { !taken.contains($0.key) }
      self.init(
        left.map { ($0.key, $0.label[language] == $0.key ? "" : $0.label[language], .text($0.key)) },
        otherLabels: left.map { $0.label.others(than: language) },
        guidance: left.map { $0.guidance?[language] })
    case .scale(let scale):
      let levels = (scale.min...scale.max).map { level in
        Item(
          mark: "\(level)", key: "\(level)", label: scale.labels[level]?[language] ?? "",
          value: .integer(level), otherLabels: scale.labels[level]?.others(than: language) ?? [])
      }
      self.init(items: levels, isOpen: false)
    case .reference(let step):
      let names = EntryNames(state, language)
      self.init(
        state.entries(of: step).filter { !taken.contains($0.key.written) }.map { entry in
          let id = EntryID(step, entry.key)
          let words = names.key(of: id)
          let title = names.title(of: id)
          let label = words == entry.key.written ? title ?? "" : words + (title.map { " \($0)" } ?? "")
          return (entry.key.written, label, .text(entry.key.written))
        })
    case .person:
      let people = Self.people(state)
      guard !people.isEmpty else { return nil }
      self.init(people.map { ($0, "", .text($0)) }, isOpen: true)
    default: return nil
    }
  }

  private init(
    _ choices: [(key: String, label: String, value: Value)], otherLabels: [[String]] = [],
    guidance: [String?] = [], isOpen: Bool = false
  ) {
    // A key that looks like a number could be taken for another choice's.
    let isNumbered = !choices.contains { Int($0.key) != nil }
    let items = choices.enumerated().map { place, choice in
      Item(
        mark: isNumbered ? "\(place + 1)" : "", key: choice.key, label: choice.label, value: choice.value,
        otherLabels: place < otherLabels.count ? otherLabels[place] : [],
        guidance: place < guidance.count ? guidance[place] : nil)
    }
    self.init(items: items, isOpen: isOpen)
  }

  private init(items: [Item], isOpen: Bool) {
    self.items = items
    self.isOpen = isOpen
  }

  /// The people whom the audit knows by name.
  private static func people(_ state: AuditState) -> [String] {
    var people: [String] = []
    for id in state.workflow.roleSteps {
      guard let step = state.workflow[id], state.isWhole(id), let name = step.keyFields.first else {
        continue
      }
      for entry in state.entries(of: id) {
        guard let person = entry.cell(name, of: step)?.answer.value.text, !people.contains(person) else {
          continue
        }
        people.append(person)
      }
    }
    return people
  }

  /// The choice that a text means: by its mark, its key, or its label, word for word.
  subscript(typed text: String) -> Item? {
    if let item = items.first(where: { $0.key == text }) { return item }
    if let item = items.first(where: { !$0.mark.isEmpty && $0.mark == text }) { return item }
    let meant = meant(by: text)
    return meant.count == 1 ? meant[0] : nil
  }

  /// The choices whose key or label is the text, whatever its capitals or, if need be, its characters.
  func meant(by text: String) -> [Item] {
    let text = text.lowercased()
    let exact = items.filter { $0.spellings.contains { $0.lowercased() == text } }
    guard exact.isEmpty else { return exact }
    return items.filter { !Spelling.alike(text, among: $0.spellings.map { $0.lowercased() }).isEmpty }
  }

  /// The choice that a mistyped text most likely means, and how it is spelt.
  func near(_ text: String) -> (item: Item, spelling: String)? {
    if let spelling = nearest(to: text, among: items.flatMap(\.spellings)) {
      return items.first { $0.spellings.contains(spelling) }.map { ($0, spelling) }
    }
    guard !text.isEmpty else { return nil }
    let holding = items.compactMap { item in
      item.spellings.last { $0.contains(text) }.map { (item: item, spelling: $0) }
    }
    return holding.count == 1 ? holding[0] : nil
  }

  /// Those whose key or label holds a text.
  func holding(_ text: String) -> [Item] {
    let text = text.lowercased()
    let found = items.filter { $0.key.lowercased().contains(text) || $0.label.lowercased().contains(text) }
    guard found.isEmpty else { return found }
    let plain = Spelling.plain(text)
    return items.filter { item in
      [item.key, item.label].contains { Spelling.plain($0.lowercased()).contains(plain) }
    }
  }
}

extension Text {
  /// What it says in other languages.
  fileprivate func others(than language: Language) -> [String] {
    Language.allCases.filter { $0 != language }.map { self[$0] }.filter { $0 != self[language] }
  }
}
