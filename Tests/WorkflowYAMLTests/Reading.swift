import AuditCore
import Diagnostics
import Foundation
import TestSupport
import Testing
import WorkflowYAML

/// Reads fixtures as the program would: files are found beside the file that names them.
enum Reading {
  static func source(_ name: String) throws -> SourceFile {
    SourceFile(name: String(name.split(separator: "/").last ?? ""), bytes: try fixtureBytes(name))
  }

  /// A file beside others in a folder of fixtures, if it is there.
  static func file(in folder: String) -> (String) -> SourceFile? {
    { name in (try? fixtureBytes("\(folder)/\(name)")).map { SourceFile(name: name, bytes: $0) } }
  }

  static func workflow(_ name: String) throws -> (workflow: LoadedWorkflow?, diagnostics: [Diagnostic]) {
    let (loaded, diagnostics) = WorkflowReader.read(try source(name), find: file(in: "workflows"))
    guard let loaded else { return (nil, diagnostics) }
    return (loaded, diagnostics + (try tests(name, of: loaded.workflow)))
  }

  /// What is wrong with the tests that a workflow brings along.
  private static func tests(_ name: String, of workflow: Workflow) throws -> [Diagnostic] {
    WorkflowReader.tests(MendedText(try source(name)), of: workflow, find: file(in: "workflows")).diagnostics
  }

  static func audit(_ name: String) throws -> (file: AuditFile?, diagnostics: [Diagnostic]) {
    let folder = name.split(separator: "/").dropLast().joined(separator: "/")
    return AuditDocument(try source(name)).read(as: try smallWorkflow(), find: file(in: folder))
  }

  /// An audit file that is written out in a test, with its tables.
  static func audit(
    saying text: String, tables: [String: String] = [:]
  ) throws -> (file: AuditFile?, diagnostics: [Diagnostic]) {
    AuditDocument(SourceFile(name: "audit.yaml", text: "audit: acme\nworkflow: small\n\(text)"))
      .read(as: try smallWorkflow()) { name in
        tables[name].map { SourceFile(name: name, text: $0) }
      }
  }

  /// The workflow of the audit fixtures.
  static func smallWorkflow() throws -> Workflow {
    let (loaded, diagnostics) = try workflow("audits/workflow.yaml")
    #expect(text(diagnostics) == "")
    return try #require(loaded).workflow
  }

  static func text(_ diagnostics: [Diagnostic]) -> String {
    DiagnosticPrinter(colour: false).text(diagnostics)
  }
}
