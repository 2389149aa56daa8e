/// Finds out, after a failure, where in the document its offset lies; the successful path pays nothing for it.
enum JSONErrorPath {
  /// Longer paths are cut: a hostile document must not make a message of megabytes.
  private static let longestPath = 512

  private enum Step {
    case member(String)
    case element(Int)
  }

  /// A path such as `spec.containers[2].name`; empty at the top.
  static func path(in text: UnsafeBufferPointer<UInt8>, to offset: Int) -> String {
    var steps: [Step] = []
    var index = 0
    // The text of the string that was passed last: a member's name, if a colon follows.
    var lastString: Range<Int> = 0..<0
    while index < min(offset, text.count) {
      switch text[index] {
      case UInt8(ascii: "\""):
        let start = index + 1
        index = start
        while index < text.count, text[index] != UInt8(ascii: "\"") {
          index += text[index] == UInt8(ascii: "\\") ? 2 : 1
        }
        lastString = start..<min(index, text.count)
      case UInt8(ascii: "{"): steps.append(.member(""))
      case UInt8(ascii: "["): steps.append(.element(0))
      case UInt8(ascii: "}"), UInt8(ascii: "]"): _ = steps.popLast()
      case UInt8(ascii: ":"):
        if case .member? = steps.last {
          steps[steps.count - 1] = .member(String(decoding: text[lastString].prefix(longestPath), as: UTF8.self))
        }
      case UInt8(ascii: ","):
        switch steps.last {
        case .element(let count)?: steps[steps.count - 1] = .element(count + 1)
        case .member?: steps[steps.count - 1] = .member("")
        case nil: break
        }
      default: break
      }
      index += 1
    }
    return render(steps)
  }

  private static func render(_ steps: [Step]) -> String {
    var path = ""
    for step in steps {
      switch step {
      case .member(""): continue
      case .member(let name): path += path.isEmpty ? name : ".\(name)"
      case .element(let index): path += "[\(index)]"
      }
      if path.utf8.count > longestPath { return path + "…" }
    }
    return path
  }
}
