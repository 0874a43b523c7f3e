import Diagnostics

/// Something that reads what strangers wrote, and what must hold whatever they wrote.
public enum FuzzTarget: String, CaseIterable, Sendable {
  case yaml, cel, workflow, audit, template, csv, markdown

  /// What does not hold for this input; nil where all is well. A crash is no answer at all.
  public func complaint(about input: [UInt8]) -> String? {
    do throws(Complaint) {
      switch self {
      case .yaml: try readYAML(input)
      case .cel: try readExpression(input)
      case .workflow: try readWorkflow(input)
      case .audit: try readAudit(input)
      case .template: try readTemplate(input)
      case .csv: try readTable(input)
      case .markdown: try readMarkdown(input)
      }
      return nil
    } catch {
      return error.message
    }
  }
}

extension FuzzTarget {
  /// What is said of a diagnostic at a line of a text, so that a test sees that places are looked at.
  public static func complaint(aboutLine line: Int, in text: String) -> String? {
    let place = Position(line: line, column: 1)
    let span = SourceSpan(file: SourceFile(name: "input", text: text), start: place, end: place)
    do throws(Complaint) { try judge([Diagnostic("x", "x", at: span)], printing: true) } catch {
      return error.message
    }
    return nil
  }
}

/// What should hold and does not.
struct Complaint: Error {
  let message: String

  init(_ message: String) { self.message = message }
}

func require(_ holds: Bool, _ message: @autoclosure () -> String) throws(Complaint) {
  if !holds { throw Complaint(message()) }
}

/// Whether an input is one of the few on which costly properties are looked at. The same input, the same answer.
func isOneOf(_ few: UInt64, _ input: [UInt8]) -> Bool {
  var hash: UInt64 = 0xCBF2_9CE4_8422_2325
  for byte in input { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
  return (hash >> 32) % few == 0
}
