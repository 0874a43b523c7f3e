/// What a type of field expects, for whoever fills it in.
extension FieldType {
  public func words(in language: Language) -> String {
    guard language == .chinese else { return expectation }
    switch self {
    case .text: return "文字"
    case .longText: return "长文字"
    case .integer: return "整数"
    case .number: return "数值"
    case .percent: return "百分比，如 25%"
    case .money: return "金额"
    case .boolean: return "是或否"
    case .date: return "日期，如 2026-01-31"
    case .choice(let vocabulary): return "选一：\(vocabulary.keys.joined(separator: " / "))"
    case .choices(let vocabulary): return "可多选：\(vocabulary.keys.joined(separator: " / "))"
    case .scale(let scale): return "\(scale.min) 至 \(scale.max) 级"
    case .person: return "人名"
    case .reference(let step): return "\(step) 中某条的编号"
    case .list: return "列表"
    case .group: return "一组字段"
    case .table: return "若干行"
    case .file: return "文件名"
    }
  }
}
