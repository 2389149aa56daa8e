import KubernetesCore
import KubernetesTestSupport
import Testing

/// Compares with what Go's apimachinery answered to random inputs; see the README of the fixtures.
@Suite struct ApimachineryAgreementTests {
  /// The cases of one kind, without the kind.
  private func cases(_ kind: String) throws -> [[String]] {
    let lines = try Fixture.bytes("apimachinery-values.jsonl").text.split(separator: "\n")
    let cases = try lines.map { try JSONValue(json: String($0)).array?.compactMap(\.string) ?? [] }
    let chosen = cases.filter { $0.first == kind }.map { Array($0.dropFirst()) }
    try #require(chosen.count >= 100, "\(kind)")
    return chosen
  }

  @Test func quantities() throws {
    for columns in try cases("quantity") {
      let quantity = try? Quantity(parsing: columns[0])
      if columns[1] == "error" {
        #expect(quantity == nil, "\(columns)")
      } else {
        #expect([quantity?.canonical, quantity?.format.rawValue] == [columns[2], columns[3]], "\(columns)")
      }
    }
  }

  @Test func arithmeticOfQuantities() throws {
    for columns in try cases("arithmetic") {
      let (a, b) = (try Quantity(parsing: columns[0]), try Quantity(parsing: columns[1]))
      let order = a < b ? "-1" : a == b ? "0" : "1"
      #expect(
        [(a + b).description, (a - b).description, (a * 7).description, order] == Array(columns[2...5]), "\(columns)")
    }
  }

  @Test func integersOfQuantities() throws {
    for columns in try cases("value") {
      let quantity = try Quantity(parsing: columns[0])
      #expect([quantity.value, quantity.milliValue] == [Int64(columns[1]), Int64(columns[2])], "\(columns)")
    }
  }

  @Test func labelSelectors() throws {
    for columns in try cases("label") {
      let selector = try? LabelSelector(parsing: columns[0])
      if columns[1] == "error" {
        #expect(selector == nil, "\(columns)")
        continue
      }
      #expect(selector == (try LabelSelector(parsing: columns[2])), "\(columns)")
      for index in stride(from: 3, to: columns.count, by: 2) {
        #expect(selector?.matches(set(columns[index])) == (columns[index + 1] == "true"), "\(columns)")
      }
    }
  }

  @Test func fieldSelectors() throws {
    for columns in try cases("field") {
      let selector = try? FieldSelector(parsing: columns[0])
      if columns[1] == "error" {
        #expect(selector == nil, "\(columns)")
        continue
      }
      #expect(selector == (try FieldSelector(parsing: columns[2])), "\(columns)")
      for index in stride(from: 3, to: columns.count, by: 2) {
        #expect(selector?.matches(set(columns[index])) == (columns[index + 1] == "true"), "\(columns)")
      }
    }
  }

  @Test func times() throws {
    for columns in try cases("time") {
      let time = try? Time(parsing: columns[0])
      if columns[1] == "error" {
        #expect(time == nil, "\(columns)")
        continue
      }
      let answer = time.map { [String($0.seconds), String($0.nanoseconds), $0.description, MicroTime($0).description] }
      #expect(answer == Array(columns[2...5]), "\(columns)")
    }
  }

  @Test func durations() throws {
    for columns in try cases("duration") {
      let duration = try? GoDuration(parsing: columns[0])
      if columns[1] == "error" {
        #expect(duration == nil, "\(columns)")
      } else {
        #expect(duration.map { [String($0.nanoseconds), $0.description] } == Array(columns[2...3]), "\(columns)")
      }
    }
  }

  @Test func shares() throws {
    for columns in try cases("share") {
      let (value, total) = (IntOrString.string(columns[0]), try #require(Int(columns[1])))
      let up = try? value.scaledValue(of: total, rounding: .up)
      let down = try? value.scaledValue(of: total, rounding: .down)
      if columns[2] == "error" {
        #expect(up == nil && down == nil, "\(columns)")
      } else {
        #expect([up, down] == [Int(columns[3]), Int(columns[4])], "\(columns)")
      }
    }
  }

  @Test func resourceVersions() throws {
    for columns in try cases("version") {
      let order: ResourceVersion.Order =
        switch columns[2] {
        case "error": .unordered
        case "-1": .older
        case "0": .same
        default: .newer
        }
      #expect(ResourceVersion(columns[0]).order(relativeTo: ResourceVersion(columns[1])) == order, "\(columns)")
    }
  }

  /// `a=b;c=d` as a dictionary.
  private func set(_ text: String) -> [String: String] {
    var set: [String: String] = [:]
    for pair in text.split(separator: ";") {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      set[String(parts[0])] = String(parts[1])
    }
    return set
  }
}
