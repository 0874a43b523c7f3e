import AuditMethods

extension AnalysisMethod {
  /// Two classifications of the same items, with several labels each: method catalogue, section 4.
  static let labelAgreement = AnalysisMethod(
    name: "label_agreement", version: LabelAgreement.version,
    summary: "How far two classifications of the same items agree, where an item may bear several labels.",
    parameters: [
      Parameter(
        "first", .column(.texts), required: true,
        "The labels of the first classification, such as the key of an exercise."),
      Parameter(
        "second", .column(.texts), required: true,
        "The labels of the second, such as what was answered."),
    ], result: resultLayout.type, usesDay: false
  ) { inputs throws(AnalysisFailure) in
    let (first, second) = (try inputs.requiredColumn("first"), try inputs.requiredColumn("second"))
    let items = inputs.entries(first).map { entry in
      LabelledItem(
        id: AnalysisInputs.key(entry), first: inputs.labels(entry, first),
        second: inputs.labels(entry, second))
    }
    let labels = inputs.keys(first)
    let others = Set(inputs.keys(second)).subtracting(labels)
    return try inputs.outcome(resultLayout) { () throws(MethodError) in
      var result = try LabelAgreement.run(
        items, labels: labels + inputs.keys(second).filter(others.contains))
      result.basis.excuse(inputs.concerned([first, second]).others)
      return result
    }
  }
}

extension AnalysisInputs {
  /// The labels of an item; nothing where it was not classified.
  fileprivate func labels(_ entry: Entry, _ column: Column) -> [String]? {
    value(entry, column) == nil ? nil : texts(entry, column)
  }
}

private let resultLayout = Layout<LabelAgreementResult>(
  "label_agreement result",
  [
    Layout.row("basis", basisLayout) { $0.basis }, Layout.row("exact", shareLayout) { $0.exact },
    Layout.figure("jaccard") { $0.jaccard }, Layout.figure("precision") { $0.precision },
    Layout.figure("recall") { $0.recall }, Layout.figure("f1") { $0.f1 },
    Layout.rows("by_label", labelLayout) { $0.labels }, Layout.rows("entries", itemLayout) { $0.items },
  ])

private let labelLayout = Layout<LabelRow>(
  "label",
  [
    Layout.text("label") { $0.label }, Layout.figure("kappa") { $0.kappa }, Layout.interval { $0.interval },
    Layout.figure("agreement") { $0.agreement }, Layout.whole("both") { $0.both },
    Layout.whole("only_first") { $0.onlyFirst }, Layout.whole("only_second") { $0.onlySecond },
    Layout.whole("neither") { $0.neither },
  ])

private let itemLayout = Layout<LabelledItemRow>(
  "labelled item",
  [
    Layout.text("id") { $0.id }, Layout.flag("is_exact") { $0.isExact },
    Layout.number("jaccard") { $0.jaccard }, Layout.texts("first_alone") { $0.onlyFirst },
    Layout.texts("second_alone") { $0.onlySecond },
  ])
