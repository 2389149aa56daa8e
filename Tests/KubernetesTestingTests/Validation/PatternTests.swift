import Testing

@testable import KubernetesTesting

@Suite("Regular expressions")
struct PatternTests {
  @Test(arguments: [
    ("", "anything"), ("^$", ""), ("b+c?", "abbd"), ("^(a|b)*c$", "ababc"), ("^a{2,3}$", "aaa"), ("^a{0}$", ""),
    ("^a{2,}$", "aaaaa"), ("^a{,2}$", "a{,2}"), ("^x{$", "x{"), ("^.$", "é"), ("^\\x{e9}$", "é"),
    ("^[[:alpha:]_-]+$", "a-_"), ("^[^a-c]$", "d"), ("^[]a]+$", "]a"), ("^[a-]$", "-"), ("^[\\d\\-x]+$", "1-x"),
    ("^[^\\D]$", "5"), ("(?i)^straße$", "STRAßE"), ("(?i)^[k]$", "\u{212A}"), ("^(?i:a)b$", "Ab"), ("(?s)^.$", "\n"),
    ("(?m)^b$", "a\nb\nc"), ("\\bfoo\\b", "a foo."), ("\\Boo", "foo"), ("^\\Qa.b\\E+$", "a.bb"),
    ("^\\pL\\p{Nd}$", "ä٣"),
    ("^\\P{Lu}$", "a"), ("^\\p{Greek}+$", "αβ"), ("^(?P<name>a)(?:b)$", "ab"), ("^a??b*?$", "abb"), ("^\\/\\.$", "/."),
    ("^(|a)+$", "aa"), ("\\A\\z", ""), ("^\\101\\x41$", "AA"), ("a|^b", "xa"),
  ])
  func matches(_ pattern: String, _ text: String) throws {
    #expect(try Pattern(pattern).matches(text))
  }

  @Test(arguments: [
    ("^\\d+$", "٣"), ("^\\w$", "é"), ("^\\s$", "\u{B}"), ("^.$", "\n"), ("^.$", "e\u{301}"), ("^a$", "a\n"),
    ("^[[:alpha:]]$", "ä"), ("(?i)^STRASSE$", "straße"), ("^a{2,3}$", "aaaa"), ("\\bfoo\\b", "afoo"), ("^b", "ab"),
    ("^[^\\D]$", "x"), ("(?i)^[^k]$", "K"),
  ])
  func doesNotMatch(_ pattern: String, _ text: String) throws { #expect(try !Pattern(pattern).matches(text)) }

  @Test(arguments: [
    ("(", "missing closing ): `(`"), (")", "unexpected ): `)`"),
    ("*a", "missing argument to repetition operator: `*`"), ("a**", "invalid nested repetition operator: `**`"),
    ("[a", "missing closing ]: `[a`"), ("[z-a]", "invalid character class range: `z-a`"),
    ("\\8", "invalid escape sequence: `\\8`"), ("a{1001}", "invalid repeat count: `{1001}`"),
    ("a{2,1}", "invalid repeat count: `{2,1}`"), ("(?=a)", "invalid or unsupported Perl syntax: `(?=`"),
    ("a\\", "trailing backslash at end of expression: ``"),
    ("[[:nonsense:]]", "invalid character class range: `[:nonsense:]`"),
    ("\\p{Nonsense}", "invalid character class range: `\\p{Nonsense}`"),
  ])
  func refuses(_ pattern: String, _ why: String) {
    let error = #expect(throws: Pattern.Malformed.self) { try Pattern(pattern) }
    #expect(error?.message == "error parsing regexp: \(why)")
  }

  @Test(arguments: ["^(a+)+$", "^(a|a)*$", "(x+x+)+y", "^(a*)*b$", "^(a?){500}a{500}$"])
  func takesNoLongerForWhatOthersTryAgainAndAgain(_ pattern: String) throws {
    #expect(try !Pattern(pattern).matches(String(repeating: "a", count: 2_000) + "!"))
  }

  @Test func isBoundedInSize() {
    #expect(throws: Pattern.Malformed.self) { try Pattern("((a{100}){100}){100}") }
    #expect(throws: Pattern.Malformed.self) { try Pattern(String(repeating: "(abcdefghij){1000}", count: 100)) }
    #expect(throws: Pattern.Malformed.self) { try Pattern(String(repeating: "(", count: 100_000)) }
  }
}
