import ArgumentParser
import AuditCore
import AuditStore

/// `kaudit log [AUDIT] [STEP[/ENTRY[.FIELD]]]`
struct LogVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "log",
    abstract: "Say what happened, when, and who did it.",
    discussion: """
        kaudit log acme.yaml
        kaudit log acme.yaml assets/A07
        kaudit log acme.yaml --format json
      """)

  @Argument(
    help: ArgumentHelp(
      "AUDIT and STEP, STEP/ENTRY or STEP/ENTRY.FIELD (both optional).", valueName: "argument"))
  var arguments: [String] = []

  @OptionGroup var who: Who

  @OptionGroup var voice: Voice

  private static let page = 10_000

  func run() throws {
    var arguments = arguments
    let place = try AuditPlace.take(from: &arguments)
    let target = try arguments.first.map { try Target($0, withField: true) }
    try refuseFurther(Array(arguments.dropFirst()))
    try OpenAudit.reading(place) { audit in
      if let target, audit.workflow[target.step] == nil {
        throw Refusal.unknownStep(target.step, candidates: audit.workflow.steps.map(\.id))
      }
      if let target = try target?.meant(in: audit) {
        let key = target.key ?? target.field.map { _ in .only }
        for entry in try audit.session.history(of: target.step, key: key)
        where Self.answers(entry, target.field) {
          say(entry, audit)
        }
        return
      }
      var from = 1
      while true {
        let entries = try audit.session.history(from: from, count: Self.page)
        for entry in entries { say(entry, audit) }
        guard entries.count == Self.page, let last = entries.last else { return }
        from = last.sequence + 1
      }
    }
  }

  private func say(_ entry: LogEntry, _ audit: OpenAudit) {
    switch voice.format {
    case .text: Console.standard.print(line(entry, audit))
    case .json: Console.standard.printJSON(line(entry, audit))
    }
  }

  private func line(_ entry: LogEntry, _ audit: OpenAudit) -> String {
    let isHidden = entry.event?.isHidden(from: who.known, in: audit.state) ?? false
    switch voice.format {
    case .text:
      let spoken = voice.language(of: audit)
      let words =
        isHidden
        ? spoken.words("a score, hidden until the step is handed in", "评分，提交前不显示")
        : entry.event?.words(in: spoken) ?? entry.kind
      return "\(entry.sequence)  \(entry.at)  \(entry.by)  \(words)"
    case .json:
      return Value.record([
        "sequence": .integer(entry.sequence), "at": .text(entry.at), "by": .text(entry.by),
        "kind": .text(entry.kind),
        "body": isHidden ? .none : entry.event?.body ?? .none,
        "body_digest": .text(SHA256.hex(entry.bodyDigest)),
        "previous": .list(entry.previous.map { .text(SHA256.hex($0)) }),
        "digest": .text(SHA256.hex(entry.digest)),
      ]).jsonText
    }
  }

  /// Whether an event of an entry is about the field; what happens to the whole entry is.
  private static func answers(_ entry: LogEntry, _ field: FieldID?) -> Bool {
    guard let field, case .entryAnswered(_, let answers, _, _)? = entry.event else { return true }
    return answers.contains { $0.field == field }
  }
}

/// `kaudit verify [AUDIT]`
struct Verify: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check that a record is whole and was not changed by anything but Kaudit.",
    discussion: """
      Hashes every event again, derives everything from them again, and compares it with what is stored. Every row that \
      differs is named. What this cannot show: whether newest events were cut off; compare with a checkpoint for that.

        kaudit verify acme-2026.kaudit
        kaudit verify acme-2026.kaudit --against checkpoint.txt

      Exit code 1 when something is wrong.
      """)

  @Argument(help: ArgumentHelp("The audit file or record.", valueName: "audit"))
  var arguments: [String] = []

  @Option(help: ArgumentHelp("A checkpoint that was kept elsewhere.", valueName: "file"))
  var against: String?

  @Option(help: "How to print: text or json.")
  var format: OutputFormat = .text

  func run() throws {
    var arguments = arguments
    let place = try AuditPlace.take(from: &arguments)
    try refuseFurther(arguments)
    var isSound = true
    try OpenAudit.reading(place) { audit in
      var findings = try audit.session.verify().map(\.description)
      if let against { findings += try Self.compare(audit, with: try Files.read(against)) }
      isSound = findings.isEmpty
      let head = audit.session.head
      switch format {
      case .json:
        Console.standard.printJSON(
          Value.record([
            "sound": .boolean(isSound), "size": .integer(head.size),
            "digest": .text(SHA256.hex(head.digest)),
            "findings": .list(findings.map(Value.text)),
          ]).jsonText)
      case .text:
        for finding in findings { Console.standard.print("\(place.record): \(finding)") }
        Console.standard.print(
          isSound
            ? "\(place.record): sound, \(head.size) events, head \(SHA256.hex(head.digest))"
            : "\(place.record): NOT sound, \(findings.count) \(findings.count == 1 ? "finding" : "findings")")
      }
    }
    if !isSound { exitProcess(.faulty) }
  }

  /// A checkpoint holds the audit, the size and the head; the event of that number must still have that digest.
  private static func compare(_ audit: OpenAudit, with bytes: [UInt8]) throws -> [String] {
    let lines = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).map(String.init)
    guard lines.count == 3, lines[0] == Checkpoint.origin(audit), let size = Int(lines[1]), size > 0 else {
      return ["the checkpoint is not one of this audit"]
    }
    guard size <= audit.session.head.size else {
      return ["events \(audit.session.head.size + 1) to \(size) are missing: the newest events were cut off"]
    }
    let entry = try audit.session.history(from: size, count: 1).first
    return entry.map { SHA256.hex($0.digest) } == lines[2]
      ? [] : ["event \(size) is another one than at the checkpoint: the history was rewritten before it"]
  }
}

/// `kaudit checkpoint [AUDIT]`
struct Checkpoint: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "checkpoint",
    abstract: "Print three lines for a teammate to keep: audit, size and head digest of the record.",
    discussion: """
      Whoever keeps them can tell later whether events were cut off or history was rewritten: `kaudit verify --against`.

        kaudit checkpoint acme.yaml > checkpoint.txt
      """)

  @Argument(help: ArgumentHelp("The audit file or record.", valueName: "audit"))
  var arguments: [String] = []

  func run() throws {
    var arguments = arguments
    let place = try AuditPlace.take(from: &arguments)
    try refuseFurther(arguments)
    try OpenAudit.reading(place) { audit in
      let head = audit.session.head
      for line in [Self.origin(audit), "\(head.size)", SHA256.hex(head.digest)] {
        Console.standard.print(line)
      }
    }
  }

  static func origin(_ audit: OpenAudit) -> String { "kaudit/1 \(audit.state.opening?.audit ?? "")" }
}
