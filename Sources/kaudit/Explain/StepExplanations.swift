extension Explanation {
  /// What is done in steps, and in which order.
  static let steps: [Explanation] = [
    Explanation(
      "missing-kind", "A step does not say what is done in it.",
      why: "A step asks, collects, rates, analyses, writes, reviews, or groups other steps.", .steps,
      wrong: "- step: budget\n  title: Budget",
      right: "- step: budget\n  title: Budget\n  ask: {fields: {line: {type: text}}}",
      help: "add one of the keys that the message lists"),
    Explanation(
      "nothing-inside", "A phase or group has no steps, or a form has no fields.",
      why: "There is nothing to do in it, and yet it would be waited for.", .steps,
      wrong: "- step: budget\n  title: Budget\n  ask: {fields: {}}",
      right: "- step: budget\n  title: Budget\n  ask: {fields: {line: {type: text}}}",
      help: "write what belongs there, or take the whole out"),
    Explanation(
      "unknown-state", "A test of the workflow expects a state that steps do not have.",
      why: "The test could never hold.", .workflow,
      wrong: "tests:\n  - test: nothing is answered\n    expect: {states: {members: finished}}",
      right: "tests:\n  - test: nothing is answered\n    expect: {states: {members: ready}}",
      help: "take one of those that the message lists"),
    Explanation(
      "test-failed", "A test of the workflow does not hold: what came of its answers is not what it expects.",
      why: "Either the workflow or the test says something else than its author means.", .workflow,
      wrong: "tests:\n  - test: nothing is answered\n    expect: {states: {members: done}}",
      right: "tests:\n  - test: nothing is answered\n    expect: {states: {members: ready}}",
      help: "look at what the message found", unrunnable: "`check --run-tests` raises it"),
    Explanation(
      "two-kinds", "A step says that two different things are done in it.",
      why: "Each step has one form, one register or one method, and one state.", .steps,
      wrong: """
        - step: budget
          title: Budget
          ask: {fields: {line: {type: text}}}
          collect: {key: line, fields: {line: {type: text}}}
        """,
      right: """
        - step: budget
          title: Budget
          steps:
            - step: frame
              title: Frame
              ask: {fields: {line: {type: text}}}
            - step: lines
              title: Lines
              collect: {key: line, fields: {line: {type: text}}}
        """,
      help: "make two steps of it, perhaps in a group"),
    Explanation(
      "unknown-step", "A name stands where a step is meant, and no step is called so.",
      why: "What should be waited for, signed or computed from is not there.", .steps,
      wrong: "- step: budget\n  title: Budget\n  needs: [member]\n  ask: {fields: {line: {type: text}}}",
      right: "- step: budget\n  title: Budget\n  needs: [members]\n  ask: {fields: {line: {type: text}}}",
      help: "take the name that is offered"),
    Explanation(
      "unknown-register", "A step is named for its entries, but no step of that name collects any.",
      why: "References, `each` and ratings need entries with keys.", .fields,
      wrong: "boss: {type: reference, to: people, required: false}",
      right: "boss: {type: reference, to: members, required: false}",
      help: "name a step that collects, rates or writes"),
    Explanation(
      "circle", "Steps, computed fields or groups wait for each other, or for themselves.",
      why: "None of them could ever begin.", .steps,
      wrong: """
        - step: budget
          title: Budget
          needs: [costs]
          ask: {fields: {line: {type: text}}}
        - step: costs
          title: Costs
          needs: [budget]
          ask: {fields: {line: {type: text}}}
        """,
      right: """
        - step: budget
          title: Budget
          ask: {fields: {line: {type: text}}}
        - step: costs
          title: Costs
          needs: [budget]
          ask: {fields: {line: {type: text}}}
        """,
      help: "take out one of the needs, references or expressions that close the circle"),
    Explanation(
      "never-asked", "Something waits for, or reads, a step whose condition is always false.",
      why: "The step never holds an answer, so that what reads it says nothing.", .steps,
      wrong: """
        - step: budget
          title: Budget
          when: members.size() < 0
          ask: {fields: {line: {type: text}}}
        - step: costs
          title: Costs
          when: budget.line != ''
          ask: {fields: {line: {type: text}}}
        """,
      right: """
        - step: budget
          title: Budget
          when: members.size() > 5
          ask: {fields: {line: {type: text}}}
        - step: costs
          title: Costs
          when: budget.line != ''
          ask: {fields: {line: {type: text}}}
        """,
      help: "mend the condition of the step that is never asked"),
    Explanation(
      "later-step", "Findings or actions stand before the step that they are drawn from.",
      why: "They wait for it in any case, but whoever reads the workflow meets them in the wrong order.",
      .steps,
      wrong: """
        - step: findings
          title: Findings
          write: {about: [costs]}
        - step: costs
          title: Costs
          ask: {fields: {line: {type: text}}}
        """,
      right: """
        - step: costs
          title: Costs
          ask: {fields: {line: {type: text}}}
        - step: findings
          title: Findings
          write: {about: [costs]}
        """,
      help: "put it below"),
    Explanation(
      "each-inside-each", "A step is done for each entry, and a group around it is so already.",
      why: "An answer has the key of one entry, not of two.", .steps,
      wrong: """
        - step: talks
          title: Talks
          each: {member: members}
          steps:
            - step: notes
              title: Notes
              each: {other: members}
              ask: {fields: {text: {type: text}}}
        """,
      right: """
        - step: talks
          title: Talks
          each: {member: members}
          steps:
            - step: notes
              title: Notes
              ask: {fields: {text: {type: text}}}
        """,
      help: "take out one of the two"),
    Explanation(
      "cannot-be-for-each", "An analysis or a sign-off is to be done for each entry of a register.",
      why: "Both look at all entries at once.", .steps,
      wrong: """
        - step: talks
          title: Talks
          each: {member: members}
          steps:
            - step: notes
              title: Notes
              ask: {fields: {text: {type: text}}}
            - step: sign_off
              title: Sign-off
              review: {of: notes, by: sponsor}
        """,
      right: """
        - step: talks
          title: Talks
          each: {member: members}
          steps:
            - step: notes
              title: Notes
              ask: {fields: {text: {type: text}}}
        - step: sign_off
          title: Sign-off
          review: {of: notes, by: sponsor}
        """,
      help: "put it outside the group"),
    Explanation(
      "checks-never-tried", "A step that takes no answers has checks.",
      why: "Checks are tried when answers are handed in.", .steps,
      wrong: """
        - step: sign_off
          title: Sign-off
          checks: [{that: members.size() > 2, message: too few}]
          review: {of: members, by: sponsor}
        """,
      right: """
        - step: budget
          title: Budget
          checks: [{that: members.size() > 2, message: too few}]
          ask: {fields: {line: {type: text}}}
        """,
      help: "put them on the step whose answers they judge"),
    Explanation(
      "too-few-keys", "A register must have more entries than its key can have values.",
      why: "Each entry has its own key, so that the step could never be handed in.", .steps,
      wrong:
        "- step: kinds\n  title: Kinds\n  collect: {key: kind, at_least: 3, fields: {kind: {type: choice, of: kind}}}",
      right:
        "- step: kinds\n  title: Kinds\n  collect: {key: kind, at_least: 2, fields: {kind: {type: choice, of: kind}}}",
      help: "lower `at_least`, or add a field to `key`"),
    Explanation(
      "unknown-key-field", "`key` names a field that the register does not have.",
      why: "The key tells entries apart by the answers to these fields.", .steps,
      wrong: "- step: kinds\n  title: Kinds\n  collect: {key: kin, fields: {kind: {type: choice, of: kind}}}",
      right:
        "- step: kinds\n  title: Kinds\n  collect: {key: kind, fields: {kind: {type: choice, of: kind}}}",
      help: "take the name that is offered"),
    Explanation(
      "bad-key-field", "`key` names a field that cannot tell entries or rows apart.",
      why: "A key is typed, printed and referred to: one word that is always there, and not computed.",
      .steps,
      wrong:
        "- step: kinds\n  title: Kinds\n  collect: {key: kinds, fields: {kinds: {type: choices, of: kind}}}",
      right:
        "- step: kinds\n  title: Kinds\n  collect: {key: kind, fields: {kind: {type: choice, of: kind}}}",
      help: "name a field of one word, or several such fields; no reference to the register itself"),
    Explanation(
      "bad-evidence-register", "`evidence:` names a register that answers cannot cite.",
      why: "Evidence is cited by one word, such as `E7`.", .workflow,
      wrong: """
        evidence: records
        phases:
          - phase: all
            title: All
            steps:
              - step: records
                title: Records
                collect: {key: [day, who], fields: {day: {type: date}, who: {type: text}}}
        """,
      right: """
        evidence: records
        phases:
          - phase: all
            title: All
            steps:
              - step: records
                title: Records
                collect: {key: id, fields: {id: {type: text}, who: {type: text}}}
        """,
      help: "name a register that is collected under one key"),
    Explanation(
      "no-evidence-register", "Evidence is asked for, but the workflow has no register of it.",
      why: "Nothing could be cited.", .steps,
      wrong: """
        - step: budget
          title: Budget
          evidence: {at_least: 1}
          ask: {fields: {line: {type: text}}}
        """,
      right: """
        - step: budget
          title: Budget
          ask: {fields: {line: {type: text}}}
        """,
      help: "name the register at the top of the workflow: `evidence: records`"),
    Explanation(
      "evidence-without-kinds",
      "Kinds of evidence are asked for, but the register does not say which kind an entry is.",
      why: "The rule could never be met.", .workflow,
      wrong: """
        evidence: records
        phases:
          - phase: all
            title: All
            steps:
              - step: records
                title: Records
                collect: {key: id, fields: {id: {type: text}}}
              - step: budget
                title: Budget
                evidence: {different_kinds: 2}
                ask: {fields: {line: {type: text}}}
        """,
      right: """
        evidence: records
        phases:
          - phase: all
            title: All
            steps:
              - step: records
                title: Records
                collect: {key: id, fields: {id: {type: text}, kind: {type: choice, of: kind}}}
              - step: budget
                title: Budget
                evidence: {different_kinds: 2}
                ask: {fields: {line: {type: text}}}
        """,
      help: "give the register a field `kind` with `type: choice`"),
  ]
}
