import KubernetesCore
import Testing

@testable import KubernetesClient

@Suite("YAML values as JSON")
struct YAMLJSONTests {
  @Test(arguments: [
    ("1", JSONValue.integer(1)), ("-17", .integer(-17)), ("+3", .integer(3)), ("1_000", .integer(1000)),
    ("0x1F", .integer(31)),
    ("-0x10", .integer(-16)), ("0o17", .integer(15)), ("017", .integer(15)), ("0b101", .integer(5)), ("0", .integer(0)),
    ("9223372036854775807", .integer(.max)), ("-9223372036854775808", .integer(.min)), ("1.10", .number(1.1)),
    ("1e3", .number(1000)), (".5", .number(0.5)), ("089", .integer(89)), ("true", .bool(true)), ("Off", .bool(false)),
    ("2026-01-02", "2026-01-02"), (".inf", ".inf"), ("1e999", "1e999"), ("12:30", "12:30"),
  ])
  func plainScalars(_ text: String, _ expected: JSONValue) {
    #expect(YAMLValue.plain(text).jsonValue == expected)
  }

  @Test func containersAndTexts() {
    let value = YAMLValue.mapping([
      .init("b", .sequence([.null, .string("1")])), .init("a", .mapping([])), .init("b", .string("second")),
    ])
    #expect(value.jsonValue == ["a": [:], "b": [.null, "1"]])
  }
}
