import ArgumentParser
import AuditCore
import Diagnostics

/// `kaudit methods`
struct Methods: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "methods",
    abstract: "List the methods that workflows and `kaudit analyse` can compute.",
    discussion: """
        kaudit methods
        kaudit explain krippendorff     # what it takes, how it counts, where it comes from
      """)

  @Option(help: "How to print: text or json.")
  var format: OutputFormat = .text

  func run() throws {
    switch format {
    case .text:
      let width = AnalysisMethod.all.map(\.name.count).max() ?? 0
      for method in AnalysisMethod.all {
        for line in wrapped(
          "\(method.name.padding(to: width))  \(method.summary)", to: 100, indent: width + 2)
        {
          Console.standard.print(line)
        }
      }
    case .json:
      Console.standard.printJSON(Value.list(AnalysisMethod.all.map(MethodExplanation.value)).jsonText)
    }
  }
}
