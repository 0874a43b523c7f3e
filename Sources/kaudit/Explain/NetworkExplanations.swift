extension MethodExplanation {
  static let network = [
    MethodExplanation(
      name: "knowledge_flow",
      formula: """
        flow: from giver to receiver; `seeks` turns the arrow of the answer round
        density = ties / (n · (n − 1)); among answers: ties of those who answered / (answered · (n − 1))
        degree centralisation = Σ (max − degree) / (n − 1)²; mutual ties: / ((n − 1) · (n − 2))
        reciprocity of ties = answered ties / ties; of pairs = mutual pairs / connected pairs
        betweenness = Σ shares of shortest paths through somebody / ((n − 1) · (n − 2)), mutual: halved pairs
        closeness, r people reached in Σ d steps: (r / (n − 1)) · (r / Σ d); r / Σ d; Σ (1 / d) / (n − 1)
        weighted paths: length of a tie = 1 / strength
        clustering = ties among partners / pairs of partners; core = largest k-core
        constraint = Σ (p(i,j) + Σ p(i,q) · p(q,j))², p the shares of ties
        brokers: giver → person → receiver without a tie of its own, by the departments of the three
        E–I = (external − internal) / all ties
        removal: components and reachable pairs of the others before and after somebody has gone
        """,
      edges:
        "Somebody who did not answer has no degree in the direction that only the answer would tell, and every measure of the whole warns below the reliable response. Ties with oneself are left out and counted, repeated ties are added up. Without a strength on every tie there is nothing weighted. People who are not in the table of people are refused, with their row.",
      source:
        "Freeman 1979 (centralisation), Brandes 2001 (betweenness), Wasserman & Faust 1994 (closeness), Gould & Fernandez 1989 (brokers), Burt 1992 (constraint), Krackhardt & Stern 1988 (E–I). Method catalogue, section 10.1."
    ),
    MethodExplanation(
      name: "ranking_sensitivity",
      formula: """
        score = Σ weight · value, weights divided by their sum
        each weight × (1 − change) and × (1 + change), the others of its axis divided by the new sum
        τ-b = (concordant − discordant) / √((pairs − ties in one) · (pairs − ties in the other))
        kept = items of the top that stay in it / items of the top
        firm: the top stays the same whichever single weight changes
        """,
      edges:
        "Rows in which a value is missing are left out and counted. Equal weights are shown, but do not decide on firmness. Weights of 0, or alone on their axis, cannot be changed. With one value only there is no τ.",
      source: "Kendall 1945. Method catalogue, section 10.10."),
    MethodExplanation(
      name: "combined_weights",
      formula: """
        both sets divided by their sums
        product: w = a · b / Σ a · b
        mixture: w = share · a + (1 − share) · b
        """,
      edges:
        "In a product, a criterion that weighs nothing in one set weighs nothing at all, which is told. A row without a weight in one set is refused.",
      source: "Method catalogue, section 3, combination of both."),
  ]
}
