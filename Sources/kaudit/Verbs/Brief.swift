import ArgumentParser
import AuditCore
import AuditStore

/// `kaudit brief [AUDIT]`
struct Brief: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "brief",
    abstract:
      "A hand-over on a page: what is open and why, what was left unanswered, what changed, whom to ask.",
    discussion: """
      Without --since, what has changed is told from where the person who reads last recorded something; who has \
      recorded nothing yet, or the newest event, gets the last 20 events.

        kaudit brief acme.yaml --for 'Grace Hopper'
        kaudit brief acme-2026.kaudit --since 2026-01-31 --language zh
        kaudit brief acme-2026.kaudit --since 120 --format json
      """)

  @Argument(help: ArgumentHelp("The audit file or record.", valueName: "audit"))
  var arguments: [String] = []

  @Option(
    help: ArgumentHelp(
      "Tell changes from this time or day on, or after the event of this number.", valueName: "time|event"))
  var since: String?

  @Option(
    name: .customLong("for"), help: ArgumentHelp("Who takes over (else who you are).", valueName: "person"))
  var reader: String?

  @OptionGroup var who: Who

  @OptionGroup var voice: Voice

  /// How many events are told when nothing else says.
  private static let usual = 20
  private static let page = 10_000

  func run() throws {
    var arguments = arguments
    let place = try AuditPlace.take(from: &arguments)
    try refuseFurther(arguments)
    try OpenAudit.reading(place) { audit in
      try audit.session.loadAll()
      let reader = reader ?? who.known
      let (last, words) = try beginning(audit, reader)
      let report = BriefReport(audit, reader: reader, changed: try events(after: last, audit))
      let spoken = voice.language(of: audit)
      switch voice.format {
      case .text:
        let brief = BriefWords(audit, report, spoken, since: words(spoken))
        for line in brief.lines { Console.standard.print(line) }
      case .json: Console.standard.printJSON(report.value(audit, spoken, since: last).jsonText)
      }
    }
  }

  /// The last event that is not told any more, and that in words.
  private func beginning(_ audit: OpenAudit, _ reader: String?) throws -> (
    last: Int, words: (Language) -> String
  ) {
    let size = audit.session.head.size
    if let since, let number = Int(since) {
      guard number >= 0, number <= size else {
        throw Stop(.usage, "there is no event \(number): the newest is \(size)")
      }
      return (number, { $0.words("since event \(number)", "事件 \(number) 之后") })
    }
    if let since {
      guard FieldType.isDay(String(since.prefix(10))), since.count == 10 || Who.isTime(since) else {
        throw Stop(
          .usage, "`\(since)` is neither a time nor the number of an event",
          help: "times are written 2026-01-31 or 2026-01-31T09:30:00Z")
      }
      let last = try self.last(audit) { $0.at < since }
      return (last, { $0.words("since \(since)", "\(since) 以来") })
    }
    if let reader {
      let last = try self.last(audit) { $0.by == reader }
      if last > 0, last < size {
        return (
          last,
          {
            $0.words(
              "since \(reader) last recorded something (event \(last))", "自\(reader)上次记录（事件 \(last)）以来")
          }
        )
      }
    }
    let last = max(0, size - Self.usual)
    return (last, { $0.words("in the last \(size - last) events", "最近 \(size - last) 条事件中") })
  }

  /// The number of the newest event of which something is true; 0 where there is none.
  private func last(_ audit: OpenAudit, where isMeant: (LogEntry) -> Bool) throws -> Int {
    var end = audit.session.head.size
    while end > 0 {
      let start = max(1, end - Self.page + 1)
      let entries = try audit.session.history(from: start, count: end - start + 1)
      if let entry = entries.last(where: isMeant) { return entry.sequence }
      end = start - 1
    }
    return 0
  }

  private func events(after last: Int, _ audit: OpenAudit) throws -> [LogEntry] {
    last >= audit.session.head.size ? [] : try audit.session.history(from: last + 1)
  }
}
