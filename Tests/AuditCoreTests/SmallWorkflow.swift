import AuditCore
import Diagnostics
import Testing
import WorkflowYAML

/// A workflow with a step of every kind, small enough to hold in one's head.
let smallWorkflow: Workflow = {
  let (loaded, diagnostics) = WorkflowReader.read(SourceFile(name: "small.yaml", text: smallText)) { _ in nil
  }
  precondition(
    loaded != nil, diagnostics.map { DiagnosticPrinter(colour: false).text($0) }.joined(separator: "\n"))
  return loaded?.workflow ?? Workflow(id: "", version: "", title: Text(""), phases: [], steps: [])
}()

private let smallText = """
  kaudit: 1
  workflow: small
  version: 1.0.0
  title: Small
  languages: [en]
  roles: {sponsor: Sponsor, auditor: Auditor}
  vocabularies:
    member_kind: {general: General, leader: Leader}
    knowledge_class: {about: About, from: From}
  scales:
    maturity: {min: 0, max: 5, labels: {0: none, 1: a, 2: b, 3: c, 4: d, 5: all}}
  phases:
    - phase: only
      title: Only
      steps:
        - step: team
          title: Team
          approve: sponsor
          steps:
            - step: mandate
              title: Mandate
              ask:
                fields:
                  access: {type: text}
                  budget: {type: integer, min: 1, required: false}
            - step: members
              title: Members
              collect:
                key: person
                at_least: 2
                fields:
                  person: {type: text}
                  kind: {type: choice, of: member_kind}
                  roles: {type: choices, of: roles, required: false}
              checks:
                - that: member_kind.all(k, members.exists(m, m.kind == k))
                  message: every kind of member is needed
        - step: assets
          title: Assets
          needs: [team]
          collect:
            key: id
            fields:
              id: {type: text}
              owner: {type: reference, to: members}
              criticality: {type: integer, min: 1, max: 5}
              note: {type: text, required: "this.criticality == 5"}
              risk: {type: integer, value: this.criticality * 2}
        - step: ideal
          title: Ideal
          collect:
            key: class
            fields:
              class: {type: choice, of: knowledge_class}
              level: {type: scale, of: maturity}
              owner: {type: person, required: false}
        - step: weights
          title: Weights
          collect:
            key: class
            fields:
              class: {type: choice, of: knowledge_class}
              weight: {type: number, min: 0}
        - step: ratings
          title: Ratings
          rate: {subjects: ideal, scale: maturity, raters: 2}
        - step: gaps
          title: Gaps
          analyse: {method: gap_analysis, current: ratings, ideal: ideal.level, weights: {class: weights.weight}}
        - step: closing
          title: Closing
          approve: sponsor
          ask:
            fields:
              summary: {type: long_text}
              index_seen: {type: boolean, value: "has(gaps.overall_index)"}
  """
