import AuditCore
import Diagnostics
import YAMLTree

/// Looks at a workflow as a whole: what can be read word by word, but does not go together.
///
/// Whatever is wrong by itself was told before; here nothing is told a second time.
struct Judgement {
  let workflow: Workflow
  let steps: StepReader
  let rules: ReadRules
  /// The workflow's own file, without those it uses.
  let root: MappingReader
  let findings: Findings

  func judge() {
    judgeCircles()
    let fixed = fixedConditions()
    judgeReach(neverTrue: fixed)
    for outline in steps.outlines {
      judgeFields(of: outline)
      judgeKeys(of: outline)
      judgeAnalysis(outline)
      judgeWriting(outline)
    }
    judgeEmpty()
    judgeTitles()
    judgeUse()
  }
}

extension FieldType {
  /// The vocabulary that its values come from.
  var vocabulary: Vocabulary? {
    switch self {
    case .choice(let vocabulary), .choices(let vocabulary): vocabulary
    case .list(let element): element.vocabulary
    default: nil
    }
  }

  /// The scale that its values come from.
  var levels: Scale? {
    switch self {
    case .scale(let scale): scale
    case .list(let element): element.levels
    default: nil
    }
  }
}
