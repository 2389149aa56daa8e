import KubernetesCore

/// The simple JSONPath of a printer column, as kubectl's reads it: names with escaped dots, `[0]`, `[-1]`, `[*]`,
/// `['name']` and `[?(@.type=="Ready")]`.
struct PrinterPath: Sendable {
  private enum Step: Sendable {
    case member(String)
    case all
    case element(Int)
    case filter([Step], comparison: String, operand: JSON?)
  }

  private let steps: [Step]

  /// Nil for what is no such path.
  init?(_ text: String) {
    guard let steps = Self.read(text[...]) else { return nil }
    self.steps = steps
  }

  /// The first value at the path.
  func value(in json: JSON) -> JSON? { Self.values(json, steps[...]).first }

  private static func read(_ text: Substring) -> [Step]? {
    var rest = text
    var steps: [Step] = []
    while let first = rest.first {
      switch first {
      case ".":
        rest = rest.dropFirst()
        var name = ""
        while let next = rest.first, next != ".", next != "[" {
          rest = rest.dropFirst()
          if next != "\\" {
            name.append(next)
          } else if let escaped = rest.popFirst() {
            name.append(escaped)
          }
        }
        if name == "*" { steps.append(.all) } else if !name.isEmpty { steps.append(.member(name)) }
      case "[":
        guard let inner = brackets(&rest), let more = read(inside: inner) else { return nil }
        steps += more
      default: return nil
      }
    }
    return steps
  }

  /// What is between brackets, up to the one that closes them.
  private static func brackets(_ rest: inout Substring) -> Substring? {
    let start = rest.index(after: rest.startIndex)
    var quote: Character?
    var depth = 1
    var at = start
    while at < rest.endIndex {
      let character = rest[at]
      switch (quote, character) {
      case (let open?, character) where open == character: quote = nil
      case (_?, _): break
      case (nil, "'"), (nil, "\""): quote = character
      case (nil, "["): depth += 1
      case (nil, "]"):
        depth -= 1
        if depth == 0 {
          defer { rest = rest[rest.index(after: at)...] }
          return rest[start..<at]
        }
      default: break
      }
      at = rest.index(after: at)
    }
    return nil
  }

  private static func read(inside text: Substring) -> [Step]? {
    if text == "*" { return [.all] }
    if let index = Int(text) { return [.element(index)] }
    // The name in quotes is read like one behind a dot.
    if text.hasPrefix("'"), text.hasSuffix("'"), text.count > 2 { return read("." + text.dropFirst().dropLast()) }
    guard text.hasPrefix("?("), text.hasSuffix(")") else { return nil }
    return filter(text.dropFirst(2).dropLast())
  }

  private static func filter(_ condition: Substring) -> [Step]? {
    guard condition.hasPrefix("@") else { return nil }
    let body = condition.dropFirst()
    for comparison in ["==", "!=", "<=", ">=", "<", ">"] {
      guard let found = body.firstRange(of: comparison) else { continue }
      guard let steps = read(body[..<found.lowerBound].trimmed),
        let operand = operand(body[found.upperBound...].trimmed)
      else { return nil }
      return [.filter(steps, comparison: comparison, operand: operand)]
    }
    return read(body.trimmed).map { [.filter($0, comparison: "exists", operand: nil)] }
  }

  private static func operand(_ text: Substring) -> JSON? {
    for quote in ["'", "\""] where text.count > 1 && text.hasPrefix(quote) && text.hasSuffix(quote) {
      return .string(String(text.dropFirst().dropLast()))
    }
    switch text {
    case "true": return true
    case "false": return false
    default: return Int64(text).map { .int($0) } ?? Double(text).map { .double($0) }
    }
  }

  private static func values(_ json: JSON, _ steps: ArraySlice<Step>) -> [JSON] {
    guard let step = steps.first else { return [json] }
    let rest = steps.dropFirst()
    switch step {
    case .member(let name): return json[name].map { values($0, rest) } ?? []
    case .all:
      let all = json.array ?? json.object?.members.map(\.value) ?? []
      return all.flatMap { values($0, rest) }
    case .element(let index):
      guard let list = json.array else { return [] }
      let at = index < 0 ? list.count + index : index
      return list.indices.contains(at) ? values(list[at], rest) : []
    case .filter(let path, let comparison, let operand):
      return (json.array ?? []).filter { element in
        values(element, path[...]).contains { holds($0, comparison, operand) }
      }.flatMap { values($0, rest) }
    }
  }

  private static func holds(_ value: JSON, _ comparison: String, _ operand: JSON?) -> Bool {
    guard let operand else { return true }
    if comparison == "==" { return value == operand }
    if comparison == "!=" { return value != operand }
    let isLess: Bool
    let isGreater: Bool
    switch (value, operand) {
    case (.string(let a), .string(let b)): (isLess, isGreater) = (a < b, a > b)
    default:
      guard let a = value.double, let b = operand.double else { return false }
      (isLess, isGreater) = (a < b, a > b)
    }
    switch comparison {
    case "<": return isLess
    case ">": return isGreater
    case "<=": return !isGreater
    default: return !isLess
    }
  }
}
