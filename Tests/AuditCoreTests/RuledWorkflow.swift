import AuditCore
import Diagnostics
import Testing
import WorkflowYAML

/// A workflow whose fields, phases, groups, evidence and documents hang on rules.
let ruledWorkflow: Workflow = {
  let (loaded, diagnostics) = WorkflowReader.read(SourceFile(name: "ruled.yaml", text: ruledText)) { _ in nil
  }
  precondition(
    loaded != nil, diagnostics.map { DiagnosticPrinter(colour: false).text($0) }.joined(separator: "\n"))
  return loaded?.workflow ?? Workflow(id: "", version: "", title: Text(""), phases: [], steps: [])
}()

private let ruledText = """
  kaudit: 1
  workflow: ruled
  version: 1.0.0
  title: Ruled
  languages: [en]
  roles: {sponsor: Sponsor}
  vocabularies:
    source_kind: {interview: Interview, document: Document, survey: Survey}
    form: {explicit: Explicit, tacit: Tacit}
  evidence: records
  checks:
    - {that: assets.size() >= records.size(), message: more records than assets}
  phases:
    - phase: start
      title: Start
      steps:
        - step: scope
          title: Scope
          ask:
            fields:
              survey: {type: boolean}
              people: {type: integer, required: false}
        - step: members
          title: Members
          collect:
            key: person
            fields:
              person: {type: text}
              roles: {type: choices, of: roles, required: false}
    - phase: field_work
      title: Field work
      steps:
        - step: records
          title: Records
          collect:
            key: id
            fields:
              id: {type: text}
              kind: {type: choice, of: source_kind}
        - step: register
          title: Register
          approve: sponsor
          checks:
            - {that: "assets.size() == holders.size()", message: as many holders as assets}
            - {that: "totals.sum < 100", message: too much}
            - {that: "summary.done", message: "there is no summary"}
          steps:
            - step: assets
              title: Assets
              evidence:
                - {when: this.worth >= 4, at_least: 2, different_kinds: 2}
                - {kinds: [document], severity: warning}
              collect:
                key: id
                fields:
                  id: {type: text}
                  form: {type: choice, of: form, evidence: {kinds: [interview, survey]}}
                  holder: {type: text, when: this.form == 'tacit'}
                  place: {type: text, when: this.form == 'explicit', checks: [{that: "this.place != 'nowhere'", message: no place}]}
                  worth: {type: integer, min: 1, max: 5}
                  rank: {type: integer, when: this.form == 'explicit' && scope.people > 3, value: this.worth * 2}
            - step: holders
              title: Holders
              collect: {key: name, fields: {name: {type: text}}}
            - step: totals
              title: Totals
              ask:
                fields:
                  sum: {type: integer}
    - phase: survey_work
      title: Survey
      when: scope.survey
      steps:
        - step: survey
          title: Survey
          documents: [{document: survey_annex, when: survey.answers > 0}, working_papers]
          ask: {fields: {answers: {type: integer}}}
    - phase: closing
      title: Closing
      steps:
        - step: summary
          title: Summary
          needs: [register]
          when: "!has(totals.sum) || totals.sum >= 0"
          ask: {fields: {done: {type: boolean}}}
  """

extension Scenario {
  /// Bo sponsors; whether there is a survey, and with how many people, is said.
  static func ruled(survey: Bool = false, people: Int? = nil) throws(Refusal) -> Scenario {
    var scenario = Scenario(ruledWorkflow)
    var scope: [FieldID: Value] = ["survey": .boolean(survey)]
    if let people { scope["people"] = .integer(people) }
    try scenario.answer(EntryID("scope"), scope)
    try scenario.when(.submit("scope"))
    try scenario.answer(EntryID("members", EntryKey(["Bo"])), ["roles": .list([.text("sponsor")])])
    try scenario.when(.submit("members"))
    for (key, kind) in [("I1", "interview"), ("D1", "document"), ("S1", "survey")] {
      try scenario.answer(EntryID("records", EntryKey([key])), ["kind": .text(kind)])
    }
    return scenario
  }

  /// Takes an asset with its form cited from records.
  mutating func asset(
    _ key: String, _ form: String, worth: Int = 1, citing evidence: [String] = ["I1"],
    by person: String = "Ada",
    because reason: String? = nil, _ more: [FieldID: Value] = [:]
  ) throws(Refusal) {
    var answers = [
      FieldAnswer("form", Answer(.text(form), evidence: evidence)),
      FieldAnswer("worth", Answer(.integer(worth))),
    ]
    answers += more.sorted { $0.key < $1.key }.map { FieldAnswer($0.key, Answer($0.value)) }
    try when(.answer(EntryID("assets", EntryKey([key])), answers, because: reason), by: person)
  }
}
