import KubernetesCore
import Testing

@testable import KubernetesInformers

@Suite("Entry version")
struct EntryVersionTests {
  static let texts = [
    "", "0", "1", "9", "10", "11", "007", "-1", "+1", "1 ", "abc", "12a", "½", "9999999999999999999",
    "10000000000000000000", "18446744073709551615", "18446744073709551616", "99999999999999999999",
  ]

  @Test("Versions read as numbers lie in time as their texts do", arguments: texts)
  func order(text: String) {
    for other in Self.texts {
      #expect(
        EntryVersion(text).order(relativeTo: EntryVersion(other))
          == ResourceVersion(text).order(relativeTo: ResourceVersion(other)), "\(text) and \(other)")
    }
  }

  @Test("An older version, or none, does not take a store back")
  func newest() {
    #expect(EntryVersion("9").newest(since: EntryVersion("10")).text == "10")
    #expect(EntryVersion("11").newest(since: EntryVersion("10")).text == "11")
    #expect(EntryVersion("").newest(since: EntryVersion("10")).text == "10")
    #expect(EntryVersion("next").newest(since: EntryVersion("10")).text == "next")
  }
}
