import AuditCore
import Foundation
import TestSupport
import Testing

@testable import WorkflowYAML

/// The schemas know the keys that the readers know, no more and no less.
///
/// Who gives a reader a new key adds a line with its explanation to the mapping of the same place, under `Schema/`.
@Suite struct SchemaKeyTests {
  /// Every list of keys that a reader declares, with the mapping that explains them.
  private static let declared: [(list: String, keys: [String], mapping: SchemaMapping)] =
    [
      ("WorkflowReader.keys", WorkflowReader.keys, WorkflowSchema.workflow),
      ("VocabularyReader.fileKeys", VocabularyReader.fileKeys, VocabularySchema.file),
      ("StepReader.keys", StepReader.keys, StepSchema.step),
      ("FieldReader.keys", FieldReader.keys, FieldSchema.field),
      ("FieldReader.innerKeys", FieldReader.innerKeys, FieldSchema.inner),
      ("EvidenceReader.keys", EvidenceReader.keys, StepSchema.evidenceRule),
      ("AssignmentReader.keys", AssignmentReader.keys, StepSchema.assignment),
      ("AssignmentReader.chargeKeys", AssignmentReader.chargeKeys, SchemaMapping(StepSchema.charge)),
    ]
    + StepSchema.kinds.map { kind, mapping in
      ("StepReader.kindKeys[\(kind)]", StepReader.kindKeys[kind] ?? [], mapping)
    }

  @Test func everyKeyOfAReaderIsExplained() {
    for (list, keys, mapping) in Self.declared {
      #expect(mapping.names.sorted() == keys.sorted(), "\(list) and its SchemaMapping differ")
    }
    #expect(Set(StepSchema.kinds.map(\.kind)) == Set(StepReader.kindKeys.keys))
  }

  @Test func everyKindOfStepIsExplained() {
    for kind in StepReader.kinds { #expect(StepSchema.step.names.contains(kind)) }
  }

  @Test func everyTypeOfFieldIsExplained() {
    #expect(FieldSchema.words.keys.sorted() == FieldType.words.sorted())
  }

  @Test func everyMethodIsExplained() {
    for method in AnalysisMethod.all {
      #expect(method.summary != method.name)
      for parameter in method.parameters { #expect(parameter.meaning != parameter.name, "\(parameter.name)") }
    }
  }

  @Test func theHeadOfAnAuditFileIsExplained() throws {
    let schema = AuditFileSchema(try Reading.smallWorkflow(), .english).node
    let names = Self.names(schema["properties"])
    let top = ["team", "facts", "ideal", "ratings"]
    #expect(names.sorted() == (AuditFileReader.headerKeys + top).sorted())
    let proof = schema["$defs"]?["proof"]?["properties"]
    #expect(Self.names(proof) == AnswerReader.provenanceKeys)
  }

  /// Lists of keys that stand where they are used are those of some mapping.
  @Test func everyListOfKeysInAReaderIsThatOfAMapping() throws {
    let small = try Reading.smallWorkflow()
    let audit = AuditFileSchema(small, .english)
    let mappings =
      Self.declared.map(\.mapping) + [
        WorkflowSchema.phase, WorkflowSchema.check, StepSchema.document, TestSchema.test, TestSchema.expect,
        TestSchema.approval, VocabularySchema.about,
        VocabularySchema.scale, VocabularySchema.crosswalk,
        FieldSchema.itemType, audit.approval, audit.renaming,
        AuditFileSchema.table([]) { english, _ in english },
      ]
    let known = mappings.map { $0.names.sorted() }
    let lists = try Self.sources().flatMap { name, text in
      text.matches(of: /keys: \[((?:"[a-z_]+",?\s*)+)\](?! \+)/).map { match in
        (name, match.1.matches(of: /[a-z_]+/).map { String($0.0) }.sorted())
      }
    }
    #expect(lists.count >= 6)
    for (name, keys) in lists {
      #expect(known.contains(keys), "\(name): no SchemaMapping has just the keys \(keys)")
    }
  }

  /// A new list of keys is noticed here, so that it is compared above.
  @Test func noReaderHasAListOfKeysThatIsNotCompared() throws {
    let names = try Self.sources().flatMap { name, text in
      text.matches(of: /static let (\w*[kK]eys)\b/).map { "\(name).\($0.1)" }
    }
    let known = [
      "AnswerReader.provenanceKeys", "AssignmentReader.chargeKeys", "AssignmentReader.keys",
      "AuditFileReader.headerKeys", "EvidenceReader.keys",
      "FieldReader.innerKeys",
      "FieldReader.keys",
      "ScalarReading.languageKeys", "StepReader.keys", "StepReader.kindKeys", "StepReader.requiredKeys",
      "VocabularyReader.fileKeys", "WorkflowReader.keys", "WritingReader.keys",
    ]
    #expect(names.sorted() == known)
  }

  @Test func everyExplanationIsASentence() {
    for (list, _, mapping) in Self.declared {
      for key in mapping.keys { #expect(key.words.hasSuffix("."), "\(list): \(key.name): \(key.words)") }
    }
  }

  private static func names(_ properties: SchemaNode?) -> [String] {
    guard case .members(let members)? = properties else { return [] }
    return members.map(\.name)
  }

  /// The sources of the readers by their names, without those of the schemas.
  private static func sources() throws -> [(name: String, text: String)] {
    let folder = ValidatedFiles.root.appendingPathComponent("Sources/WorkflowYAML")
    let names = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
    return try names.filter { $0.hasSuffix(".swift") && !$0.hasPrefix("Schema/") }.sorted().map { name in
      (
        String(name.split(separator: "/").last?.dropLast(6) ?? ""),
        try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
      )
    }
  }
}
