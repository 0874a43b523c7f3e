import CLibYAML

#if canImport(Glibc)
  import Glibc
#endif

/// The only place that knows libyaml: turns its events into calls of a `TreeBuilder`.
enum LibYAML {
  enum Ending: Equatable {
    case complete
    /// The builder wanted no more.
    case stopped
    case mistake(SyntaxMistake)
  }

  static func read(_ bytes: UnsafeBufferPointer<UInt8>, into builder: inout TreeBuilder) -> Ending {
    let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
    let event = UnsafeMutablePointer<yaml_event_t>.allocate(capacity: 1)
    let feed = UnsafeMutablePointer<Feed>.allocate(capacity: 1)
    feed.initialize(to: Feed(rest: bytes, longest: 16 * builder.limits.scalarBytes))
    defer {
      parser.deallocate()
      event.deallocate()
      feed.deallocate()
    }
    guard yaml_parser_initialize(parser) == 1 else { return .mistake(.outOfMemory) }
    defer { yaml_parser_delete(parser) }
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input(parser, { data, buffer, size, read in Feed.pour(data, buffer, size, read) }, feed)
    return loop(parser, event, feed, &builder)
  }

  private static func loop(
    _ parser: UnsafeMutablePointer<yaml_parser_t>, _ event: UnsafeMutablePointer<yaml_event_t>,
    _ feed: UnsafeMutablePointer<Feed>, _ builder: inout TreeBuilder
  ) -> Ending {
    while true {
      guard yaml_parser_parse(parser, event) == 1 else {
        if feed.pointee.isStopped {
          builder.endlessScalar(at: place(parser.pointee.mark, parser.pointee.mark))
          return .stopped
        }
        return .mistake(mistake(parser))
      }
      feed.pointee.sinceEvent = 0
      let place = place(event.pointee.start_mark, event.pointee.end_mark)
      switch event.pointee.type.rawValue {
      case YAML_SCALAR_EVENT.rawValue:
        let scalar = event.pointee.data.scalar
        builder.scalar(
          UnsafeBufferPointer(start: scalar.value, count: scalar.length),
          ArenaNode.Form(.scalar, style: scalar.style.rawValue), at: place, anchor: scalar.anchor,
          tag: scalar.tag)
        if scalar.anchor == nil, scalar.tag == nil {
          // The event owns its text only, which is from `malloc`: to look for more would take as long as the tree itself.
          free(scalar.value)
          if builder.isStopped { return .stopped }
          continue
        }
      case YAML_SEQUENCE_START_EVENT.rawValue:
        let start = event.pointee.data.sequence_start
        let isFlow = start.style == YAML_FLOW_SEQUENCE_STYLE
        builder.open(
          ArenaNode.Form(.sequence, isFlow ? .flow : .block), at: place, anchor: start.anchor, tag: start.tag)
      case YAML_MAPPING_START_EVENT.rawValue:
        let start = event.pointee.data.mapping_start
        let isFlow = start.style == YAML_FLOW_MAPPING_STYLE
        builder.open(
          ArenaNode.Form(.mapping, isFlow ? .flow : .block), at: place, anchor: start.anchor, tag: start.tag)
      case YAML_SEQUENCE_END_EVENT.rawValue, YAML_MAPPING_END_EVENT.rawValue:
        builder.close(at: place)
        // Such an event owns nothing that would have to be freed.
        if builder.isStopped { return .stopped }
        continue
      case YAML_ALIAS_EVENT.rawValue:
        builder.alias(event.pointee.data.alias.anchor, at: place)
      case YAML_DOCUMENT_START_EVENT.rawValue:
        builder.startDocument(at: place)
      case YAML_STREAM_END_EVENT.rawValue:
        yaml_event_delete(event)
        return .complete
      default: break
      }
      yaml_event_delete(event)
      if builder.isStopped { return .stopped }
    }
  }

  @inline(__always)
  private static func place(_ start: yaml_mark_t, _ end: yaml_mark_t) -> Place {
    Place(
      startLine: UInt32(truncatingIfNeeded: start.line),
      startColumn: UInt32(truncatingIfNeeded: start.column),
      endLine: UInt32(truncatingIfNeeded: end.line), endColumn: UInt32(truncatingIfNeeded: end.column),
      start: UInt32(truncatingIfNeeded: start.index), end: UInt32(truncatingIfNeeded: end.index))
  }

  private static func mistake(_ parser: UnsafeMutablePointer<yaml_parser_t>) -> SyntaxMistake {
    let parser = parser.pointee
    if parser.error == YAML_MEMORY_ERROR { return .outOfMemory }
    return SyntaxMistake(
      problem: parser.problem.map { String(cString: $0) } ?? "",
      context: parser.context.map { String(cString: $0) } ?? "",
      place: place(parser.problem_mark, parser.problem_mark),
      contextPlace: place(parser.context_mark, parser.context_mark),
      isInReading: parser.error == YAML_READER_ERROR)
  }
}

extension ArenaNode.Form {
  @inline(__always)
  fileprivate init(_ kind: Kind, style: UInt32) {
    // libyaml numbers the styles of scalars as `YAMLStyle` does: 1 plain, 2 single, 3 double, 4 literal, 5 folded.
    bits = kind.rawValue | (style & 7) << 2
  }
}

/// Hands the text to libyaml piece by piece, so that a value without end can be stopped while it is being read.
private struct Feed {
  var rest: UnsafeBufferPointer<UInt8>
  var longest: Int
  var sinceEvent = 0
  var isStopped = false

  init(rest: UnsafeBufferPointer<UInt8>, longest: Int) {
    self.rest = rest
    self.longest = longest
  }

  static func pour(
    _ data: UnsafeMutableRawPointer?, _ buffer: UnsafeMutablePointer<UInt8>?, _ size: Int,
    _ read: UnsafeMutablePointer<Int>?
  ) -> Int32 {
    guard let feed = data?.assumingMemoryBound(to: Feed.self), let buffer, let read else { return 0 }
    let count = min(size, feed.pointee.rest.count)
    feed.pointee.sinceEvent += count
    if feed.pointee.sinceEvent > feed.pointee.longest {
      feed.pointee.isStopped = true
      return 0
    }
    if count > 0, let base = feed.pointee.rest.baseAddress {
      buffer.update(from: base, count: count)
      feed.pointee.rest = UnsafeBufferPointer(rebasing: feed.pointee.rest[count...])
    }
    read.pointee = count
    return 1
  }
}
