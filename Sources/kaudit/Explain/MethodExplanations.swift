extension MethodExplanation {
  /// Of every method.
  static let all = basic + network + profiles + team + evidence

  private static let basic = [
    MethodExplanation(
      name: "gap_analysis",
      formula: """
        W = w(class) · w(stage) · w(group), the weights of each axis divided by their sum
        gap = max(0, ideal − current), surplus = max(0, current − ideal)
        weighted gap = W · gap / (maximum − minimum)
        overall index = Σ weighted gap / Σ W of the scored cells
        attainment = Σ W · (min(current, ideal) − minimum) / Σ W · (ideal − minimum)
        band A while the share of all weighted gaps before the cell is below 80 %, B below 95 %, then C
        priority score = weighted gap · urgency / effort, where both are given
        """,
      edges:
        "A cell without an ideal is not required. A cell without a score counts against the coverage of the assessment, never as zero. A surplus is told apart and not set off. Without any gap there are no shares. Current and ideal may be rated by several; their spread is kept.",
      source: "Knowledge gap as needed minus available: Liebowitz et al. 2000. Method catalogue, section 1."),
    MethodExplanation(
      name: "customer_classification",
      formula: """
        contribution = revenue − direct cost − cost to serve, growth = potential ÷ revenue − 1
        lifetime value, margin at the end of the year: Σ m · (1+g)^(t−1) · r^t / (1+d)^t
        the same with the margin now: Σ m · (1+g)^t · r^t / (1+d)^t, t from 0
        below zero: lifetime value below 0; most valuable: band A; most growable: both growth limits passed
        bands: A while the share before the customer is below 80 %, B below 95 %, then C
        Gini = Σ (2i − n − 1) · x(i) / (n · Σ x), ascending
        """,
      edges:
        "Without a horizon and with a value that grows without limit there is no lifetime value. A figure that is not given leaves its tests undecided. How many customers change class when a limit moves by a tenth is told with the result.",
      source: "Peppers & Rogers; Gupta & Lehmann. Method catalogue, section 2."),
    MethodExplanation(
      name: "register_scoring",
      formula: """
        risk = criticality · vulnerability, each 1 to 5; 20 extreme, 12 high, 6 moderate
        freshness = days since the review ÷ interval; up to 0.5 fresh, 1 ageing, 2 overdue, then stale
        freshness_score = max(0, 1 − days ÷ interval); decayed_to = 2^(−days ÷ half-life)
        derived vulnerability = 1, + 1 tacit, + 2 one holder or + 1 two, + 1 a holder leaves within
          leaving_within days, + 1 not documented or overdue; at most 5
        coverage = cells with an asset ÷ cells that are needed; thin: one asset, or all held by one person
        bus factor = fewest people whose leaving strips more than half of the assets of all holders
        """,
      edges:
        "An asset never reviewed is unknown, not stale. A vulnerability that is not rated is derived from form, holders and review, and its grounds are told. The bus factor is searched exactly up to 15 people, greedily above.",
      source: "Method catalogue, section 6."),
    MethodExplanation(
      name: "agreement",
      formula: """
        icc21, icc2k: absolute agreement of single raters, of the mean of all (see icc)
        krippendorff, cohen, fleiss: see krippendorff and kappa
        leniency of a rater = mean of own score − mean of all scores of the same cell
        """,
      edges:
        "Where a coefficient is not defined for such scores, it has a reason instead of a value: raters who did not score everything (icc), more than two raters (cohen), cells rated unequally often (fleiss), no spread at all.",
      source: "Method catalogue, sections 5.3 and 5.4."),
    MethodExplanation(
      name: "krippendorff",
      formula: """
        α = 1 − (n − 1) · Σ o(c,k) · δ²(c,k) / Σ n(c) · n(k) · δ²(c,k)
        o: coincidences within units, each unit divided by its ratings less one
        δ² nominal: 1 where they differ; interval: (c − k)²; ratio: ((c − k) / (c + k))²
        δ² ordinal: (ratings from c to k − half of those at c and k)²
        interval: percentile bootstrap over the units, where a seed is given
        """,
      edges:
        "Units with fewer than two ratings do not count and are told as missing. With one value only in all data there is no coefficient. Words are compared at the level `nominal`. Below ten units the bootstrap warns.",
      source:
        "Krippendorff 2011, Computing Krippendorff's Alpha-Reliability. Guides: 0.800 rely, 0.667 tentative. Method catalogue, section 5.3."
    ),
    MethodExplanation(
      name: "icc",
      formula: """
        two-way mean squares MS(R) of targets, MS(C) of raters, MS(E) of the rest
        ICC(2,1) = (MS(R) − MS(E)) / (MS(R) + (k − 1) · MS(E) + k · (MS(C) − MS(E)) / n)
        ICC(2,k) = (MS(R) − MS(E)) / (MS(R) + (MS(C) − MS(E)) / n)
        ICC(3,1) = (MS(R) − MS(E)) / (MS(R) + (k − 1) · MS(E)), ICC(3,k) = (MS(R) − MS(E)) / MS(R)
        ICC(1,1), ICC(1,k): the same with the mean square within targets
        F = MS(C) / MS(E): whether one rater is stricter
        """,
      edges:
        "Rows in which a score is missing are left out and counted. Two targets and two raters at least. Without spread there is no value or interval. A coefficient may be below zero. Where ICC(3,1) is above ICC(2,1) by 0.1 or more, and not by chance, a warning says who is stricter.",
      source:
        "Shrout & Fleiss 1979; intervals by McGraw & Wong 1996. Guides (Koo & Li 2016): 0.5 moderate, 0.75 good, 0.9 excellent. Method catalogue, section 5.4."
    ),
    MethodExplanation(
      name: "kappa",
      formula: """
        κ = (observed − expected) / (1 − expected)
        Cohen, two raters: expected from the shares of both; weighted: 1 − Σ w · o / Σ w · e
        w = |i − j| / (k − 1) linear, its square quadratic
        Fleiss, several raters: P(i) = (Σ n² − r) / (r · (r − 1)), expected = Σ p(j)²
        """,
      edges:
        "All levels of a scale, all choices of the fields or all `categories` count, also those nobody used. Where chance alone would agree fully there is no value. Fleiss needs as many ratings of every row; Krippendorff's alpha takes unequal numbers.",
      source:
        "Cohen 1960, 1968; Fleiss 1971; interval by Fleiss, Cohen & Everitt 1969. Guides (Landis & Koch 1977): 0.21 fair, 0.41 moderate, 0.61 substantial. Method catalogue, section 5.3."
    ),
    MethodExplanation(
      name: "kendall_w",
      formula: """
        W = 12 · S / (k² · (n³ − n) − k · Σ (t³ − t))
        S: squares of the rank sums about their mean; t: how many are equal
        χ² = k · (n − 1) · W with n − 1 degrees of freedom
        """,
      edges:
        "Rows in which a score is missing are left out and counted. Where all are equal there is no value.",
      source: "Kendall & Babington Smith 1939. Method catalogue, section 5.4."),
    MethodExplanation(
      name: "cronbach",
      formula: """
        α = k / (k − 1) · (1 − Σ s²(item) / s²(total))
        standardised α = k · r / (1 + (k − 1) · r), r the mean correlation
        corrected correlation: of a question with the total of the others
        interval: 1 − (1 − α) · F at n − 1 and (n − 1)(k − 1) degrees of freedom (Feldt)
        """,
      edges:
        "Respondents who left a question open do not count (listwise), or each covariance is of those who answered both (pairwise); the two can differ clearly. A negative corrected correlation warns that a question may be worded negatively. α can be negative.",
      source:
        "Cronbach 1951; Feldt, Woodruff & Salih 1987. Guides: 0.7 usable, 0.8 good, above 0.95 redundant. Method catalogue, section 5.2."
    ),
    MethodExplanation(
      name: "likert",
      formula: """
        counts of each level, also of those nobody chose; median and quartiles (type 7); then the mean
        top and bottom: share of the two highest and two lowest levels
        polarisation = variance / ((maximum − minimum) / 2)²: 1 where half stands at either end
        questions worded negatively: minimum + maximum − answer
        """,
      edges:
        "Missing answers are counted by question, never as zero. The deviation of a single answer has no value. A level between two whole ones is a mistake. Of fewer than five answers no shares are given, which would point at persons.",
      source: "Method catalogue, section 5.1."),
    MethodExplanation(
      name: "key_sources",
      formula: """
        dimension = mean of its rated indicators; score S = Σ w · x, geometric score = Π x^w
        key source: S at the threshold or above, and every dimension at the floor or above
        octant: high (H) or low (L) in value, willingness, absorption
        """,
      edges:
        "A dimension of which fewer than half of the indicators are rated has no level, and its source no rank. A geometric score needs a scale above zero. `firm` says whether the first places stay when each weight moves by a fifth.",
      source: "Absorption after Zahra & George 2002. Method catalogue, section 3."),
    MethodExplanation(
      name: "before_after",
      formula: """
        change = s · (after − before), s = 1 where more is better, −1 where less is
        percent = 100 · change / |before|
        progress = (after − before) / (target − before), in both directions
        a set: weighted mean of the progress of its indicators, each kept between −1 and 1
        """,
      edges:
        "A value before of 0 gives no percentage. An indicator without target or value after has no progress and is named. Units are never added; sets stand beside each other. Before and after show a change, not its cause.",
      source: "Method catalogue, section 8."),
    MethodExplanation(
      name: "maturity_profile",
      formula: """
        level of a dimension = mean of its items, 1 to 5
        overall: the lowest dimension, and beside it the mean of all
        levels: 1 aware, 2 local, 3 common, 4 measured, 5 continuously improving
        """,
      edges:
        "An item that was not assessed is named and does not count. While a dimension is not assessed, there is no lowest one.",
      source: "Levels after APQC. Method catalogue, section 7."),
    MethodExplanation(
      name: "leaving_experts",
      formula: """
        product = attrition factor · position factor, 1 to 25
        attrition: 5 within 1 year, 4 within 2, 3 within 3, 2 within 5, then 1
        bands: immediate from 20, plan from 16, look ahead from 10, then watch
        """,
      edges:
        "Where it is not known when somebody leaves, there is no product but a worst case. Limits of time are inclusive. A day that has passed counts as within a year. Where the worst case is 16 or more, the questions that nobody has answered are told: what is lost, what follows, what is to be done.",
      source:
        "Tennessee Valley Authority, published for nuclear plants by the IAEA. Method catalogue, section 10.3."
    ),
    MethodExplanation(
      name: "ahp",
      formula: """
        a(i,j): how many times as important i is as j; a(j,i) = 1 / a(i,j)
        weights: principal eigenvector, by power iteration; λ = mean of (A·w)(i) / w(i)
        CI = (λ − n) / (n − 1), CR = CI / RI(n)
        several judges: geometric mean of their entries
        misfit of an entry: |ln(a(i,j) · w(j) / w(i))|, the largest first
        """,
      edges:
        "Half of the matrix is enough. A ratio below 0.10 is accepted, up to 0.20 should be looked at again, above it the weights are refused and withheld, unless `refused` is `use`. Up to 15 criteria; one or two are always consistent.",
      source: "Saaty 1980; the table of random indices is named with the result. Method catalogue, section 3."
    ),
    MethodExplanation(
      name: "entropy_weights",
      formula: """
        p(i,j) = x(i,j) / Σ x(·,j); e(j) = −Σ p · ln p / ln m
        weight(j) = (1 − e(j)) / Σ (1 − e)
        rescaled: each column is first stretched to reach from 0 to 1
        """,
      edges:
        "Values are zero or above. Where nothing varies, all weigh the same, with a warning. The weights depend on where the scale has its zero. Rows in which a value is missing are left out and counted.",
      source: "Shannon's entropy as used in multi-criteria decisions. Method catalogue, section 3."),
  ]
}
