import Testing

/// What is typed, and what the environment says.
@Suite struct HostileCommandLineTests {
  @Test(arguments: cases) func isNamed(hostile: HostileCase) throws { try hostile.hold() }

  private static let record: Set<String> = ["acme.kaudit"]

  private static func time(_ text: String) -> HostileCase {
    HostileCase(
      "KAUDIT_NOW=\(text)", "KAUDIT_NOW='\(text)' kaudit answer assets/A1 name=y --because x", 64, "error: `…"
    )
  }

  @Listed<HostileCase> static var cases: [HostileCase] {
    HostileCase(
      "an option that steers", "kaudit status --lang$'\\e[31m'", 64,
      "Error: Unknown option '--lang\\u{1B}[31m'")
    HostileCase(
      "a value that steers", "kaudit status --format $'\\e[31mx'", 64,
      "Error: The value '\\u{1B}[31mx' is invalid…")
    HostileCase(
      "a bidi override for a language", "kaudit render --language $'\\u202e'", 64,
      "Error: The value '\\u{202E}' is invalid…")
    HostileCase(
      "a verb that steers", "kaudit sta$'\\e[31m'tus", 64, "error: there is no verb `sta\\u{1B}[31mtus`")
    HostileCase(
      "a verb of 100 kB", "kaudit $(printf 'x%.0s' {1..100000})", 64, "error: there is no verb `xxx…")
    HostileCase(
      "a file whose name steers", "kaudit check $'a\\e[31m\\nb.yaml'", 1,
      "error[unreadable-file]: cannot read `a\\u{1B}[31m\\u{A}b.yaml`: no such file or directory")
    HostileCase("a step of two lines", "kaudit show $'a\\nerror: b'", 1, "error: no step is called `a…")
    HostileCase(
      "bytes that are no text", "kaudit answer assets/A1 name=$'\\xff\\xfe' --because x", 64,
      "error: `name=\u{FFFD}\u{FFFD}` is not UTF-8")
    HostileCase(
      "a key of bytes that are no text", "kaudit show assets/$'\\xff'", 64,
      "error: `assets/\u{FFFD}` is not UTF-8")
    HostileCase(
      "an answer of 100 kB", "kaudit answer assets/A1 name=$(printf 'x%.0s' {1..100000}) --because x", 0,
      "18  assets/A1 answered: name = `xxx…", changes: record)
    HostileCase(
      "an answer that steers", "kaudit answer assets/A1 name=$'\\e[31m\\u202e\\u009b' --because $'\\a\\r'",
      0, "18  assets/A1 answered: name = `\\u{1B}[31m\\u{202E}\\u{9B}` – because: \\u{7}\\u{D}",
      changes: record)
    HostileCase(
      "an answer that steers, as JSON",
      "kaudit answer assets/A1 name=$'\\u009b\\u202e\\x7f' --because x > /dev/null; kaudit log --format json | tail -n 1 | grep -o 'name\":\"[^\"]*'",
      0, #"name":"\u009B\u202E\u007F"#, changes: record)
    HostileCase(
      "a pattern that chokes others", "kaudit answer assets/A1 version=$(printf 'v%.0s' {1..20000})x", 1,
      "error: `version` of `assets/A1`: a text that matches `^(v+)+$` as a whole is expected,…")
    HostileCase(
      "a number of 20 digits", "kaudit answer assets/A1 count=99999999999999999999", 1,
      "error: `count`: a whole number is expected, but this is `99999999999999999999`")
    HostileCase(
      "a number whose double is none",
      "kaudit answer assets/A1 count=9223372036854775807 --because x > /dev/null && kaudit show assets/A1 > /dev/null && kaudit render",
      0, "working_papers  Working papers (draft)",
      changes: record.union(HostilePlace.papers).union(["documents"]))
    HostileCase(
      "infinity", "kaudit answer assets/A1 share=1e400", 1,
      "error: `share`: a number is expected, but this is `1e400`")
    HostileCase(
      "50,000 quotes", "kaudit show assets/\\\"$(printf '\"\"%.0s' {1..50000})\\\"", 1,
      "error: there is no entry `assets/…")
    HostileCase("one quote", "kaudit show 'assets/\"'", 64, "error: a quote in `\"` is not closed")
    HostileCase("no entry", "kaudit answer assets/ name=x", 64, "error: `assets/` names no step")
    HostileCase("no field", "kaudit answer assets/A1 =x", 1, "error: `assets` has no field ``;…")
    HostileCase("nothing", "kaudit status ''", 1, "error: no step is called ``")
    HostileCase(
      "5,000 files", "kaudit check $(printf 'a.yaml %.0s' {1..5000})", 1,
      "error[unreadable-file]: cannot read `a.yaml`: no such file or directory")
    HostileCase(
      "a person who steers", "kaudit answer assets/A1 name=y --because x --as $'\\e[31mBo'", 64,
      "error: that is no name of a person")
    HostileCase(
      "a person with a hidden character",
      "kaudit answer assets/A1 name=y --because x --as $'Ada Lovelace\\u200b'", 64,
      "error: that is no name of a person")
    HostileCase(
      "a person of 300 letters",
      "kaudit answer assets/A1 name=y --because x --as $(printf 'x%.0s' {1..300})", 64,
      "error: that is no name of a person")
    HostileCase(
      "nobody", "kaudit answer assets/A1 name=y --because x --as ' '", 64, "error: `--as` names nobody")
    HostileCase(
      "KAUDIT_PERSON that steers", "KAUDIT_PERSON=$'\\u202eBo' kaudit answer assets/A1 name=y --because x",
      64, "error: that is no name of a person")
    HostileCase(
      "KAUDIT_SEED that is no number", "rm acme.kaudit; KAUDIT_SEED=$'x\\e' kaudit run audit.yaml", 64,
      "error: KAUDIT_SEED is no whole number: `x\\u{1B}`", changes: record)
    HostileCase(
      "KAUDIT_SEED that is too large",
      "rm acme.kaudit; KAUDIT_SEED=99999999999999999999 kaudit run audit.yaml", 64,
      "error: KAUDIT_SEED is no whole number: `99999999999999999999`", changes: record)
    HostileCase(
      "KAUDIT_SHARE that is not there", "KAUDIT_SHARE=$'/\\e[31m' kaudit workflows", 64,
      "error: KAUDIT_SHARE names `/\\u{1B}[31m`, which holds no folder `Workflows`")
    HostileCase(
      "KAUDIT_SHARE with pipes",
      "mkdir -p s/Workflows; mkfifo s/Workflows/x.yaml; KAUDIT_SHARE=s kaudit workflows; rm -r s", 0,
      "error: `s/Workflows/x.yaml` is no ordinary file")
    HostileCase(
      "an environment of nonsense",
      "TERM=$'\\e' LC_ALL=$'\\xff' LANG=xx TZ=/etc/passwd HOME= COLUMNS=-5 kaudit status", 0,
      "Acme  (hostile 1.0.0)")

    for text in [
      "2026-02-30T00:00:00Z", "2026-02-02T25:00:00Z", "2026-02-02 09:00:00Z", "99999-01-01T00:00:00Z",
      "0000-00-00T00:00:00Z", "2026-02-02T09:00:0٣Z", "\u{1B}[31m", "now",
    ] {
      time(text)
    }
  }
}
