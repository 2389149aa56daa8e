import KubernetesTestSupport
import Testing

@testable import KubernetesTesting

@Suite("Members of JSON objects")
struct JSONObjectTests {
  /// Many members are found by a table, few by a search: either way they are what a dictionary would hold, in order.
  @Test(arguments: [5, 63, 64, 65, 300]) func behaveLikeADictionary(_ size: Int) {
    var random = SeededGenerator(seed: UInt64(size))
    var object = JSONObject()
    var model: [(key: String, value: JSON)] = []
    for step in 0..<3_000 {
      let key = "k\(Int.random(in: 0..<size, using: &random))"
      let value = JSON.int(Int64(step))
      let at = model.firstIndex { $0.key == key }
      switch Int.random(in: 0..<8, using: &random) {
      case 0:
        object[key] = nil
        if let at { model.remove(at: at) }
      case 1 where step.isMultiple(of: 50):
        object.removeAll { ($0.value.int ?? 0).isMultiple(of: 3) }
        model.removeAll { ($0.value.int ?? 0).isMultiple(of: 3) }
      case 2 where step.isMultiple(of: 50):
        object.sortKeys()
        model.sort { $0.key < $1.key }
      case 3 where step.isMultiple(of: 50):
        object.moveToFront([key])
        if let at { model.insert(model.remove(at: at), at: 0) }
      default:
        object[key] = value
        if let at { model[at].value = value } else { model.append((key, value)) }
      }
      #expect(object[key] == model.first { $0.key == key }?.value)
    }
    #expect(object.members.map(\.key) == model.map(\.key))
    #expect(object.members.map(\.value) == model.map(\.value))
  }
}
