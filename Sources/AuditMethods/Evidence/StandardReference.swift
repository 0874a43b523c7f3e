/// What the audit saw of the subjects of ISO 30401:2018, knowledge management systems: a cross-reference, no certificate.
///
/// The list of subjects is in own words, by the clause groups of the standard; method catalogue, section 10.11.
public enum StandardReference {
  public static let version = "iso-30401-reference/1"

  /// A clause group of the standard.
  public enum Clause: Int, CaseIterable, Sendable {
    case context = 4
    case leadership, planning, support, operation, evaluation, improvement

    public var english: String { words.english }
    public var chinese: String { words.chinese }

    private var words: (english: String, chinese: String) {
      switch self {
      case .context: ("context and system", "组织环境与体系")
      case .leadership: ("leadership", "领导作用")
      case .planning: ("planning", "策划")
      case .support: ("support", "支持")
      case .operation: ("operation", "运行")
      case .evaluation: ("evaluation", "绩效评价")
      case .improvement: ("improvement", "改进")
      }
    }
  }

  /// One subject to look for.
  public enum Subject: String, CaseIterable, Sendable {
    case context
    case interestedParties
    case scope, priorities
    case acquireNew
    case applyCurrent
    case retain
    case handleOutdated
    case interaction, representation, combination, internalisation
    case people, processes, technology, governance, culture
    case commitment, policy, roles, planning
    case resources, competence, awareness, communication, documents
    case operation, monitoring
    case internalAudit
    case managementReview
    case improvement

    public var clause: Clause {
      switch self {
      case .context, .interestedParties, .scope, .priorities, .acquireNew, .applyCurrent, .retain,
        .handleOutdated, .interaction, .representation, .combination, .internalisation, .people, .processes,
        .technology, .governance, .culture:
        .context
      case .commitment, .policy, .roles: .leadership
      case .planning: .planning
      case .resources, .competence, .awareness, .communication, .documents: .support
      case .operation: .operation
      case .monitoring, .internalAudit, .managementReview: .evaluation
      case .improvement: .improvement
      }
    }

    public var english: String { words.english }
    public var chinese: String { words.chinese }

    private var words: (english: String, chinese: String) {
      switch self {
      case .context: ("context of the organisation", "组织所处环境")
      case .interestedParties: ("interested parties and their needs", "相关方及其需求")
      case .scope: ("scope of knowledge management", "知识管理的范围")
      case .priorities: ("priorities among knowledge domains", "知识领域的优先次序")
      case .acquireNew: ("acquiring new knowledge", "获取新知识")
      case .applyCurrent: ("applying current knowledge", "应用现有知识")
      case .retain: ("retaining knowledge", "保留知识")
      case .handleOutdated: ("handling outdated or invalid knowledge", "处理过时或无效的知识")
      case .interaction: ("knowledge passed on between people", "人际交流传递知识")
      case .representation: ("knowledge put into words and records", "知识的表述与记录")
      case .combination: ("knowledge brought together and ordered", "知识的汇集与整理")
      case .internalisation: ("knowledge learned and taken over", "知识的学习与内化")
      case .people: ("people and their roles in knowledge work", "人员及其知识工作角色")
      case .processes: ("processes", "流程")
      case .technology: ("technology and infrastructure", "技术与基础设施")
      case .governance: ("governance", "治理")
      case .culture: ("culture of knowledge management", "知识管理文化")
      case .commitment: ("commitment of top management", "最高管理层的承诺")
      case .policy: ("policy", "方针")
      case .roles: ("roles and authorities", "岗位与权限")
      case .planning: ("risks, opportunities and objectives", "风险、机遇与目标")
      case .resources: ("resources", "资源")
      case .competence: ("competence", "能力")
      case .awareness: ("awareness", "意识")
      case .communication: ("communication", "沟通")
      case .documents: ("documented information", "成文信息")
      case .operation: ("operational planning and control", "运行的策划与控制")
      case .monitoring: ("monitoring and measurement", "监视与测量")
      case .internalAudit: ("internal audit", "内部审核")
      case .managementReview: ("management review", "管理评审")
      case .improvement: ("nonconformity and continual improvement", "不符合与持续改进")
      }
    }
  }

  /// What was seen of a subject.
  public enum Sighting: String, CaseIterable, Sendable {
    case seen, partly, absent, notApplicable

    public var chinese: String {
      switch self {
      case .seen: "已见到"
      case .partly: "部分见到"
      case .absent: "未见到"
      case .notApplicable: "不适用"
      }
    }
  }

  /// A tick of the list.
  public struct Tick: Equatable, Sendable {
    public var subject: Subject
    /// Nil, like a subject without a tick: not looked at.
    public var sighting: Sighting?
    /// Findings, results or documents that show it.
    public var references: [String]

    public init(_ subject: Subject, _ sighting: Sighting?, references: [String] = []) {
      self.subject = subject
      self.sighting = sighting
      self.references = references
    }
  }

  /// One subject with what shows it, in byte order.
  public struct Row: Equatable, Sendable {
    public var subject: Subject
    public var sighting: Sighting?
    public var references: [String]
    /// Said to be there, in full or in part, with nothing that shows it.
    public var isUnproven: Bool
  }

  /// How many subjects of a clause group stand how.
  public struct ClauseCount: Equatable, Sendable {
    public var clause: Clause
    public var seen: Int
    public var partly: Int
    public var absent: Int
    public var notApplicable: Int
    public var open: Int
  }

  public struct Outcome: Equatable, Sendable {
    public var basis: Basis
    /// All subjects, in their order.
    public var rows: [Row]
    public var clauses: [ClauseCount]
    public var unproven: [Subject]
    public var open: [Subject]
  }

  /// The cross-reference, or everything that is wrong with the input.
  public static func run(_ ticks: [Tick]) throws(MethodError) -> Outcome {
    var faults = FaultList()
    var given: [Subject: Tick] = [:]
    for tick in ticks {
      let row = tick.subject.rawValue
      for reference in tick.references { faults.checkNamed(reference, row, "references") }
      if given.updateValue(tick, forKey: tick.subject) != nil {
        faults.add(row, "subject", found: "given twice", expected: "each subject once")
      }
    }
    try faults.throwIfAny()
    let rows = Subject.allCases.map { subject in
      let tick = given[subject]
      let references = Set(tick?.references ?? []).inByteOrder()
      let isThere = tick?.sighting == .seen || tick?.sighting == .partly
      return Row(
        subject: subject, sighting: tick?.sighting, references: references,
        isUnproven: isThere && references.isEmpty)
    }
    let open = rows.filter { $0.sighting == nil }.map(\.subject)
    let outside = rows.count { $0.sighting == .notApplicable }
    return Outcome(
      basis: Basis(
        n: rows.count - open.count - outside, missing: open.count, notApplicable: outside,
        parameters: [NamedValue("standard", "ISO 30401:2018")], methodVersion: version,
        warnings: [.crossReferenceOnly]),
      rows: rows, clauses: Clause.allCases.map { count($0, rows) },
      unproven: rows.filter(\.isUnproven).map(\.subject), open: open)
  }

  private static func count(_ clause: Clause, _ rows: [Row]) -> ClauseCount {
    let own = rows.filter { $0.subject.clause == clause }
    func count(_ sighting: Sighting?) -> Int { own.count { $0.sighting == sighting } }
    return ClauseCount(
      clause: clause, seen: count(.seen), partly: count(.partly), absent: count(.absent),
      notApplicable: count(.notApplicable), open: count(nil))
  }
}

extension Remark {
  fileprivate static let crossReferenceOnly = Remark(
    "cross-reference-only",
    english: "this is a cross-reference to ISO 30401:2018; it does not certify anything",
    chinese: "本表仅为与 ISO 30401:2018 的对照，不构成认证")
}
