import AuditMethods
public import CEL

/// A method of the catalogue as workflows use it: what it is called, what it needs, what it gives.
public struct AnalysisMethod: Sendable {
  public let name: String
  public let version: String
  /// What it computes, in a sentence.
  public let summary: String
  public let parameters: [Parameter]
  /// What expressions and templates can read of a result.
  public let result: CELType
  /// Whether the result depends on the day that counts as today.
  public let usesDay: Bool
  let run: @Sendable (AnalysisInputs) throws(AnalysisFailure) -> Value

  /// Every method that Kaudit knows.
  public static var all: [AnalysisMethod] { known.map { $0.method() } }

  /// By name, so that a workflow makes only those that it uses.
  private static let known: [(name: String, method: @Sendable () -> AnalysisMethod)] = [
    ("gap_analysis", { gapAnalysis }), ("customer_classification", { customerClassification }),
    ("register_scoring", { registerScoring }), ("agreement", { agreement }),
    ("krippendorff", { krippendorff }),
    ("icc", { intraclassCorrelation }), ("kappa", { kappa }), ("kendall_w", { concordance }),
    ("cronbach", { cronbach }), ("likert", { likert }), ("key_sources", { keySources }),
    ("ahp", { hierarchy }),
    ("entropy_weights", { entropyWeights }), ("before_after", { beforeAfter }),
    ("maturity_profile", { maturityProfile }), ("leaving_experts", { leavingExperts }),
    ("knowledge_flow", { knowledgeFlow }), ("ranking_sensitivity", { rankingSensitivity }),
    ("combined_weights", { combinedWeights }),
    ("staged_maturity", { stagedMaturity }), ("technology_support", { technologySupport }),
    ("response_capability", { responseCapability }), ("seven_p", { customerProfile }),
    ("orientation", { orientation }), ("reach", { reach }),
    ("raci", { raci }), ("independence", { independence }),
    ("item_classification", { itemClassification }), ("label_agreement", { labelAgreement }),
    ("finding_confidence", { findingConfidence }), ("swot", { strengthsAndWeaknesses }),
    ("standard_reference", { standardReference }), ("knowledge_map", { knowledgeMap }),
    ("change_test", { changeTest }), ("sample_size", { sampleSize }),
  ]

  /// The names of all methods.
  public static var names: [String] { known.map(\.name) }

  public static func named(_ name: String) -> AnalysisMethod? { known.first { $0.name == name }?.method() }

  /// What a word that columns can hold is called in Chinese, as tables may write it.
  public static func chinese(ofWord word: String) -> String? {
    CustomerProfile.Aspect(rawValue: word)?.chinese ?? OrientationProfile.Aspect(rawValue: word)?.chinese
      ?? KnowledgeClass(rawValue: word)?.chinese ?? StandardReference.Subject(rawValue: word)?.chinese
      ?? StandardReference.Sighting(rawValue: word)?.chinese
      ?? KnowledgeMap.Flow.Kind(rawValue: word)?.chinese
  }

  /// Why a figure has no value, in words, by the key that stands under its name with `_reason`.
  public static func words(forReason key: String, in language: Language) -> String? {
    Reason(rawValue: key).map { language == .chinese ? $0.chinese : $0.english }
  }
}

/// One thing that keeps a method from its result.
public struct AnalysisFault: Sendable {
  /// The row and the argument or column that it is about, where it is about one.
  public let row: String?
  public let field: String?
  /// All of it in words, row and field included.
  public let reason: String
}

/// Why a method gives no result: everything that is wrong with its inputs.
struct AnalysisFailure: Error {
  let faults: [AnalysisFault]
  var reasons: [String] { faults.map(\.reason) }

  init(_ reason: String) { faults = [AnalysisFault(row: nil, field: nil, reason: reason)] }
  init(_ faults: [Fault]) {
    self.faults = faults.map { AnalysisFault(row: $0.row, field: $0.field, reason: $0.description) }
  }
  init(_ error: MethodError) { self.init(error.faults) }
}

extension AuditState {
  /// Runs the method of a computed step on the answers as they stand. Needs its registers loaded.
  public func computation(of step: StepID) -> Computation? { computation(of: step, AuditBindings(self)) }

  func computation(of step: StepID, _ bindings: AuditBindings) -> Computation? {
    guard case .analyse(let analysis)? = workflow[step]?.kind,
      let method = AnalysisMethod.named(analysis.method)
    else { return nil }
    do throws(AnalysisFailure) {
      let result = try method.run(AnalysisInputs(analysis, bindings))
      return Computation(method: method.name, version: method.version, outcome: .result(result))
    } catch {
      return Computation(method: method.name, version: method.version, outcome: .failed(error.reasons))
    }
  }

  /// What keeps a computed step from its result, as the answers stand; nothing where it has one.
  public func faults(of step: StepID) -> [AnalysisFault] {
    guard case .analyse(let analysis)? = workflow[step]?.kind,
      let method = AnalysisMethod.named(analysis.method)
    else { return [] }
    do throws(AnalysisFailure) {
      _ = try method.run(AnalysisInputs(analysis, AuditBindings(self)))
      return []
    } catch { return error.faults }
  }

  /// The steps whose entries a computation reads, with those that their references and computed fields read.
  public func registers(readBy step: StepID) -> Set<StepID> {
    guard let place = workflow.places[step] else { return [] }
    var found: Set<Int> = [place]
    var open = [place]
    // A result is read as it stands; what it was made from is not looked at again.
    while let here = open.popLast() {
      guard here == place || !workflow.steps[here].isComputed else { continue }
      for next in workflow.reads[here] where found.insert(next).inserted { open.append(next) }
    }
    return Set(found.map { workflow.steps[$0].id })
  }
}
