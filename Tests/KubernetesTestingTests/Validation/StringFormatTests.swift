import Testing

@testable import KubernetesTesting

@Suite("Formats of texts")
struct StringFormatTests {
  @Test(arguments: [
    ("bsonobjectid", "507f1f77bcf86cd799439011", "507f"), ("uri", "https://example.com/a?b", "a"),
    ("email", "a.b@example.com", "a@"), ("hostname", "example.com", "-a"), ("ipv4", "10.0.0.01", "10.0.0"),
    ("ipv6", "::1", "10.0.0.1"), ("cidr", "10.0.0.0/8", "10.0.0.0/33"), ("mac", "0123.4567.89ab", "01:23"),
    ("uuid", "01234567-89AB-cdef-0123-456789abcdef", "x"),
    ("uuid3", "01234567-89ab-3def-0123-456789abcdef", "01234567-89ab-4def-0123-456789abcdef"),
    ("uuid4", "01234567-89ab-4def-8123-456789abcdef", "01234567-89ab-4def-0123-456789abcdef"),
    ("uuid5", "01234567-89ab-5def-8123-456789abcdef", ""), ("isbn", "978-0321751041", "978-0321751042"),
    ("isbn10", "080442957X", "0804429570"), ("isbn13", "978-0321751041", "0321751043"),
    ("creditcard", "4111-1111-1111-1111", "4111-1111-1111-1112"), ("ssn", "123-45-6789", "123456789"),
    ("hexcolor", "#FFF", "#FFFF"), ("rgbcolor", "rgb(255, 0,12)", "rgb(256,0,0)"), ("byte", "eA==", "eA"),
    ("date", "2024-02-29", "2023-02-29"), ("date-time", "2024-02-29T01:02:03Z", "2024-02-29"),
    ("duration", "1h30m", "soon"), ("duration", "3 Weeks", "h"), ("k8s-short-name", "a-b", "A"),
    ("k8s-long-name", "a.b", "a..b"),
  ])
  func tellsGoodFromBad(_ format: String, _ good: String, _ bad: String) {
    #expect(StringFormat.accepts(good, as: format) == true)
    #expect(StringFormat.accepts(bad, as: format) == false)
  }

  @Test func othersSayNothing() {
    #expect(StringFormat.accepts("x", as: "nonsense") == nil)
    #expect(StringFormat.accepts("", as: "password") == true)
  }
}
