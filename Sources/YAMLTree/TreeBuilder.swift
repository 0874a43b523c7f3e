import Diagnostics

/// Lays the nodes of a text down in an arena, in the order in which they are written, and refuses what we do not take.
struct TreeBuilder {
  let source: SourceFile
  let limits: YAMLLimits
  let places: CharacterPlaces
  private(set) var nodes = ContiguousArray<ArenaNode>()
  /// The texts of keys, and those that do not stand in the source as they read.
  private var text = ContiguousArray<UInt8>()
  private var written: WrittenTexts
  /// Bytes of the values so far.
  private var valueBytes = 0
  private var keys = KeyTable()
  /// For each key the last mapping that was seen to have it.
  private var stamps = ContiguousArray<UInt32>()
  /// What is open, the innermost apart from the others because every node asks for it.
  private var top = Frame.outermost
  private var frames: [Frame] = []
  private var lastEnd: (line: UInt32, character: UInt32) = (0, 0)
  private var aliases = AliasLedger()
  private var documents = 0
  /// Texts that look as if they were meant as entries.
  private(set) var suspects: [EntryLookalikes.Suspect] = []
  private(set) var diagnostics: [Diagnostic] = []
  private(set) var isStopped = false
  /// Whether the tree is all of the text, and finite: only then may it be walked.
  private(set) var isWhole = false

  /// A list or mapping that is still open.
  private struct Frame {
    var node: UInt32
    var isMapping: Bool
    var awaitsKey: Bool
    var children: UInt32 = 0
    /// How deep its contents go, aliases followed.
    var height = 0
    var anchor: Int?

    static let outermost = Frame(node: 0, isMapping: false, awaitsKey: false)
  }

  /// Reads a source behind the byte order mark that is to be skipped.
  init(source: SourceFile, skipping skipped: Int, limits: YAMLLimits) {
    self.source = source
    self.limits = limits
    places = CharacterPlaces(source)
    ordinaryKeys = 4..<4 + UInt32(clamping: min(limits.keys, limits.nodes))
    mostChildren = 2 * UInt32(clamping: min(limits.keys, limits.nodes))
    written = WrittenTexts(source, skipping: skipped)
    // Room that is not used costs nothing; to grow would mean to have everything twice for a while.
    LargeMemory.reserve(min(source.bytes.count / 4, limits.nodes) + 16, in: &nodes)
    for word in ["", "~", "null", "<<"] {
      Array(word.utf8).withUnsafeBufferPointer { _ = keys.intern($0, in: &text) }
    }
  }

  /// The numbers of keys that need no second look: not those of the words that `init` has put first, none of which may
  /// be a plain key.
  private let ordinaryKeys: Range<UInt32>
  /// Keys and values of one mapping.
  private let mostChildren: UInt32

  // MARK: What the text consists of

  mutating func startDocument(at place: Place) {
    documents += 1
    if documents == 2 {
      report(.severalDocuments(at: span(place)))
      isStopped = true
    }
  }

  @inline(__always)
  mutating func scalar(
    _ bytes: UnsafeBufferPointer<UInt8>, _ form: ArenaNode.Form, at place: Place,
    anchor: UnsafeMutablePointer<UInt8>?, tag: UnsafeMutablePointer<UInt8>?
  ) {
    var node = ArenaNode(form, at: place)
    node.b = UInt32(truncatingIfNeeded: bytes.count)
    if takesKey() {
      let id = keys.intern(bytes, in: &text)
      node.becomeKey(id)
      if !ordinaryKeys.contains(id) || top.children > mostChildren { lookAtKey(id, node) }
    } else {
      valueBytes += bytes.count
      if let start = written.place(of: bytes, at: place.start, isQuoted: form.isQuoted) {
        node.a = UInt32(truncatingIfNeeded: start)
      } else {
        node.a = UInt32(truncatingIfNeeded: text.count) | ArenaNode.keptApart
        text.append(contentsOf: bytes)
      }
    }
    if form == .plain, bytes.count > 3, EntryLookalikes.deserveALook(bytes, inEntryPlace: isEntryPlace(place))
    {
      suspects.append(.init(node: nodes.count, parent: frames.isEmpty ? nil : Int(top.node)))
    }
    if form.isQuoted, bytes.contains(0) { report(.escapedNUL(at: span(place))) }
    if bytes.count > limits.scalarBytes { report(.scalarTooLong(bytes.count, limits, at: span(place))) }
    if anchor != nil || tag != nil {
      node.haveProperties()
      note(tag: tag, at: place)
      if let anchor {
        aliases.define(String(cString: anchor), node: nodes.count, bytes: bytes.count)
      }
    }
    lastEnd = (place.endLine, place.end)
    append(node)
  }

  @inline(__always)
  mutating func open(
    _ form: ArenaNode.Form, at place: Place, anchor: UnsafeMutablePointer<UInt8>?,
    tag: UnsafeMutablePointer<UInt8>?
  ) {
    guard frames.count < limits.depth else { return refuseDepth(at: place) }
    if takesKey() { report(.complexKey(at: span(place))) }
    var node = ArenaNode(form, at: place)
    let isMapping = form.kind == .mapping
    var frame = Frame(
      node: UInt32(truncatingIfNeeded: nodes.count), isMapping: isMapping, awaitsKey: isMapping)
    if anchor != nil || tag != nil {
      node.haveProperties()
      note(tag: tag, at: place)
      frame.anchor = anchor.map { aliases.open(String(cString: $0), node: nodes.count, after: read) }
    }
    frames.append(top)
    top = frame
    append(node)
  }

  @inline(__always)
  mutating func close(at place: Place) {
    guard let outer = frames.popLast() else { return }
    let frame = top
    top = outer
    let index = Int(frame.node)
    if nodes[index].form.isFlow { lastEnd = (place.endLine, place.end) }
    // libyaml ends a block where the next thing begins; people see it end with its last line.
    nodes[index].end = Int(lastEnd.character)
    nodes[index].a = frame.isMapping ? frame.children / 2 : frame.children
    nodes[index].b = UInt32(truncatingIfNeeded: nodes.count)
    if frame.isMapping { checkEntries(of: index) }
    raiseHeight(to: frame.height + 1)
    if let anchor = frame.anchor {
      aliases.close(anchor, after: read, height: frame.height + 1)
    }
  }

  mutating func alias(_ name: UnsafeMutablePointer<UInt8>?, at place: Place) {
    let isKey = takesKey()
    let span = span(place)
    if isKey { report(.aliasAsKey(at: span)) }
    lastEnd = (place.endLine, place.end)
    let name = name.map { String(cString: $0) } ?? ""
    var node = ArenaNode(.plain, at: place)
    switch aliases.use(name, by: nodes.count) {
    case .unknown(let closest): report(.unknownAlias(name, closest: closest, at: span))
    case .stillOpen(let target): report(.aliasInsideItself(name, at: span, anchor: self.span(nodes[target])))
    case .stands(let target, let height):
      // The ledger knows the node by now, so it is there in any case.
      if frames.count + height > limits.depth { refuseDepth(at: place); break }
      node = ArenaNode(.alias, at: place)
      node.a = UInt32(truncatingIfNeeded: target)
      raiseHeight(to: height)
    }
    append(node)
  }

  /// A value so long that libyaml was stopped in the midst of it.
  mutating func endlessScalar(at place: Place) {
    report(.endlessScalar(limits, at: span(place)))
    isStopped = true
  }

  // MARK: The end

  /// The innermost `[` or `{` that is still open, and where it stands.
  var openBracket: (kind: ArenaNode.Form.Kind, span: SourceSpan)? {
    guard !frames.isEmpty, nodes[Int(top.node)].form.isFlow else { return nil }
    return (nodes[Int(top.node)].form.kind, span(nodes[Int(top.node)]))
  }

  /// The outermost `[` or `{` that is still open.
  var outermostBracket: SourceSpan? {
    guard !frames.isEmpty else { return nil }
    return (frames.dropFirst() + [top]).lazy.map { nodes[Int($0.node)] }.first(where: \.form.isFlow).map(span)
  }

  /// The last node that was read, and where it stands.
  var lastNode: (form: ArenaNode.Form, span: SourceSpan)? {
    nodes.last.map { ($0.form, span($0)) }
  }

  /// After a mistake that nothing can be read beyond: looks through what is still open.
  mutating func closeEverything() {
    while !frames.isEmpty {
      close(at: Place(endLine: lastEnd.line, end: lastEnd.character))
    }
  }

  mutating func finish(reachedEnd: Bool) -> YAMLArena {
    isWhole = reachedEnd && !nodes.isEmpty
    if reachedEnd,
      nodes.isEmpty || (nodes.count == 1 && nodes[0].isEmptyPlain && !nodes[0].hasProperties)
    {
      report(.emptyFile(source))
      isWhole = false
    }
    let allowed = AliasLedger.Extent(
      nodes: limits.aliasFactor * nodes.count + limits.aliasAllowance,
      bytes: limits.aliasFactor * source.bytes.count + limits.aliasByteAllowance)
    if let use = aliases.firstUse(beyond: allowed) {
      report(
        use.expanded.nodes > allowed.nodes
          ? .tooManyAliases(allowed.nodes, at: span(nodes[use.node]))
          : .aliasesTooLong(allowed.bytes, at: span(nodes[use.node])))
      isWhole = false
    }
    return YAMLArena(source: source, places: places, nodes: nodes, text: text, keys: keys)
  }

  // MARK: Steps of the above

  /// Counts a child of what is open, and tells whether it is the key of an entry.
  @inline(__always)
  private mutating func takesKey() -> Bool {
    top.children &+= 1
    guard top.isMapping else { return false }
    top.awaitsKey.toggle()
    return !top.awaitsKey
  }

  /// Whether an entry may have been meant: a list item, the document itself, a value below its key, a key in braces.
  @inline(__always)
  private func isEntryPlace(_ place: Place) -> Bool {
    if !top.isMapping { return true }
    return top.awaitsKey ? place.startLine > lastEnd.line : nodes[Int(top.node)].form.isFlow
  }

  @inline(__always)
  private mutating func append(_ node: ArenaNode) {
    nodes.append(node)
    if nodes.count > limits.nodes { refuseCount() }
  }

  private mutating func raiseHeight(to height: Int) {
    if top.height < height { top.height = height }
  }

  @inline(never)
  private mutating func note(tag: UnsafeMutablePointer<UInt8>?, at place: Place) {
    if let tag { report(.tag(String(cString: tag), at: span(place), in: source)) }
  }

  private var read: AliasLedger.Extent { AliasLedger.Extent(nodes: nodes.count, bytes: valueBytes) }

  @inline(never)
  private mutating func lookAtKey(_ id: UInt32, _ node: ArenaNode) {
    if id >= ordinaryKeys.upperBound || top.children > mostChildren {
      guard !isStopped else { return }
      report(.tooManyKeys(limits, inOneMapping: top.children > mostChildren, at: span(node)))
      isStopped = true
    } else if id == 0 {
      report(.emptyKey(at: span(node)))
    } else if node.form.style == .plain {
      report(id == 3 ? .mergeKey(at: span(node)) : .nullKey(at: span(node)))
    }
  }

  private mutating func checkEntries(of mapping: Int) {
    while stamps.count < keys.count { stamps.append(0) }
    let stamp = UInt32(truncatingIfNeeded: mapping + 1)
    let isFlow = nodes[mapping].form.isFlow
    var firsts: [UInt32: Int]?
    var index = mapping + 1
    while index + 1 < nodes.count, !isStopped {
      let key = nodes[index]
      let value = key.isCollection ? Int(key.b) : index + 1
      guard value < nodes.count else { break }
      if key.isKey {
        if stamps[Int(key.a)] == stamp {
          reportDuplicate(at: index, in: mapping, &firsts)
        } else {
          stamps[Int(key.a)] = stamp
        }
        if isFlow, nodes[value].isEmptyPlain { lookForColon(after: key, nodes[value]) }
      }
      index = nodes[value].isCollection ? Int(nodes[value].b) : value + 1
    }
  }

  /// `{en: A, b}`: a comma that belongs to the text has made a key of what follows it.
  private mutating func lookForColon(after key: ArenaNode, _ value: ArenaNode) {
    guard key.end == value.start, key.b > 0 else { return }
    // A full-width colon explains it better.
    guard key.form != .plain || EntryLookalikes.find(in: keyText(key)) == nil else { return }
    report(
      .missingSpace(inKey: keyText(key), at: span(key), key.form == .plain)
        ?? .keyWithoutColon(keyText(key), at: span(key)))
  }

  @inline(never)
  private mutating func reportDuplicate(at index: Int, in mapping: Int, _ firsts: inout [UInt32: Int]?) {
    if firsts == nil {
      var found: [UInt32: Int] = [:]
      var key = mapping + 1
      while key < index {
        if found[nodes[key].key] == nil { found[nodes[key].key] = key }
        let value = nodes[key].isCollection ? Int(nodes[key].b) : key + 1
        key = nodes[value].isCollection ? Int(nodes[value].b) : value + 1
      }
      firsts = found
    }
    let first = firsts?[nodes[index].key]
    if first == nil { firsts?[nodes[index].key] = index }
    report(.duplicateKey(keyText(nodes[index]), at: span(nodes[index]), first: first.map { span(nodes[$0]) }))
  }

  private func keyText(_ key: ArenaNode) -> String {
    String(decoding: text[keys.range(of: key.a)], as: UTF8.self)
  }

  private mutating func refuseDepth(at place: Place) {
    // What was told of the lists and mappings around it is no worse than their number.
    let open = Set((frames.dropFirst() + [top]).map { span(nodes[Int($0.node)]).start })
    diagnostics.removeAll { $0.span.map { open.contains($0.start) } ?? false }
    report(.tooDeep(limits, at: span(place)))
    isStopped = true
  }

  private mutating func refuseCount() {
    guard !isStopped, let last = nodes.last else { return }
    report(.tooManyNodes(limits, at: span(last)))
    isStopped = true
  }

  /// Keeps a mistake. Where there are more than anybody would read, it says so and looks no further.
  private mutating func report(_ diagnostic: Diagnostic) {
    if diagnostics.count < limits.diagnostics {
      diagnostics.append(diagnostic)
    } else if !isStopped {
      diagnostics.append(.tooManyMistakes(limits, at: diagnostic.span))
      isStopped = true
    }
  }

  private func span(_ place: Place) -> SourceSpan { SourceSpan(file: source, place) }
  private func span(_ node: ArenaNode) -> SourceSpan { places.span(of: node) }
}

extension SourceSpan {
  init(file: SourceFile, _ place: Place) {
    self.init(
      file: file, start: Position(line: Int(place.startLine) + 1, column: Int(place.startColumn) + 1),
      end: Position(line: Int(place.endLine) + 1, column: Int(place.endColumn) + 1))
  }
}
