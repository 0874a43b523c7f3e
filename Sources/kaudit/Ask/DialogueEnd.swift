import AuditCore
import Glibc

/// How a dialogue ends: what is recorded, how to go on, and with which exit code.
struct DialogueEnd {
  private let audit: OpenAudit
  private let language: Language
  private let name: String

  init(_ audit: OpenAudit, _ language: Language, name: String) {
    self.audit = audit
    self.language = language
    self.name = name
  }

  /// Says it; a signal that ended the dialogue ends the program here, with 128 and its number as a shell would tell it.
  func say(_ end: Prompt.End?, _ before: Stop.Code) throws -> Stop.Code {
    let console = Console.standard
    switch end {
    case nil:
      for line in try StatusWords(audit, language).next(asking: audit.turns) { console.print(line) }
    case .endOfInput?, .interrupted?, .terminated?:
      console.print("")
      console.print(
        language.words(
          "All that you answered is recorded; `kaudit run \(name)` goes on from here.",
          "已答内容均已记录；执行 kaudit run \(name) 可从此处继续。"))
    }
    switch end {
    case .interrupted?: exit(128 + SIGINT)
    case .terminated(let signal)?: exit(128 + signal)
    case .endOfInput?: return before
    case nil:
      let isOver = audit.workflow.steps.allSatisfy { audit.state.state($0.id).opensTheWay }
      return before == .refused ? before : isOver ? .done : .waits
    }
  }
}
