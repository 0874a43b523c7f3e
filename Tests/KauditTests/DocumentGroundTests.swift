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
    // Each is said anew after it was signed: what shows it is a draft, and what does not stays as it is.
    let changes = [
      ("limits_review effect_on_certainty=小", ["constraint_register", "audit_report"]),
      ("respondents/S1 planned=11", ["constraint_register", "customer_group_definition", "audit_report"]),
      (
        "dimensions/D1 weight=9",
        ["constraint_register", "customer_group_definition", "audit_plan", "audit_report"]
      ),
    ]
    for (answer, expected) in changes {
      try place.run("kaudit answer \(answer) --as 蒋立群 --because 更正")
      #expect(try drafts(place) == expected, "\(answer)")
    }
    let pages = try place.files(in: "drafts")
    for (name, page) in pages where name.hasSuffix(".html") {
      let isMarked = String(decoding: page, as: UTF8.self).contains("class=\"banner\"")
      #expect(isMarked == changes[2].1.contains { name.hasPrefix("\($0).") }, "\(name)")
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
