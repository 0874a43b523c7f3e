extension MethodExplanation {
  /// Of the methods on evidence and knowledge held, changes and samples.
  static let evidence = [
    MethodExplanation(
      name: "finding_confidence",
      formula: """
        four grounds, each met, not met, or not known:
          kinds        as many kinds of evidence support it as are needed
          recency      as many kinds also among what is recent; what has no date may be recent
          agreement    the coefficient of the scores behind it reaches its target
          consistency  nothing speaks against it
        high: all are met; medium: one is not; low: two or more are not, or nothing supports it
        """,
      edges:
        "A finding without scores behind it is not judged by agreement. Evidence against a finding does not add to its kinds; it is listed, never averaged away. Evidence from after today is a mistake. Evidence names its finding, or findings name their evidence, as several keys in a cell.",
      source:
        "Triangulation. Targets: ICC 0.75 (Koo & Li 2016), Krippendorff's alpha 0.667. Method catalogue, section 10.9 and step 8."
    ),
    MethodExplanation(
      name: "swot",
      formula: """
        strengths: required cells at their ideal level or above, with evidence
        weaknesses: gaps of band A; blind and thin spots; assets of extreme or high risk;
          experts of the bands immediate and plan
        opportunities and threats: issues of the context, and potentials of customer groups
        """,
      edges:
        "A cell that is met without evidence is no strength, and is named. An issue that nobody has judged, and a potential of 0, are neither. Pairs across (strengths with opportunities and so on) are for people to write. Each entry is named for ever by its result and the element there: gap-analysis/1#about,apply. On a table, results are files that `kaudit analyse … --format json` printed.",
      source: "Method catalogue, section 10.4."),
    MethodExplanation(
      name: "standard_reference",
      formula: """
        a subject is seen, partly, absent or notApplicable; without a word nobody has looked
        unproven: seen or partly, with nothing that shows it
        """,
      edges:
        "All subjects are listed, also those that the table leaves out. It is a cross-reference: it never certifies anything.",
      source:
        "ISO 30401:2018, Knowledge management systems, by clause groups and in own words. Method catalogue, section 10.11."
    ),
    MethodExplanation(
      name: "knowledge_map",
      formula: """
        of a topic: its holders, the deepest first; backups: others at the backup depth or above
        backup: present; shallow, none of the others is deep enough; none, one holds it alone;
          unknown, the depth of others is not rated; unheld, nobody holds it
        backed = topics with a backup ÷ topics that somebody holds
        fragile in a view: held by one person alone, or by nobody
        """,
      edges:
        "A depth that is not rated is never taken for shallow. Without a table of topics, they are those that are held or move, and none is unheld. Flows inside the firm, to customers and from them are kept apart; the same flow given twice counts once.",
      source: "Method catalogue, section 10.5; what counts as a backup is a definition of this method."),
    MethodExplanation(
      name: "change_test",
      formula: """
        signed_rank: Wilcoxon's smaller sum of ranks of |after − before|, without those unchanged
        chance: exact up to 25 that changed without ties, else by the normal distribution,
          with corrections for ties and continuity; two-sided
        adjusted_chance: Holm's, over all indicators tested; proven: below 1 − level
        effect = mean change ÷ standard deviation of the changes (Cohen's d)
        shares: change = q − p, interval ± z · √(p(1 − p)/n + q(1 − q)/m); proven: without 0 in it
        """,
      edges:
        "Pairs in which a value is missing are left out and counted. Where nobody has changed there is no chance, and where all changed alike no effect. A change shows no cause.",
      source: "Wilcoxon 1945; Holm 1979; Cohen 1988; Wald's interval. Method catalogue, section 5.5."),
    MethodExplanation(
      name: "sample_size",
      formula: """
        unlimited = z² · p · (1 − p) / e²
        unrounded = unlimited / (1 + (unlimited − 1) / N), rounded up to needed_answers
        to_invite = answers wanted ÷ response expected, rounded up, at most all there are
        strata: in proportion to their sizes, by largest remainders, each at least `least`
        margin_of_error = z · √(p(1 − p)/n · (N − n)/(N − 1)) of those who answered
        """,
      edges:
        "Texts differ by one where they begin with 384 rounded, or divide by 1 + unlimited / N. Strata are rounded up one by one, so that a few more are invited in all. A stratum without a size gets no part, with a warning. Without a population it is taken as unlimited. Without strata no file is needed.",
      source:
        "Cochran 1977; tables of Krejcie & Morgan 1970 follow the same formula. Method catalogue, section 5.6."
    ),
  ]
}
