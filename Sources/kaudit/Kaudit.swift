import ArgumentParser
import AuditStore
import Diagnostics
import Glibc

/// The way in: each verb is a file of its own under `Verbs`.
@main
struct Kaudit: ParsableCommand {
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "kaudit",
    abstract: "Run a knowledge audit from files.",
    discussion: """
      An audit file names a workflow and gives the answers already known. `kaudit run` starts the audit or goes on \
      with it, keeps every answer in one record (.kaudit), computes what can be computed and says what is missing.

        kaudit new acme --workflow customer-knowledge-audit
        kaudit check acme.yaml
        kaudit run acme.yaml --as 'Ada Lovelace'
        kaudit status acme.yaml
        kaudit render acme.yaml --to documents

      AUDIT is an audit file or a record; it may be left out where the folder holds only one.

      Exit codes: 0 done, 1 the input has errors, 2 refused by the state of the audit, 3 waits for people, \
      64 wrong use, 70 our fault, 74 trouble with the disk.
      """,
    version: version,
    subcommands: [
      New.self, Workflows.self, CheckVerb.self, Run.self, Status.self, AnswerVerb.self, Import.self,
      Rename.self, Remove.self, Brief.self,
      Submit.self, Approve.self, ReturnVerb.self, Skip.self, Reopen.self, Confirm.self, Close.self, Show.self,
      LogVerb.self, Eval.self, Methods.self, Analyse.self, Compare.self, Verify.self, Checkpoint.self,
      Render.self,
      SchemaVerb.self, Graph.self, Doc.self, Explain.self,
    ])

  /// What is left to do when a verb throws: say it, and end with its code.
  static func main() {
    Descriptors.takeStandardOnes()
    // What cannot be written is an error with words, not the end of the process.
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
    do {
      try requireText()
      try requireVerb()
      if CommandLine.arguments.dropFirst().elementsEqual(["--version"]) { return print(version) }
      var command = try plainVerb() ?? parseAsRoot()
      try command.run()
      Console.standard.requireWritten()
    } catch let stop as Stop {
      end(stop)
    } catch let error as StoreError {
      end(Stop(error, at: ""))
    } catch {
      end(error)
    }
  }

  /// What is no text would be recorded as something else than was typed.
  private static func requireText() throws(Stop) {
    for number in 1..<max(1, Int(CommandLine.argc)) {
      guard let typed = CommandLine.unsafeArgv[number], String(validatingCString: typed) == nil else {
        continue
      }
      throw Stop(
        .usage, "`\(CommandLine.arguments[number])` is not UTF-8",
        help: "a terminal set to UTF-8 sends it; a file with such a name can be renamed")
    }
  }

  /// The exit code for whatever is wrong with a verb that ends as `diff` does, for which 1 means a difference.
  private static var trouble: Int32? {
    CommandLine.arguments.dropFirst().first == Compare.configuration.commandName
      ? Compare.Verdict.trouble.rawValue : nil
  }

  /// A mistyped verb gets the nearest one named.
  private static func requireVerb() throws(Stop) {
    guard CommandLine.arguments.count > 1 else { return }
    let verb = CommandLine.arguments[1]
    let verbs = configuration.subcommands.map { $0._commandName } + ["help"]
    guard !verb.hasPrefix("-"), !verbs.contains(verb) else { return }
    throw Stop(
      .usage, "there is no verb `\(verb)`", help: didYouMean(verb, verbs) ?? "`kaudit --help` lists them")
  }

  /// The verb with its arguments, where nothing but that is asked for.
  ///
  /// Reading one verb takes a third of the time that reading all of them takes. Help and mistakes are for `parseAsRoot`.
  private static func plainVerb() -> (any ParsableCommand)? {
    guard CommandLine.arguments.count > 1 else { return nil }
    let verb = CommandLine.arguments[1]
    let command = configuration.subcommands.first { $0.configuration.commandName == verb }
    return try? command?.parse(Array(CommandLine.arguments.dropFirst(2)))
  }

  /// What ArgumentParser has to say, help or mistake; it repeats what was typed as it is.
  private static func end(_ error: any Error) -> Never {
    let code = exitCode(for: error)
    let message = fullMessage(for: error)
    for line in message.isEmpty ? [] : message.split(separator: "\n", omittingEmptySubsequences: false) {
      code == .success ? Console.standard.print(String(line)) : Console.standard.remark(String(line))
    }
    Console.standard.requireWritten()
    Glibc.exit(code == .success ? 0 : trouble ?? code.rawValue)
  }

  private static func end(_ stop: Stop) -> Never {
    Console.standard.say(stop)
    if let trouble { Glibc.exit(trouble) }
    exitProcess(stop.code)
  }
}
