/// Reads regular expressions in Go's syntax.
struct PatternParser {
  /// `(?ims)`: without case, `^` and `$` at lines, `.` for ends of lines. `U` only says which match is taken.
  private struct Flags {
    var foldsCase = false
    var isMultiline = false
    var matchesLineEnds = false
  }

  private static let maximumCount = 1000
  private static let maximumDepth = 200
  private let text: [Unicode.Scalar]
  private var place = 0
  private var depth = 0
  private var flags = Flags()

  init(_ text: String) { self.text = Array(text.unicodeScalars) }

  mutating func parse() throws(Pattern.Malformed) -> PatternNode {
    let node = try choice()
    if place < text.count { throw Pattern.Malformed("unexpected )", string(0)) }
    return node
  }

  private var next: Unicode.Scalar? { place < text.count ? text[place] : nil }

  private func peek(_ offset: Int) -> Unicode.Scalar? { place + offset < text.count ? text[place + offset] : nil }

  private func string(_ start: Int, _ end: Int? = nil) -> String {
    var result = String.UnicodeScalarView()
    result.append(contentsOf: text[start..<max(start, min(end ?? text.count, text.count))])
    return String(result)
  }

  private mutating func take(_ wanted: String) -> Bool {
    let scalars = Array(wanted.unicodeScalars)
    guard text[place...].starts(with: scalars) else { return false }
    place += scalars.count
    return true
  }

  private mutating func choice() throws(Pattern.Malformed) -> PatternNode {
    depth += 1
    defer { depth -= 1 }
    if depth > Self.maximumDepth { throw Pattern.Malformed("expression nests too deeply", string(0)) }
    var parts = [try sequence()]
    while next == "|" {
      place += 1
      parts.append(try sequence())
    }
    return parts.count == 1 ? parts[0] : .choice(parts)
  }

  private mutating func sequence() throws(Pattern.Malformed) -> PatternNode {
    var parts: [PatternNode] = []
    while let scalar = next, scalar != "|", scalar != ")" {
      if take("\\Q") {
        var quoted: PatternNode?
        while next != nil, !take("\\E") {
          if let quoted { parts.append(quoted) }
          quoted = literal(text[place])
          place += 1
        }
        // What follows repeats the last of them.
        if let quoted { parts.append(try repeated(quoted, place)) }
        continue
      }
      let start = place
      guard let part = try atom() else { continue }
      parts.append(try repeated(part, start))
    }
    return parts.count == 1 ? parts[0] : parts.isEmpty ? .empty : .sequence(parts)
  }

  private func literal(_ scalar: Unicode.Scalar) -> PatternNode {
    var scalars = PatternClass(scalar)
    scalars.foldsCase = flags.foldsCase
    return .scalar(scalars)
  }

  /// What can be repeated; nil for what only sets flags.
  private mutating func atom() throws(Pattern.Malformed) -> PatternNode? {
    let scalar = text[place]
    switch scalar {
    case "(": return try group()
    case "[":
      var scalars = try brackets()
      scalars.foldsCase = flags.foldsCase
      return .scalar(scalars)
    case "\\": return try escape()
    case "*", "+", "?":
      let end = place + (peek(1) == "?" ? 2 : 1)
      throw Pattern.Malformed("missing argument to repetition operator", string(place, end))
    case "{":
      let start = place
      if try counts() != nil {
        throw Pattern.Malformed("missing argument to repetition operator", string(start, place))
      }
    default: break
    }
    place += 1
    switch scalar {
    case ".": return .scalar(.any(withLineEnds: flags.matchesLineEnds))
    case "^": return .condition(flags.isMultiline ? .lineStart : .textStart)
    case "$": return .condition(flags.isMultiline ? .lineEnd : .textEnd)
    default: return literal(scalar)
    }
  }

  private mutating func repeated(_ part: PatternNode, _ start: Int) throws(Pattern.Malformed) -> PatternNode {
    var node = part
    var last: Int?
    while let scalar = next {
      let start = place
      let counts: (minimum: Int, maximum: Int?)
      switch scalar {
      case "*": counts = (0, nil)
      case "+": counts = (1, nil)
      case "?": counts = (0, 1)
      case "{":
        guard let found = try self.counts() else { return node }
        counts = found
      default: return node
      }
      if scalar != "{" { place += 1 }
      if next == "?" { place += 1 }
      if let last { throw Pattern.Malformed("invalid nested repetition operator", string(last, place)) }
      last = start
      node = .repeated(node, minimum: counts.minimum, maximum: counts.maximum)
      if scalar == "{", node.repetitions > Self.maximumCount {
        throw Pattern.Malformed("invalid repeat count", string(start, place))
      }
    }
    return node
  }

  /// Reads `{2}`, `{2,}` or `{2,3}`; nil, and nothing read, for anything else, which is text.
  private mutating func counts() throws(Pattern.Malformed) -> (minimum: Int, maximum: Int?)? {
    let start = place
    func isDigit(_ scalar: Unicode.Scalar?) -> Bool { scalar.map { ("0"..."9").contains($0) } ?? false }
    func number() -> Int? {
      let first = place
      while isDigit(next) { place += 1 }
      // Go takes no leading zeros.
      guard place > first, !(text[first] == "0" && place > first + 1) else { return nil }
      return Int(string(first, place)) ?? .max
    }
    place += 1
    guard let minimum = number() else {
      place = start
      return nil
    }
    var maximum: Int? = minimum
    if next == "," {
      place += 1
      maximum = nil
      if next != "}" {
        guard let found = number() else {
          place = start
          return nil
        }
        maximum = found
      }
    }
    guard next == "}" else {
      place = start
      return nil
    }
    place += 1
    if minimum > Self.maximumCount || (maximum ?? 0) > Self.maximumCount || (maximum ?? .max) < minimum {
      throw Pattern.Malformed("invalid repeat count", string(start, place))
    }
    return (minimum, maximum)
  }
}

extension PatternParser {
  private mutating func group() throws(Pattern.Malformed) -> PatternNode? {
    let outer = flags
    let start = place
    place += 1
    if next == "?" {
      place += 1
      if take("P<") || take("<") {
        guard let end = text[place...].firstIndex(of: ">") else {
          throw Pattern.Malformed("invalid named capture", string(start))
        }
        let isName = text[place..<end].allSatisfy {
          $0 == "_" || $0.properties.isAlphabetic || ("0"..."9").contains($0)
        }
        guard isName, end > place else { throw Pattern.Malformed("invalid named capture", string(start, end + 1)) }
        place = end + 1
      } else if try !setFlags(from: start) {
        return nil
      }
    }
    let node = try choice()
    guard next == ")" else { throw Pattern.Malformed("missing closing )", string(0)) }
    place += 1
    flags = outer
    return node
  }

  /// Reads the flags behind `(?`; false when they are for the rest of the surrounding group.
  private mutating func setFlags(from start: Int) throws(Pattern.Malformed) -> Bool {
    var isOn = true
    var wasRead = false
    while let scalar = next {
      place += 1
      switch scalar {
      case "i": flags.foldsCase = isOn
      case "m": flags.isMultiline = isOn
      case "s": flags.matchesLineEnds = isOn
      case "U": break
      case "-" where isOn:
        isOn = false
        wasRead = false
        continue
      case ":" where isOn || wasRead: return true
      case ")" where isOn || wasRead: return false
      default:
        throw Pattern.Malformed("invalid or unsupported Perl syntax", string(start, place))
      }
      wasRead = true
    }
    throw Pattern.Malformed("invalid or unsupported Perl syntax", string(start))
  }

  private mutating func escape() throws(Pattern.Malformed) -> PatternNode {
    guard let letter = peek(1) else { throw Pattern.Malformed("trailing backslash at end of expression", "") }
    let condition: PatternNode.Condition?
    switch letter {
    case "A": condition = .textStart
    case "z": condition = .textEnd
    case "b": condition = .wordBoundary
    case "B": condition = .noWordBoundary
    default: condition = nil
    }
    if let condition {
      place += 2
      return .condition(condition)
    }
    if var scalars = try escapedClass() {
      scalars.foldsCase = flags.foldsCase
      return .scalar(scalars)
    }
    return literal(try escapedScalar())
  }

  /// Reads `\d`, `\pL`, `\p{Lu}` and the like; nil, and nothing read, for anything else.
  private mutating func escapedClass() throws(Pattern.Malformed) -> PatternClass? {
    guard next == "\\", let letter = peek(1) else { return nil }
    if let found = PatternClass.escaped(letter) {
      place += 2
      return found
    }
    guard letter == "p" || letter == "P" else { return nil }
    let start = place
    place += 2
    guard let first = next else { throw Pattern.Malformed("invalid character class range", string(start)) }
    var name = String(first)
    if first == "{" {
      guard let end = text[place...].firstIndex(of: "}") else {
        throw Pattern.Malformed("invalid character class range", string(start))
      }
      name = string(place + 1, end)
      place = end
    }
    place += 1
    let isOpposite = name.hasPrefix("^")
    guard var found = PatternClass.property(isOpposite ? String(name.dropFirst()) : name) else {
      throw Pattern.Malformed("invalid character class range", string(start, place))
    }
    found.isNegated = (letter == "P") != isOpposite
    return found
  }

  private mutating func escapedScalar() throws(Pattern.Malformed) -> Unicode.Scalar {
    let start = place
    place += 1
    guard let letter = next else { throw Pattern.Malformed("trailing backslash at end of expression", "") }
    place += 1
    func refusal() -> Pattern.Malformed { Pattern.Malformed("invalid escape sequence", string(start, place)) }
    switch letter {
    case "a": return "\u{7}"
    case "f": return "\u{C}"
    case "n": return "\n"
    case "r": return "\r"
    case "t": return "\t"
    case "v": return "\u{B}"
    case "0"..."7":
      let isOctal = { (scalar: Unicode.Scalar?) in scalar.map { ("0"..."7").contains($0) } ?? false }
      // A single digit would be a back reference.
      if letter != "0", !isOctal(next) { throw refusal() }
      while place < start + 4, isOctal(next) { place += 1 }
      return UInt32(string(start + 1, place), radix: 8).flatMap(Unicode.Scalar.init) ?? "\0"
    case "x":
      var digits = ""
      if next == "{" {
        guard let end = text[place...].firstIndex(of: "}") else { throw refusal() }
        digits = string(place + 1, end)
        place = end + 1
      } else {
        digits = string(place, place + 2)
        place = min(place + 2, text.count)
        if digits.unicodeScalars.count < 2 { throw refusal() }
      }
      guard !digits.hasPrefix("+"), !digits.hasPrefix("-"),
        let scalar = UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init)
      else { throw refusal() }
      return scalar
    default:
      // Any sign can be escaped, no letter or digit else.
      guard letter.isASCII, !letter.properties.isAlphabetic, !("0"..."9").contains(letter) else { throw refusal() }
      return letter
    }
  }

  private mutating func brackets() throws(Pattern.Malformed) -> PatternClass {
    let start = place
    place += 1
    var found = PatternClass()
    if next == "^" {
      place += 1
      found.isNegated = true
    }
    var isFirst = true
    while next != "]" || isFirst {
      guard let scalar = next else { throw Pattern.Malformed("missing closing ]", string(start)) }
      // A dash is itself at the ends only.
      if scalar == "-", !isFirst, peek(1) != "]", peek(1) != nil {
        throw Pattern.Malformed("invalid character class range", string(place, place + 2))
      }
      isFirst = false
      if scalar == "[", peek(1) == ":", let inner = try posixClass() {
        found.insert(inner)
        continue
      }
      if let inner = try escapedClass() {
        found.insert(inner)
        continue
      }
      let first = place
      let low = try bracketScalar(start)
      var high = low
      if next == "-", let after = peek(1), after != "]" {
        place += 1
        high = try bracketScalar(start)
      }
      guard low <= high else {
        throw Pattern.Malformed("invalid character class range", string(first, place))
      }
      found.insert(low.value...high.value)
    }
    place += 1
    return found
  }

  private mutating func bracketScalar(_ start: Int) throws(Pattern.Malformed) -> Unicode.Scalar {
    guard let scalar = next else { throw Pattern.Malformed("missing closing ]", string(start)) }
    if scalar == "\\" { return try escapedScalar() }
    place += 1
    return scalar
  }

  /// Reads `[:alpha:]`; nil, and nothing read, when it does not end.
  private mutating func posixClass() throws(Pattern.Malformed) -> PatternClass? {
    guard let colon = text[(place + 2)...].firstIndex(of: ":"), colon + 1 < text.count, text[colon + 1] == "]" else {
      return nil
    }
    var name = string(place + 2, colon)
    let isNegated = name.hasPrefix("^")
    if isNegated { name.removeFirst() }
    guard PatternClass.isName(name) else {
      throw Pattern.Malformed("invalid character class range", string(place, colon + 2))
    }
    place = colon + 2
    var found = PatternClass.named(name)
    found.isNegated = isNegated
    return found
  }
}
