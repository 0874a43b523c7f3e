extension MethodExplanation {
  /// Of the methods that show a state in stages, levels and aspects.
  static let profiles = [
    MethodExplanation(
      name: "staged_maturity",
      formula: """
        fulfilment of a stage = mean score of its items that concern the firm, 0 to 1
        attained: fulfilment at the threshold, no item below the floor, every lower stage attained
        distance = least points of score still lacking: what the mean lacks, or what lifts each item to the floor
        phase of CRM: the highest with all lower ones attained
        """,
      edges:
        "While an item is not assessed, its stage is undecided, and so are those above it that would be attained; how many stages are certain and how many are possible is told. A stage whose own items suffice on top of one that fails is blocked. Items that do not concern the firm are left out; a stage without any other is refused. Stages of different models are never mixed.",
      source:
        "Stage 3 of the service knowledge base, threshold and floor are own. Method catalogue, section 7."
    ),
    MethodExplanation(
      name: "technology_support",
      formula: """
        best level of an activity = the highest of all technologies, 0 to 3
        supported: best level at least sufficient (2); supporters: technologies that reach it
        support = supported activities ÷ activities that are decided
        supports alone: activities that no other technology supports
        """,
      edges:
        "A field that is not assessed is missing, not 0: an activity without support is undecided while one of its fields is open. Levels are ranks and are not added up. At most a million fields.",
      source: "Method catalogue, section 7."),
    MethodExplanation(
      name: "response_capability",
      formula: """
        expertise = (mean of the items − minimum) ÷ (maximum − minimum)
        speed = target time ÷ median time, at most 1; or from items, as expertise
        capability = √(expertise · speed)
        expert from 0.6, fast from 0.8: expert-fast, expert-slow, novice-fast, novice-slow
        """,
      edges:
        "Without expertise, a time or a target there is no capability, as neither part makes up for the other. A median time of 0 is speed 1. Cases without an answer are in no median; how many they are is told. Speed comes from items, from medians, or from the times of cases, never from two of them.",
      source:
        "Customer response expertise and speed: Jayachandran, Hewett & Kaufman 2004. Method catalogue, section 9."
    ),
    MethodExplanation(
      name: "seven_p",
      formula: """
        level that counts = rated level, without proof at most 2
        mean of a group = mean of the levels that count
        weakest: the aspects with the lowest of them
        """,
      edges:
        "An aspect that is not rated is open, never 0, and not in the mean. All seven are shown for every group. Aspects: profiling, persistency, profitability, performance, prospecting, product, promotion.",
      source: "Seven aspects of customer knowledge; the limit of 2 is own. Method catalogue, section 10.6."),
    MethodExplanation(
      name: "orientation",
      formula: """
        level of an aspect = mean of its raters, 1 (relationship-like) to 5 (knowledge-like)
        mean = mean of the aspects that have a level
        """,
      edges:
        "A rater who says nothing of an aspect is missing there. How far raters lie apart is told by the lowest and highest level. Neither end is better, so there is no verdict. Aspects: concept, goal, focus, customer_role, firm_role.",
      source: "CRM and customer knowledge management side by side. Method catalogue, section 10.7."),
    MethodExplanation(
      name: "reach",
      formula: """
        served: received, in time and usable, all three yes
        undelivered: one of them no; open: none no, but not all answered
        reach = served ÷ (served + undelivered)
        lowest reach: no open pair is served; highest reach: all are
        """,
      edges:
        "Pairs that the decision does not need count nowhere but as not applicable. Of what is not received, lateness and form are not asked. Where nothing is assessed there is no reach. Rows of one asset and decision are given once.",
      source: "Method catalogue, section 10.8."),
  ]
}
