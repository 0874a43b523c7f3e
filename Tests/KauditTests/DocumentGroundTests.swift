import AuditCore
import AuditDocuments
import Foundation
import TestSupport
import Testing

@testable import kaudit

/// What the documents of the workflows that ship stand on.
@Suite struct DocumentGrounds {
  /// The documents of which `kaudit render` says that they are drafts.
  private func drafts(_ place: Examples.Place) throws -> [String] {
    try place.run("kaudit render --to drafts --language en | grep '(draft)' | cut -d' ' -f1")
  }

  @Test func aDocumentIsADraftWhileSomethingThatItShowsIsOpen() throws {
    let place = try Examples.Place("music-retailer")
    try place.run("kaudit run audit.yaml --as 蒋立群")
    #expect(try drafts(place) == [])
    // Each was signed and is said anew. The register is judged by what was said of personal data, which was signed with
    // the limits; who is asked decides which groups are interviewed; members of the team set the ideal.
    let changes: [(answer: String, left: Set<String>)] = [
      (
        "limits_review effect_on_certainty=小",
        [
          "audit_charter", "ideal_state_profile", "customer_group_definition", "working_papers",
          "action_plan",
        ]
      ),
      ("respondents/S1 planned=11", ["audit_charter", "ideal_state_profile"]),
      ("training/lifecycle note=复训", []),
    ]
    for (answer, left) in changes {
      try place.run("kaudit answer \(answer) --as 蒋立群 --because 更正")
      let expected = Examples.documents.filter { !left.contains($0) }
      #expect(try drafts(place) == expected, "\(answer)")
      for (name, page) in try place.files(in: "drafts") where name.hasSuffix(".html") {
        let isMarked = String(decoding: page, as: UTF8.self).contains("class=\"banner\"")
        #expect(isMarked == expected.contains { name.hasPrefix("\($0).") }, "\(name)")
      }
    }
  }

  /// Otherwise a document could not be final when its step is signed off.
  @Test func aDocumentStandsOnNothingThatComesAfterIt() throws {
    let shelf = try Shelf.find()
    for path in shelf.workflowFiles {
      let workflow = try shelf.load(workflow: path).workflow
      let set = Templates.documents(workflow, try shelf.templateFiles())
      #expect(!set.documents.isEmpty)
      for document in set.documents where !document.id.contains("/") {
        let last = workflow.steps.lastIndex { step in
          document.steps.contains { workflow.steps(within: $0).contains(step.id) }
        }
        let ground = set.ground(of: document)
        #expect(ground.isSuperset(of: document.steps))
        let later = workflow.steps.enumerated().filter {
          $0.offset > last ?? 0 && ground.contains($0.element.id)
        }
        #expect(later.map(\.element.id) == [], "\(document.id)")
      }
    }
  }
}
