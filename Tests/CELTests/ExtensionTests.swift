import CEL
import Testing

/// What goes beyond the public cases that are kept here.
@Suite struct ExtensionTests {
  @Test(arguments: [
    // Macros with two names.
    ("{'a': 1, 'b': 2}.transformMapEntry(k, v, {v: k})", "{1: 'a', 2: 'b'}"),
    ("['x', 'y'].transformMapEntry(i, v, {v: i})", "{'x': 0, 'y': 1}"),
    ("{'a': 1, 'b': 2}.transformMapEntry(k, v, v > 1, {k: v})", "{'b': 2}"),
    ("[1, 2].transformMapEntry(i, v, {}) ", "{}"),
    ("{'a': 1}.existsOne(k, v, k == 'a' && v == 1)", "true"),
    ("[3, 4].transformList(i, v, i > 0, v + i)", "[5]"),
    // Bytes as text.
    ("base64.encode(b'')", "''"), ("base64.encode(b'f')", "'Zg=='"), ("base64.encode(b'fo')", "'Zm8='"),
    ("base64.encode(b'foo')", "'Zm9v'"), (#"base64.encode(b'\xff\xfe\xfb')"#, "'//77'"),
    ("base64.decode('Zg')", "b'f'"), ("base64.decode('Zg==')", "b'f'"), ("base64.decode('')", "b''"),
    ("string(base64.decode('55+l6K+G'))", "'知识'"),
    // Parts taken out of an expression.
    ("cel.block([1, cel.index(0) + 1], cel.index(0) + cel.index(1))", "3"), ("cel.block([], 5)", "5"),
    ("[1, 2].map(cel.iterVar(0, 0), cel.iterVar(0, 0) * 2)", "[2, 4]"),
    ("cel.block([[1, 2]], cel.index(0).map(x, cel.index(0).size() + x))", "[3, 4]"),
    // Texts, counted by code points and compared by them.
    ("'知识审计'.substring(1, 3)", "'识审'"), ("'a😀b'.size()", "3"), ("'a😀b'.indexOf('b')", "2"),
    ("'abcabc'.lastIndexOf('bc', 3)", "1"), ("'aaa'.lastIndexOf('', 2)", "2"), ("'aab'.indexOf('ab')", "1"),
    ("'abababc'.indexOf('ababc')", "2"), ("'a,b,,c'.split(',')", "['a', 'b', '', 'c']"),
    ("'a,b,c'.split(',', 2)", "['a', 'b,c']"), ("'知识'.split('')", "['知', '识']"), ("''.split(',')", "['']"),
    ("'banana'.replace('ana', 'o')", "'bona'"), ("'ab'.replace('', '-')", "'-a-b-'"),
    ("'aaa'.replace('a', 'b', 2)", "'bba'"), ("'é' == 'e\u{301}'", "false"), ("'知识'.reverse()", "'识知'"),
    ("'\u{3000}知 '.trim()", "'知'"),
  ])
  func evaluates(text: String, expected: String) throws {
    let found = try Expression(parsing: "(\(text)) == (\(expected))").unchecked(in: Environment()).evaluate()
    #expect(found == .bool(true))
  }

  @Test(arguments: [
    (
      "[1, 2].transformMapEntry(i, v, {'same': v})",
      "a key of the map stands twice, or is no bool, int, uint or string"
    ),
    ("[1].transformMapEntry(i, v, [v])", "`transformMapEntry` walks a list or a map"),
    ("base64.decode('Zg=')", "`Zg=` is no base64"), ("base64.decode('Z')", "`Z` is no base64"),
    ("base64.decode('Zm9v!')", "`Zm9v!` is no base64"), ("base64.decode('Zg===')", "`Zg===` is no base64"),
    ("cel.index(0)", "nothing is called `@index0` here"),
  ])
  func failsWithAReason(text: String, reason: String) throws {
    let error = #expect(throws: EvaluationError.self) {
      try Expression(parsing: text).unchecked(in: Environment()).evaluate()
    }
    #expect(error?.description == reason)
    #expect(error?.range != nil)
  }

  @Test(arguments: [
    ("cel.block(1, 2)", "`cel.block` begins with a list"),
    ("cel.index(x)", "`cel.index` takes numbers that are written out"),
  ])
  func refusesToRead(text: String, reason: String) {
    let error = #expect(throws: SyntaxError.self) { try Expression(parsing: text) }
    #expect(error?.message == reason)
  }

  @Test func aLeadingDotMeansTheOutermostName() throws {
    let environment = Environment(variables: [.init("y.z", .string)])
    let program = try Expression(parsing: "[{'z': 'inner'}].exists(y, .y.z == 'outer' && y.z == 'inner')")
      .unchecked(in: environment)
    #expect(try program.evaluate([.string("outer")]) == .bool(true))
  }
}
