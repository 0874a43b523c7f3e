import AuditMethods

extension AnalysisMethod {
  /// Items of customer knowledge in their classes: method catalogue, section 4.
  static let itemClassification = AnalysisMethod(
    name: "item_classification", version: ItemClassification.version,
    summary:
      "Puts items of customer knowledge into the four classes, by a dictionary of known items and four questions.",
    parameters: [
      Parameter(
        "name", .column(.text),
        "What an item is called, in English or Chinese; without it what tells the rows apart."),
      Parameter("describes_customer", .column(.flag), "Does it describe the customer? Then `about`."),
      Parameter(
        "made_for_customer", .column(.flag), "Is it made to be given to customers? Then `needed`."),
      Parameter(
        "stems_from_customer", .column(.flag),
        "Does it stem from customers or sit with them: said, felt, known, exchanged among them? Then `from`."),
      Parameter(
        "made_together", .column(.flag), "Is it produced or learned in joint work? Then `cocreated`."),
      Parameter(
        "override", .column(.words(KnowledgeClass.allCases.map(\.rawValue))), with: ["reason"],
        "The classes that the auditor decides on, against dictionary and questions; needs `reason`."),
      Parameter("reason", .column(.text), "Why the auditor decides otherwise."),
      Parameter(
        "known_item", .column(.texts), in: .table("known_items"), isKey: true, with: ["known_item_classes"],
        "What an item of your own dictionary is called, several names with | between; it goes before the usual ones."
      ),
      Parameter(
        "known_item_classes", .column(.words(KnowledgeClass.allCases.map(\.rawValue))),
        in: .table("known_items"), with: ["known_item"], "The classes of an item of your own dictionary."),
    ], result: resultLayout.type, usesDay: false
  ) { inputs throws(AnalysisFailure) in
    let columns = try ItemColumns(inputs)
    let items = try columns.items()
    let dictionary = KnowledgeDictionary.usual.including(inputs.ownDictionary(), spelling: Spelling.plain)
    return try inputs.outcome(resultLayout) { () throws(MethodError) in
      var result = try ItemClassification.run(items, dictionary: dictionary, spelling: Spelling.plain)
      result.basis.warnings += columns.warnings
      return result
    }
  }
}

extension AnalysisInputs {
  /// The known items of a register of one's own.
  fileprivate func ownDictionary() -> [KnowledgeDictionary.Entry] {
    guard let item = column("known_item") else { return [] }
    let classes = column("known_item_classes")
    return entries(item).map { entry in
      KnowledgeDictionary.Entry(parts(entry, item), texts(entry, classes).compactMap(KnowledgeClass.init))
    }
  }
}

/// The columns that say something of an item.
private struct ItemColumns {
  let inputs: AnalysisInputs
  let entries: [Entry]
  let name: AnalysisInputs.Column?
  let override: AnalysisInputs.Column?
  let reason: AnalysisInputs.Column?
  /// The four questions.
  let about, needed, from, cocreated: AnalysisInputs.Column?

  init(_ inputs: AnalysisInputs) throws(AnalysisFailure) {
    self.inputs = inputs
    (name, override, reason) = (inputs.column("name"), inputs.column("override"), inputs.column("reason"))
    (about, needed) = (inputs.column("describes_customer"), inputs.column("made_for_customer"))
    (from, cocreated) = (inputs.column("stems_from_customer"), inputs.column("made_together"))
    let given = inputs.analysis.arguments.lazy.compactMap { inputs.column($0.name) }.first
    guard let given else {
      throw AnalysisFailure(
        "give `name`, or a question such as `describes_customer`, as a field of the items")
    }
    entries = inputs.entries(given)
  }

  func items() throws(AnalysisFailure) -> [KnowledgeItem] {
    var faults: [Fault] = []
    let known = KnowledgeClass.allCases.map(\.rawValue).joined(separator: ", ")
    let items = entries.map { entry in
      let id = AnalysisInputs.key(entry)
      let words = override.map { inputs.texts(entry, $0) } ?? []
      for word in words where KnowledgeClass(rawValue: word) == nil {
        faults.append(Fault(row: id, field: "override", found: "`\(word)`", expected: "one of \(known)"))
      }
      return KnowledgeItem(
        id: id, name: name.flatMap { inputs.text(entry, $0) } ?? id, answers: answers(entry),
        override: words.isEmpty
          ? nil
          : ClassOverride(
            classes: words.compactMap(KnowledgeClass.init), reason: inputs.text(entry, reason) ?? ""))
    }
    guard faults.isEmpty else { throw AnalysisFailure(MethodError(faults: faults)) }
    return items
  }

  private func answers(_ entry: Entry) -> ClassAnswers {
    ClassAnswers(
      describesCustomer: inputs.flag(entry, about), madeForCustomer: inputs.flag(entry, needed),
      stemsFromCustomer: inputs.flag(entry, from), madeTogether: inputs.flag(entry, cocreated))
  }

  /// Reasons for classes that nobody named.
  var warnings: [Remark] {
    let idle = entries.filter { inputs.text($0, reason) != nil && inputs.value($0, override) == nil }
      .map(AnalysisInputs.key)
    return idle.isEmpty ? [] : [.reasonWithoutClasses(idle)]
  }
}

extension Remark {
  fileprivate static func reasonWithoutClasses(_ ids: [String]) -> Remark {
    Remark(
      "reason-without-classes",
      english: "a reason is given, but no classes that it would explain: \(ids.joined(separator: ", "))",
      chinese: "写了理由，却没有写改判的类别：\(ids.joined(separator: "、"))")
  }
}

private let resultLayout = Layout<ItemClassificationResult>(
  "item_classification result",
  [
    Layout.row("basis", basisLayout) { $0.basis }, Layout.rows("class_counts", countLayout) { $0.counts },
    Layout.texts("in_several") { $0.inSeveral },
    Layout.texts("unclassified") { $0.ids { $0.ground == .notAnswered } },
    Layout.texts("contested") { $0.ids(where: \.isContested) },
    Layout.rows("entries", itemLayout) { $0.items },
  ])

extension ItemClassificationResult {
  fileprivate func ids(where isMeant: (ClassifiedItem) -> Bool) -> [String] {
    items.filter(isMeant).map(\.id)
  }
}

private let countLayout = Layout<ClassCount>(
  "knowledge class count",
  [
    Layout.text("knowledge_class") { $0.knowledgeClass.rawValue }, Layout.whole("count") { $0.share.count },
    Layout.whole("total") { $0.share.total }, Layout.figure("share") { $0.share.share },
  ])

private let itemLayout = Layout<ClassifiedItem>(
  "classified item",
  [
    Layout.text("id") { $0.id }, Layout.text("name") { $0.name },
    Layout.texts("knowledge_classes") { $0.classes.map(\.rawValue) },
    Layout.text("ground") { $0.ground.rawValue },
    Layout.texts("by_dictionary") { ($0.byDictionary ?? []).map(\.rawValue) },
    Layout.texts("by_answers") { ($0.byAnswers ?? []).map(\.rawValue) },
    Layout.texts("open_questions") { $0.unanswered.map(\.rawValue) },
    Layout.flag("is_contested") { $0.isContested }, Layout.text("reason") { $0.reason },
  ])
