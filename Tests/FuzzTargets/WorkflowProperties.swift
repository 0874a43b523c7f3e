import AuditCore
import Diagnostics
import WorkflowYAML

func readWorkflow(_ input: [UInt8]) throws(Complaint) {
  let source = SourceFile(name: "workflow.yaml", bytes: input)
  let (loaded, diagnostics) = WorkflowReader.read(source, find: Shelf.file)
  try judge(diagnostics, printing: isOneOf(8, input))
  try require(loaded != nil || diagnostics.containsError, "no workflow, and no error why")
  if isOneOf(8, input) {
    let second = WorkflowReader.read(SourceFile(name: "workflow.yaml", bytes: input), find: Shelf.file)
    try require(second.diagnostics == diagnostics, "other diagnostics the second time")
  }
  guard let workflow = loaded?.workflow else { return }
  for language in workflow.languages {
    let scaffold = Scaffold.text(
      audit: "a", title: nil, workflow: workflow, named: "workflow.yaml", language: language)
    let document = AuditDocument(SourceFile(name: "audit.yaml", text: scaffold))
    let read = document.read(as: workflow) { _ in nil }
    try require(
      read.file != nil && read.diagnostics.isEmpty,
      "a new audit file is wrong: \(read.diagnostics.map(\.message)) in \(scaffold)")
  }
}

func readAudit(_ input: [UInt8]) throws(Complaint) {
  guard let workflow = Shelf.workflow else { throw Complaint("the workflow of the audits is wrong") }
  let document = AuditDocument(SourceFile(name: "audit.yaml", bytes: input))
  let (file, diagnostics) = document.read(as: workflow, find: Shelf.file)
  try judge(diagnostics, printing: isOneOf(8, input))
  try require(file != nil || diagnostics.containsError, "no audit, and no error why")
  guard isOneOf(8, input) else { return }
  let second = AuditDocument(SourceFile(name: "audit.yaml", bytes: input))
    .read(as: workflow, find: Shelf.file)
  try require(second.diagnostics == diagnostics, "other diagnostics the second time")
}

/// The files that those under test may name.
private enum Shelf {
  static func file(_ name: String) -> SourceFile? {
    switch name {
    case "v.yaml": SourceFile(name: name, text: vocabulary)
    case "m.csv": SourceFile(name: name, text: "person,kind,level\nAda,leader,5\nBo,x,\n\"C\"d,general,2\n")
    default: nil
    }
  }

  private static let vocabulary = """
    vocabularies:
      kind: {general: {en: General, zh: 一般}, leader: {en: Leader, zh: 领导}}
    scales:
      maturity: {min: 0, max: 5, labels: {0: {en: None, zh: 无}, 5: {en: All, zh: 全}}}
    """

  /// With every kind of step and type of field that an audit file can answer.
  static let workflow = WorkflowReader.read(SourceFile(name: "w.yaml", text: text), find: file)
    .workflow?.workflow

  private static let text = """
    kaudit: 1
    workflow: w
    version: 1.0.0
    title: W
    uses: v.yaml
    roles: {sponsor: Sponsor, auditor: Auditor}
    evidence: proofs
    phases:
      - phase: p
        title: P
        steps:
          - step: proofs
            title: Proofs
            collect: {key: id, fields: {id: {type: text}, file: {type: file, required: false}}}
          - step: team
            title: Team
            approve: sponsor
            steps:
              - step: mandate
                title: Mandate
                ask:
                  fields:
                    access: {type: long_text}
                    budget: {type: money, min: 0}
                    until: {type: date, required: false}
                    open: {type: boolean, default: true}
                    share: {type: percent, max: 50}
                    parts: {type: group, fields: {a: {type: text}, b: {type: integer}}}
                    rows: {type: table, fields: {a: {type: text}, b: {type: number}}}
              - step: members
                title: Members
                collect:
                  key: person
                  fields:
                    person: {type: text}
                    kind: {type: choice, of: kind}
                    roles: {type: choices, of: roles, required: false}
                    level: {type: scale, of: maturity}
                    units: {type: list, of: text, required: false}
                    double: {type: integer, value: "this.level * 2"}
          - step: owned
            title: Owned
            collect:
              key: [id, member]
              fields:
                id: {type: text, pattern: "[A-Z][0-9]+"}
                member: {type: reference, to: members}
                others: {type: list, of: {type: reference, to: members}, required: false}
          - step: talks
            title: Talks
            each: {member: members}
            ask: {fields: {summary: {type: long_text}}}
          - step: ratings
            title: Ratings
            rate: {subjects: owned, scale: maturity, raters: 2}
          - step: sign_off
            title: Sign-off
            review: {of: [owned], by: sponsor}
    """
}
