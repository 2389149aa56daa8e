import KubernetesCore

/// The objects of a streaming list, while it lasts. Their versions are in no order; deletions may be among them.
struct InitialEvents<Object: KubernetesObject> {
  private var positions: [ObjectKey: Int] = [:]
  private var objects: [Object?] = []
  /// Keys of objects that could not be read.
  var unreadable: [ObjectKey] = []

  mutating func set(_ object: Object) {
    let key = object.key
    if let position = positions[key] {
      objects[position] = object
    } else {
      positions[key] = objects.count
      objects.append(object)
    }
  }

  mutating func remove(_ object: Object) {
    if let position = positions.removeValue(forKey: object.key) { objects[position] = nil }
  }

  /// What there is at the end.
  func replacement(at version: String) -> Replacement<Object> {
    Replacement(items: objects.compactMap { $0 }, resourceVersion: version, retained: unreadable)
  }
}
