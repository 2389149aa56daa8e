/// A set of Unicode scalars.
struct PatternClass: Sendable {
  private var ranges: [ClosedRange<UInt32>] = []
  private var categories: [(names: Set<Unicode.GeneralCategory>, isNegated: Bool)] = []
  private var excluded: [PatternClass] = []
  var isNegated = false
  /// Whether the case of letters does not matter.
  var foldsCase = false

  init() {}

  init(_ range: ClosedRange<UInt32>) { ranges = [range] }

  init(_ scalar: Unicode.Scalar) { ranges = [scalar.value...scalar.value] }

  /// Everything, or everything but the end of a line.
  static func any(withLineEnds: Bool) -> PatternClass {
    var all = PatternClass(0...0x10FFFF)
    if !withLineEnds { all.ranges = [0...9, 11...0x10FFFF] }
    return all
  }

  mutating func insert(_ range: ClosedRange<UInt32>) { ranges.append(range) }

  mutating func insert(_ names: Set<Unicode.GeneralCategory>, isNegated: Bool) {
    categories.append((names, isNegated))
  }

  /// Adds another class, such as the one of `\D` inside of brackets.
  mutating func insert(_ other: PatternClass) {
    if other.isNegated {
      excluded.append(other)
    } else {
      ranges += other.ranges
      categories += other.categories
      excluded += other.excluded
    }
  }

  func contains(_ scalar: Unicode.Scalar) -> Bool {
    var isInside = holds(scalar)
    if !isInside, foldsCase { isInside = Self.folded(scalar).contains(where: holds) }
    return isInside != isNegated
  }

  private func holds(_ scalar: Unicode.Scalar) -> Bool {
    let value = scalar.value
    for range in ranges where range.contains(value) { return true }
    for category in categories {
      if category.names.contains(scalar.properties.generalCategory) != category.isNegated { return true }
    }
    return excluded.contains { $0.contains(scalar) }
  }

  /// The other cases of a letter. The signs of Kelvin and the long s are cases of k and s.
  private static func folded(_ scalar: Unicode.Scalar) -> [Unicode.Scalar] {
    var others: [Unicode.Scalar] = []
    for mapping in [scalar.properties.lowercaseMapping, scalar.properties.uppercaseMapping] {
      if mapping.unicodeScalars.count == 1, let other = mapping.unicodeScalars.first, other != scalar {
        others.append(other)
      }
    }
    switch scalar {
    case "k", "K": others.append("\u{212A}")
    case "s", "S": others.append("\u{17F}")
    default: break
    }
    return others
  }
}

extension PatternClass {
  /// The class of `\d`, `\s`, `\w` and their opposites; nil for other letters.
  static func escaped(_ letter: Unicode.Scalar) -> PatternClass? {
    var found: PatternClass
    switch letter {
    case "d", "D": found = named("digit")
    case "w", "W": found = named("word")
    // Unlike the class of that name, without the vertical tab.
    case "s", "S":
      found = PatternClass("\t"..."\n")
      found.insert(0x0C...0x0D)
      found.insert(0x20...0x20)
    default: return nil
    }
    found.isNegated = ("A"..."Z").contains(letter)
    return found
  }

  private init(_ range: ClosedRange<Unicode.Scalar>) { self.init(range.lowerBound.value...range.upperBound.value) }

  /// The class of `[[:name:]]`, empty for an unknown name.
  static func named(_ name: String) -> PatternClass {
    var found = PatternClass()
    for range in posix[name] ?? [] { found.insert(range.lowerBound.value...range.upperBound.value) }
    return found
  }

  static func isName(_ name: String) -> Bool { posix[name] != nil }

  private static let posix: [String: [ClosedRange<Unicode.Scalar>]] = [
    "alnum": ["0"..."9", "A"..."Z", "a"..."z"], "alpha": ["A"..."Z", "a"..."z"], "ascii": ["\0"..."\u{7F}"],
    "blank": ["\t"..."\t", " "..." "], "cntrl": ["\0"..."\u{1F}", "\u{7F}"..."\u{7F}"], "digit": ["0"..."9"],
    "graph": ["!"..."~"], "lower": ["a"..."z"], "print": [" "..."~"],
    "punct": ["!"..."/", ":"..."@", "["..."`", "{"..."~"], "space": ["\t"..."\r", " "..." "], "upper": ["A"..."Z"],
    "word": ["0"..."9", "A"..."Z", "a"..."z", "_"..."_"], "xdigit": ["0"..."9", "A"..."F", "a"..."f"],
  ]

  /// The class of `\p{name}`: a general category, or one of the scripts that are written most, by their blocks; nil for
  /// an unknown name.
  static func property(_ name: String) -> PatternClass? {
    if name == "Any" { return any(withLineEnds: true) }
    let names = categories.filter { $0.key == name || (name.utf8.count == 1 && $0.key.hasPrefix(name)) }.map(\.value)
    var found = PatternClass()
    if !names.isEmpty {
      found.insert(Set(names), isNegated: false)
      return found
    }
    guard let blocks = scripts[name] else { return nil }
    for block in blocks { found.insert(block) }
    return found
  }

  private static let categories: [String: Unicode.GeneralCategory] = [
    "Lu": .uppercaseLetter, "Ll": .lowercaseLetter, "Lt": .titlecaseLetter, "Lm": .modifierLetter, "Lo": .otherLetter,
    "Mn": .nonspacingMark, "Mc": .spacingMark, "Me": .enclosingMark, "Nd": .decimalNumber, "Nl": .letterNumber,
    "No": .otherNumber, "Pc": .connectorPunctuation, "Pd": .dashPunctuation, "Ps": .openPunctuation,
    "Pe": .closePunctuation, "Pi": .initialPunctuation, "Pf": .finalPunctuation, "Po": .otherPunctuation,
    "Sm": .mathSymbol, "Sc": .currencySymbol, "Sk": .modifierSymbol, "So": .otherSymbol, "Zs": .spaceSeparator,
    "Zl": .lineSeparator, "Zp": .paragraphSeparator, "Cc": .control, "Cf": .format, "Cs": .surrogate, "Co": .privateUse,
  ]

  private static let scripts: [String: [ClosedRange<UInt32>]] = [
    "Latin": [
      0x41...0x5A, 0x61...0x7A, 0xAA...0xAA, 0xBA...0xBA, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x2B8, 0x1E00...0x1EFF,
      0xFF21...0xFF3A, 0xFF41...0xFF5A,
    ],
    "Greek": [
      0x370...0x373, 0x375...0x377, 0x37A...0x37D, 0x384...0x384, 0x386...0x386, 0x388...0x3FF, 0x1F00...0x1FFE,
    ],
    "Cyrillic": [0x400...0x52F, 0x1C80...0x1C88, 0x2DE0...0x2DFF, 0xA640...0xA69F], "Armenian": [0x531...0x58F],
    "Hebrew": [0x591...0x5F4], "Arabic": [0x600...0x604, 0x606...0x60B, 0x60D...0x61A, 0x61C...0x61E, 0x620...0x6FF],
    "Devanagari": [0x900...0x950, 0x955...0x963, 0x966...0x97F], "Thai": [0xE01...0xE3A, 0xE40...0xE5B],
    "Hangul": [0x1100...0x11FF, 0x3131...0x318E, 0xAC00...0xD7A3], "Hiragana": [0x3041...0x3096, 0x309D...0x309F],
    "Katakana": [0x30A1...0x30FA, 0x30FD...0x30FF, 0x31F0...0x31FF],
    "Han": [
      0x2E80...0x2FD5, 0x3005...0x3005, 0x3007...0x3007, 0x3021...0x3029, 0x3400...0x4DBF, 0x4E00...0x9FFF,
      0xF900...0xFAD9, 0x20000...0x323AF,
    ],
  ]
}
