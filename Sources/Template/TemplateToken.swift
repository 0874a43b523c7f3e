/// A stretch of a template: plain text, or a tag between its marks.
struct TemplateToken {
  enum Kind {
    case text
    /// `{{ … }}`
    case output
    /// `{% … %}`
    case statement
    /// `{# … #}`
    case comment
  }

  var kind: Kind
  /// The whole stretch with its marks, in bytes.
  var range: Range<Int>
  /// What stands between the marks.
  var inner: Range<Int>
  /// Whether blanks before or after the tag are cut: `{%-` and `-%}`.
  var trimsBefore = false
  var trimsAfter = false
  /// Whether it does not end, which has been told; it reaches to the end of its line.
  var isCut = false
}
