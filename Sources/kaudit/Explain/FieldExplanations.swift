extension Explanation {
  /// What fields take.
  static let fields: [Explanation] = [
    Explanation(
      "unknown-type", "A field has a type that does not exist.",
      why: "The type says what may be answered and what can be computed from it.", .fields,
      wrong: "since: {type: day}", right: "since: {type: date}",
      help: "take one of those that the message lists"),
    Explanation(
      "reserved-field", "A field is called as one that the step has by itself, or as a word of answers.",
      why: "Ratings have `subject`, `rater` and `score`; answers use `value`, `unknown` and `later`.",
      .fields,
      wrong: "home: {type: group, fields: {value: {type: text}}}",
      right: "home: {type: group, fields: {worth: {type: text}}}", help: "choose another name"),
    Explanation(
      "bad-pattern", "A pattern is no regular expression, or one that cannot be tried in time.",
      why: "It could not be compared with any answer.", .fields,
      wrong: "code: {type: text, pattern: \"[A-Z\"}", right: "code: {type: text, pattern: \"[A-Z]\"}",
      help: "patterns are written as RE2 writes them; brackets come in pairs"),
    Explanation(
      "empty-range", "The upper limit lies below the lower one.",
      why: "No answer, or no number of entries, would fit.", .fields,
      wrong: "days: {type: integer, min: 10, max: 1}", right: "days: {type: integer, min: 1, max: 10}",
      help: "exchange the two"),
    Explanation(
      "misplaced-limit", "A field has a limit that answers of its type cannot be held to.",
      why: "It would never be tried, although it looks as if it were.", .fields,
      wrong: "years: {type: integer, pattern: \"[0-9]+\"}", right: "years: {type: integer, min: 0, max: 60}",
      help: "take it out, or say it as a check"),
    Explanation(
      "default-of-computed", "A computed field has a default.",
      why: "It is computed in any case, so that the default would never be used.", .fields,
      wrong: "years: {type: integer, value: 2 + 3, default: 4}",
      right: "years: {type: integer, value: 2 + 3}",
      help: "take out `default`, or `value`"),
    Explanation(
      "percent-without-sign", "A share above 1 is written without `%`, so that `80` means 8000 %.",
      why: "Shares are written `80%` or `0.8`; most who write `80` mean the first.", .fields,
      wrong: "share: {type: percent, max: 100}", right: "share: {type: percent, max: 100%}",
      help: "add the sign"),
  ]

  /// Conditions, checks and computed values.
  static let expressions: [Explanation] = [
    Explanation(
      "bad-expression", "An expression cannot be read.",
      why: "Expressions are written in the Common Expression Language (CEL).", .fields,
      wrong: "note: {type: text, required: this.kind = 'leader'}",
      right: "note: {type: text, required: this.kind == 'leader'}",
      help: "`==` compares; texts stand in quotes; brackets come in pairs"),
    Explanation(
      "not-an-expression", "Something else stands where an expression belongs, or nothing.",
      why: "YAML makes lists and groups of what begins with `[` or `{`, and cuts at ` #` and `: `.", .steps,
      wrong: "- step: budget\n  title: Budget\n  when:\n  ask: {fields: {line: {type: text}}}",
      right:
        "- step: budget\n  title: Budget\n  when: members.size() > 2\n  ask: {fields: {line: {type: text}}}",
      help: "put the expression in quotes, or take the key out"),
    Explanation(
      "unknown-name", "An expression uses a name that means nothing where it stands.",
      why: "Steps, vocabularies, `this`, `audit` and the names of `each` and macros can be used.", .fields,
      wrong: "note: {type: text, required: that.kind == 'leader'}",
      right: "note: {type: text, required: this.kind == 'leader'}", help: "take the name that is offered"),
    Explanation(
      "unknown-field", "Something is asked for a field that it does not have.",
      why: "It would never have a value.", .fields,
      wrong: "note: {type: text, required: this.kin == 'leader'}",
      right: "note: {type: text, required: this.kind == 'leader'}", help: "take the name that is offered"),
    Explanation(
      "unknown-function", "An expression calls a function that does not exist.",
      why: "The functions are those of CEL, with its extensions for texts and numbers.", .fields,
      wrong: "note: {type: text, required: this.person.length() > 3}",
      right: "note: {type: text, required: this.person.size() > 3}", help: "take the name that is offered"),
    Explanation(
      "wrong-type", "An operator or a function is given something that it does not take.",
      why: "It would fail whenever it is evaluated.", .fields,
      wrong: "note: {type: text, required: this.level > 'high'}",
      right: "note: {type: text, required: this.level > 3}",
      help: "numbers with a point and whole numbers are two types: write `2.0`, or `double(x)`"),
    Explanation(
      "unknown-choice",
      "A choice is compared with a word that its vocabulary does not have, or looked up among labels of another.",
      why: "The comparison would always come out the same, and the look-up fail.", .fields,
      wrong: "note: {type: text, required: this.kind == 'leadr'}",
      right: "note: {type: text, required: this.kind == 'leader'}",
      help: "expressions compare keys, not labels; take the key that is offered"),
    Explanation(
      "always-true", "A condition, or a part of it, is true whatever is answered.",
      why: "It decides nothing, and probably something else was meant.", .fields,
      wrong: "note: {type: text, required: this.level <= 5}",
      right: "note: {type: text, required: this.level < 5}",
      help: "take it out, or compare with what may differ"),
    Explanation(
      "always-false", "A condition, or a part of it, is false whatever is answered.",
      why: "What depends on it never happens.", .steps,
      wrong: """
        - step: budget
          title: Budget
          when: members.exists(m, m.kind == 'leader' && m.kind == 'general')
          ask: {fields: {line: {type: text}}}
        """,
      right: """
        - step: budget
          title: Budget
          when: members.exists(m, m.kind == 'leader') && members.exists(m, m.kind == 'general')
          ask: {fields: {line: {type: text}}}
        """,
      help: "look at the limits of the fields, and at `&&` where `||` is meant"),
    Explanation(
      "check-never-fails", "A check holds whatever is answered.",
      why: "It looks like a rule, but nothing is held to it.", .steps,
      wrong: """
        - step: budget
          title: Budget
          checks: [{that: members.size() >= 0, message: too few}]
          ask: {fields: {line: {type: text}}}
        """,
      right: """
        - step: budget
          title: Budget
          checks: [{that: members.size() >= 3, message: too few}]
          ask: {fields: {line: {type: text}}}
        """,
      help: "compare with what may differ, or take it out"),
    Explanation(
      "check-never-passes", "A check fails whatever is answered.",
      why: "The step could never be handed in; a warning would always be shown.", .steps,
      wrong: """
        - step: budget
          title: Budget
          checks: [{that: "members.exists(m, m.level > 5)", message: too low}]
          ask: {fields: {line: {type: text}}}
        """,
      right: """
        - step: budget
          title: Budget
          checks: [{that: "members.exists(m, m.level > 4)", message: too low}]
          ask: {fields: {line: {type: text}}}
        """,
      help: "look at the limits of the fields it compares"),
  ]
}
