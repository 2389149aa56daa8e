public import KubernetesClient
public import KubernetesCore

/// Keeps an object from going until something outside of it has been cleaned up.
///
/// ```swift
/// let finalizer = Finalizer("example.com/bucket", context.resource)
/// return try await finalizer.run(bucket) { bucket in
///   try await storage.make(bucket)
///   return .done
/// } cleanup: { bucket in
///   try await storage.remove(bucket)
/// }
/// ```
///
/// Finalizers are added and removed by a JSON Patch that tests the object's uid and the finalizers (or the version, where
/// there are none yet), so that it never undoes what somebody else does at the same time, and never touches another
/// object of the same name. When the test fails the object is read again and the patch tried again.
public struct Finalizer<Object: KubernetesObject & WireCodable>: Sendable {
  /// How often a patch is tried: client-go's number for conflicts.
  static var tries: Int { 5 }

  /// The name: a domain, a slash and a word.
  public let name: String
  private let resource: ResourceClient<Object>

  /// A finalizer of the objects that a client reads, in the client's namespace.
  public init(_ name: String, _ resource: ResourceClient<Object>) {
    self.name = name
    self.resource = resource
  }

  /// True if the object has the finalizer.
  public func isOn(_ object: Object) -> Bool { object.metadata.finalizers.contains(name) }

  /// Does what the object's state asks for.
  ///
  /// - An object that has not the finalizer gets it; then `apply` is called with the object that has it. So there is
  ///   nothing to clean up that the finalizer does not guard.
  /// - An object that is being deleted and has the finalizer is given to `cleanup`; when that has succeeded, the finalizer
  ///   is removed. `cleanup` may be called again, and may be called though `apply` never was.
  /// - An object that is being deleted and has it not, is left alone.
  ///
  /// - Returns: What `apply` returns, else ``ReconcileResult/done``.
  public func run(
    _ object: Object, apply: (Object) async throws -> ReconcileResult, cleanup: (Object) async throws -> Void
  ) async throws -> ReconcileResult {
    guard object.metadata.isBeingDeleted else {
      guard let guarded = try await add(to: object) else { return .done }
      return try await apply(guarded)
    }
    guard isOn(object) else { return .done }
    try await cleanup(object)
    try await remove(from: object)
    return .done
  }

  /// Adds the finalizer, unless the object has it.
  ///
  /// - Returns: The object with it; nil if the object is gone, or being deleted, which forbids new finalizers.
  @discardableResult
  public func add(to object: Object) async throws -> Object? {
    try await change(object) { object in
      if isOn(object) || object.metadata.isBeingDeleted { return nil }
      let isFirst = object.metadata.finalizers.isEmpty
      return isFirst
        ? .add(["metadata", "finalizers"], .array([.string(name)]))
        : .add(["metadata", "finalizers", "-"], .string(name))
    }.flatMap { isOn($0) ? $0 : nil }
  }

  /// Removes the finalizer, if the object has it.
  ///
  /// - Returns: The object without it; nil if it is gone.
  @discardableResult
  public func remove(from object: Object) async throws -> Object? {
    try await change(object) { object in
      object.metadata.finalizers.firstIndex(of: name).map { .remove(["metadata", "finalizers", "\($0)"]) }
    }
  }

  /// Patches the object until that succeeds or there is nothing to be done.
  private func change(
    _ object: Object, _ operation: (Object) -> JSONPatch.Operation?
  ) async throws -> Object? {
    var object = object
    var tries = Self.tries
    while let operation = operation(object) {
      do {
        let patch = JSONPatch(Self.tests(of: object) + [operation])
        return try await resource.patch(object.metadata.name ?? "", .json(patch))
      } catch let error as KubernetesError where error.isNotFound {
        return nil
      } catch let error as KubernetesError where error.isConflict || error.isInvalid {
        // A test that fails is answered like an invalid object: whether it was one is seen from the object as it is now.
        tries -= 1
        guard let now = try await resource.find(object.metadata.name ?? "") else { return nil }
        guard now.metadata.uid == object.metadata.uid else { return nil }
        // The tests see no deletion, and the server refuses new finalizers after it.
        let isUnchanged =
          now.metadata.resourceVersion == object.metadata.resourceVersion
          || (!object.metadata.finalizers.isEmpty && now.metadata.finalizers == object.metadata.finalizers
            && now.metadata.isBeingDeleted == object.metadata.isBeingDeleted)
        if tries == 0 || (isUnchanged && !error.isConflict) { throw error }
        object = now
      }
    }
    return object
  }

  private static func tests(of object: Object) -> [JSONPatch.Operation] {
    let metadata = object.metadata
    var tests: [JSONPatch.Operation] = []
    if let uid = metadata.uid { tests.append(.test(["metadata", "uid"], .string(uid))) }
    if metadata.finalizers.isEmpty {
      if let version = metadata.resourceVersion {
        tests.append(.test(["metadata", "resourceVersion"], .string(version)))
      }
    } else {
      tests.append(.test(["metadata", "finalizers"], .array(metadata.finalizers.map { .string($0) })))
    }
    return tests
  }
}
