import Testing

@testable import KubernetesInformers

@Suite("Comparison of keys' strings")
struct TextLayoutTests {
  /// Strings of all kinds, each made anew: short, long, literals, beyond ASCII, of other bytes but equal.
  private static func texts() -> [String] {
    let long = String(repeating: "abcdefghij", count: 8)
    return [
      "", "a", "fifteen-letters", "sixteen--letters", String(Array("sixteen--letters")), long, String(long.reversed()),
      long + "x", String(long.dropLast()), String((long + "x").dropLast()), "caf\u{E9}", "cafe\u{301}",
      "caf\u{E9}" + long, "cafe\u{301}" + long, "\u{212A}" + long, "K" + long,
      "a literal that is too long to lie in the string itself", String(long[long.startIndex...]),
    ]
  }

  @Test(arguments: [true, false])
  func `strings are the same whenever they are equal`(isKnown: Bool) {
    let layout = TextLayout(isKnown: isKnown && TextLayout.found.isKnown)
    for a in Self.texts() {
      for b in Self.texts() { #expect(layout.isSame(a, b) == (a == b), "\(a) and \(b)") }
    }
  }

  @Test func `strings lie in memory as is known`() {
    #expect(TextLayout.found.isKnown)
  }
}
