import AuditCore
import Diagnostics
import Testing
import WorkflowYAML

/// A workflow with conditions, steps that are done for each entry, findings, actions and a review.
let wideWorkflow: Workflow = {
  let (loaded, diagnostics) = WorkflowReader.read(SourceFile(name: "wide.yaml", text: wideText)) { _ in nil }
  precondition(
    loaded != nil, diagnostics.map { DiagnosticPrinter(colour: false).text($0) }.joined(separator: "\n"))
  return loaded?.workflow ?? Workflow(id: "", version: "", title: Text(""), phases: [], steps: [])
}()

private let wideText = """
  kaudit: 1
  workflow: wide
  version: 1.0.0
  title: Wide
  languages: [en]
  roles: {sponsor: Sponsor}
  vocabularies:
    severity: {major: Major, minor: Minor}
    confidence: {high: High, low: Low}
  scales:
    level: {min: 1, max: 5, labels: {1: a, 2: b, 3: c, 4: d, 5: e}}
  evidence: evidence
  phases:
    - phase: only
      title: Only
      steps:
        - step: members
          title: Members
          collect:
            key: person
            fields:
              person: {type: text}
              roles: {type: choices, of: roles, required: false}
        - step: scope
          title: Scope
          ask: {fields: {survey: {type: boolean}}}
        - step: survey
          title: Survey
          when: scope.survey
          ask: {fields: {result: {type: integer}}}
        - step: groups
          title: Groups
          collect:
            key: id
            fields:
              id: {type: text}
              size: {type: integer}
        - step: talks
          title: Talks
          each: {group: groups}
          when: group.size > 0
          steps:
            - step: interviews
              title: Interviews
              approve: sponsor
              ask:
                fields:
                  said: {type: long_text, required: "group.size > 10 || this.group.size > 10"}
                  count: {type: integer, value: group.size * 2}
                checks:
                  - that: "!has(this.said) || this.said != group.id"
                    message: more than the name of the group is needed
            - step: wishes
              title: Wishes
              collect:
                key: wish
                at_least: 1
                fields:
                  wish: {type: text}
                  weight: {type: integer, required: false}
              checks:
                - that: wishes.filter(w, w.group.id == group.id).size() <= 2
                  message: two wishes at most
        - step: evidence
          title: Evidence
          collect: {key: id, fields: {id: {type: text}, ref: {type: text}}}
        - step: findings
          title: Findings
          write:
            about: [wishes, survey]
            parts: [condition, effect]
            evidence: evidence
            at_least: 1
        - step: actions
          title: Actions
          write: {for: findings}
        - step: sign_off
          title: Sign-off
          review: {of: [findings, actions], by: sponsor}
  """

extension Scenario {
  /// Bo sponsors; two groups, of which one has nobody in it.
  static func wide(survey: Bool = true) throws(Refusal) -> Scenario {
    var scenario = Scenario(wideWorkflow)
    try scenario.answer(EntryID("members", EntryKey(["Bo"])), ["roles": .list([.text("sponsor")])])
    try scenario.when(.submit("members"))
    try scenario.answer(EntryID("scope"), ["survey": .boolean(survey)])
    try scenario.when(.submit("scope"))
    try scenario.answer(EntryID("groups", EntryKey(["big"])), ["size": .integer(20)])
    try scenario.answer(EntryID("groups", EntryKey(["none"])), ["size": .integer(0)])
    try scenario.answer(EntryID("groups", EntryKey(["small"])), ["size": .integer(5)])
    try scenario.when(.submit("groups"))
    return scenario
  }

  /// Everything up to the findings is done.
  static func written() throws(Refusal) -> Scenario {
    var scenario = try wide(survey: false)
    for group in ["big", "small"] {
      try scenario.answer(EntryID("interviews", EntryKey([group])), ["said": .text("a lot")])
      try scenario.answer(EntryID("wishes", EntryKey([group, "speed"])), [:])
      try scenario.when(.submit(StepInstance("interviews", EntryKey([group]))))
      try scenario.when(.approve(StepInstance("interviews", EntryKey([group])), content: "c"), by: "Bo")
    }
    try scenario.when(.submit("wishes"))
    try scenario.answer(EntryID("evidence", EntryKey(["E1"])), ["ref": .text("minutes")])
    try scenario.when(.submit("evidence"))
    try scenario.answer(
      EntryID("findings", EntryKey(["F1"])),
      [
        "title": .text("Slow"), "condition": .text("slow"), "effect": .text("lost"),
        "severity": .text("major"), "confidence": .text("high"), "about": .list([.text("wishes")]),
        "evidence": .list([.text("E1")]),
      ])
    try scenario.when(.submit("findings"))
    try scenario.answer(
      EntryID("actions", EntryKey(["M1"])),
      [
        "findings": .list([.text("F1")]), "action": .text("hire"), "owner": .text("Di"),
        "due": .text("2026-06-30"),
      ])
    try scenario.when(.submit("actions"))
    return scenario
  }
}
