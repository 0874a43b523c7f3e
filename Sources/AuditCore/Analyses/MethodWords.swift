extension AnalysisMethod {
  /// What the method computes, in a sentence.
  public var summary: String { summaries[name] ?? name }
}

extension AnalysisMethod.Parameter {
  /// What the argument means, in a sentence.
  public var meaning: String { meanings[name] ?? name }
}

private let summaries = [
  "gap_analysis": "Compares the scores with the level that is wanted, cell by cell, and weighs the gaps.",
  "customer_classification": "Sorts customers by value and growth, with the whale curve.",
  "register_scoring": "Scores an asset register: risk, coverage by class and stage, gaps, single holders.",
  "agreement": "Says how far raters agree, by a coefficient, and who is stricter.",
  "krippendorff": "Krippendorff's alpha: agreement of any number of raters, values may be missing.",
  "icc": "The six intraclass correlations: agreement and consistency of scores.",
  "kappa": "Cohen's kappa of two raters, Fleiss' kappa of several: agreement on categories.",
  "kendall_w": "Kendall's W: how far raters rank alike.",
  "cronbach": "Cronbach's alpha: whether several questions measure one thing.",
  "likert": "What was answered on a scale, question by question.",
  "key_sources": "Which sources of knowledge are worth it: value, willingness and our absorption.",
  "ahp": "Weights from comparisons two by two, with their consistency (analytic hierarchy process).",
  "entropy_weights": "Weights from the ratings themselves: what tells nothing apart weighs nothing.",
]

private let meanings = [
  "current": "The step with the scores of today.", "ideal": "The field with the level that is wanted.",
  "refinements":
    "The field with a level of its own for some cells, as for one group; it goes before `ideal`, and `not_applicable` means that nothing is needed there.",
  "weights": "The field with the weight of each value, by axis; the axes span the cells.",
  "combine": "How several scores of a cell become one.",
  "revenue": "What a customer brings in.", "direct_cost": "What is sold to a customer costs that much.",
  "cost_to_serve": "What serving a customer costs.", "potential_revenue": "What a customer could bring in.",
  "retention": "How likely a customer stays for another year.",
  "discount_rate": "By how much a year later is worth less.", "horizon": "How many years are looked ahead.",
  "margin_growth": "By how much the margin grows each year.",
  "first_margin": "Whether the first margin comes now or at the end of the year.",
  "value_measure":
    "What customers are sorted by: this year's contribution, or the value over their lifetime.",
  "growth_minimum_amount": "From which amount on a potential counts as growth.",
  "growth_minimum_ratio": "From which share on a potential counts as growth.",
  "abc_a": "Up to which share of the sum customers belong to A.",
  "abc_b": "Up to which share of the sum customers belong to B.",
  "classes": "The classes of knowledge that an asset holds.",
  "stages": "The stages of the lifecycle that an asset serves.",
  "groups": "The customer groups that an asset is about.",
  "criticality": "How much harm its loss would do.", "vulnerability": "How easily it is lost.",
  "quality": "How good it is.", "reviewed": "The day of its last review.",
  "interval": "After how many days it is due for review.", "form": "In which form it exists.",
  "owner": "Who answers for it.", "holders": "Who holds it.", "decisions": "Which decisions rest on it.",
  "location": "Where it lies.", "name": "What it is called.",
  "duplicate_of": "The asset that it repeats.", "mask": "Which stages are needed for each class.",
  "columns": "The fields of one register: a column for each rater, question or criterion.",
  "value": "The indicators of what a source's knowledge is worth.",
  "willingness": "The indicators of how ready a source is to share it.",
  "absorption": "The indicators of how able we are to take it in.",
  "value_weight": "The weight of value; all three or none.",
  "willingness_weight": "The weight of willingness; all three or none.",
  "absorption_weight": "The weight of absorption; all three or none.",
  "threshold": "The least score of a key source; without it 3.5.",
  "floor": "The least level in every dimension of a key source; without it 2.5.",
  "high_from": "From which level on a dimension is high; without it 3.",
  "judge": "The field that says who compares, where there are several.",
  "random_index": "The table that consistency is measured by; without it `saaty-1980`.",
  "accept_below": "Below which consistency ratio comparisons are accepted; without it 0.1.",
  "refuse_above": "Above which consistency ratio they are refused; without it 0.2.",
  "variant": "How ratings become shares; without it `proportions`.",
  "less_is_better": "The criteria of which less is better, which are turned round.",
  "minimum": "The lowest level of the scale, where the fields do not say it.",
  "maximum": "The highest level of the scale, where the fields do not say it.",
  "reversed": "The questions that are worded negatively, which are turned round.",
  "missing": "What is done about missing answers; without it `listwise`.",
  "replicates": "How often is drawn by lot; without it 2000 times.",
  "scores": "The register of scores, or the field that holds them.",
  "rater": "The field that says who gave a score; without it `rater`.",
  "coefficient": "How agreement is measured; without it ICC(2,1).",
  "level": "How values differ, for Krippendorff's alpha; without it `ordinal`.",
  "weighting": "How much it counts that two raters differ, for Cohen's kappa; without it `none`.",
  "target": "The least value that was agreed upon beforehand.",
  "seed": "Any whole number: with it, an interval is drawn by lot from it.",
  "minimum_quality": "Below which quality an asset does not count as cover.",
]
