extension MethodExplanation {
  /// Of the methods about the team and what it sorts.
  static let team = [
    MethodExplanation(
      name: "raci",
      formula: """
        accountable: each activity has exactly one A
        responsible: each activity has at least one R
        letters: R, A, C, I or A/R, nothing else
        overload: somebody has A or R in more activities than the maximum load; A/R counts once
        idle: somebody has nothing in any activity
        """,
      edges:
        "An empty cell is no part. Small letters and letters of full width are read alike; other words are told as an issue of their letters, and the activity is checked without them. Where each part stands in a row of its own, several rows of a person make one field; with a row for each letter, `--key activity,person,role` tells them apart. Without a maximum load, loads are shown and not judged. Nobody is idle whom neither a column, a row nor the table of people names.",
      source: "Method catalogue, section 10.2."),
    MethodExplanation(
      name: "independence",
      formula: """
        conflict: somebody scores a subject that names him or her, as owner, holder or member
        seconded: somebody whom the subject does not name scores it too
        open conflict: one that nobody seconds
        independent = scorings without a conflict ÷ scorings
        """,
      edges:
        "The same scoring given twice counts once. People are the same where their names are. Scorings without an auditor or a subject are counted as missing. Subjects that nobody scores say nothing. Ties can also be declared by themselves, person by subject.",
      source: "Method catalogue, step 1 and section 10.2."),
    MethodExplanation(
      name: "item_classification",
      formula: """
        override, where the auditor gives classes and a reason; else
        dictionary, where it knows the name (nineteen usual items in English and Chinese); else
        answers: each yes gives its class, so that an item can have several
        contested: all four are answered, and say something else than the dictionary
        """,
      edges:
        "An unknown item without a yes stays unclassified while a question is open, and is never guessed; four times no is no class. With a yes and open questions it may belong to more classes, which is told. Names are compared without regard to capital letters, spaces, full width, and traditional or simplified characters. Shares are of the classified items.",
      source: "Method catalogue, section 4."),
    MethodExplanation(
      name: "label_agreement",
      formula: """
        exact: items with the same labels in both
        jaccard = mean over the items of labels in common ÷ labels in either
        precision = labels in common ÷ labels of the second, recall = labels in common ÷ labels of the first
        F1 = 2 · common ÷ (labels of the first + labels of the second)
        κ of a label: Cohen's, of bearing it or not (see kappa)
        """,
      edges:
        "An item that one of the two did not classify is left out and counted; without any label in both, its similarity is 1. In a table an empty cell is not classified; an empty list in an audit says that no label applies. Where chance alone would agree on everything there is no κ. Labels are those of the vocabulary, also unused ones, else those that occur; at most 100.",
      source: "Method catalogue, section 4; Cohen 1960."),
  ]
}
