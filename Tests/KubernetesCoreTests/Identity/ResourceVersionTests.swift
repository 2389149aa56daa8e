import KubernetesCore
import Testing

@Suite struct ResourceVersionTests {
  static let cases: [(String, String, ResourceVersion.Order)] = [
    ("1", "2", .older), ("10", "9", .newer), ("7", "7", .same),
    ("99999999999999999999999999999998", "99999999999999999999999999999999", .older),
    ("", "", .unordered), ("", "1", .unordered), ("0", "1", .unordered), ("0", "0", .unordered),
    ("01", "1", .unordered),
    ("a", "1", .unordered),
    ("1", "1a", .unordered), ("-1", "1", .unordered), ("abc", "abc", .same), ("abc", "abd", .unordered),
    ("٣", "4", .unordered),
  ]

  @Test(arguments: cases)
  func order(a: String, b: String, expected: ResourceVersion.Order) {
    #expect(ResourceVersion(a).order(relativeTo: ResourceVersion(b)) == expected)
    let reverse: ResourceVersion.Order =
      switch expected {
      case .older: .newer
      case .newer: .older
      default: expected
      }
    #expect(ResourceVersion(b).order(relativeTo: ResourceVersion(a)) == reverse)
  }
}
