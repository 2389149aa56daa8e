public import KubernetesClient
internal import KubernetesCore

extension ResourceClient {
  /// Makes an object, or changes the one that is there; writes only if the function changes something.
  ///
  /// ```swift
  /// let result = try await maps.createOrUpdate(CoreV1.ConfigMap(metadata: .init(name: "web"))) { map in
  ///   map.data["replicas"] = "3"
  ///   try map.setControllerReference(to: site)
  /// }
  /// ```
  ///
  /// Costs a read and at most one write, more only when somebody else writes at the same time: then everything begins
  /// again, five times in all. What the server sets by default should not be cleared by the function, or every call writes.
  ///
  /// - Parameters:
  ///   - initial: What the object is made of, where there is none; has its name, and its namespace unless it is the
  ///     client's.
  ///   - change: Brings the object to what it should be; called for a new object, too, and again for each try.
  /// - Throws: `IdentityChangeError` if the function changes name or namespace; what the function throws;
  ///   `KubernetesError`.
  @discardableResult
  public func createOrUpdate(
    _ initial: Object, mutating change: (inout Object) async throws -> Void
  ) async throws -> WriteResult<Object> {
    try await creatingOrChanging(initial, change) { old, new in
      if try Self.areEqual(old, new) { return WriteResult(old, .unchanged) }
      return WriteResult(try await update(new), .updated)
    }
  }

  /// Makes an object, or patches the one that is there with what the function changes, status included.
  ///
  /// Like `createOrUpdate(_:mutating:)`, but sends only differences, as merge patches: what others change meanwhile
  /// elsewhere in the object stays, and is no conflict. Lists are replaced as a whole. A changed `status` is sent to the
  /// status subresource, in a second patch.
  ///
  /// - Parameter hasStatusSubresource: False for resources without one; `status` is then sent with the rest.
  @discardableResult
  public func createOrPatch(
    _ initial: Object, hasStatusSubresource: Bool = true, mutating change: (inout Object) async throws -> Void
  ) async throws -> WriteResult<Object> {
    let result = try await creatingOrChanging(initial, change) { old, new in
      var patch = try Self.difference(old, new)
      var status: JSONValue?
      if hasStatusSubresource, let changed = patch["status"] {
        status = ["status": changed]
        patch["status"] = nil
      }
      var result = WriteResult(old, .unchanged)
      let name = old.metadata.name ?? ""
      if patch.object?.isEmpty == false { result = WriteResult(try await self.patch(name, .merge(patch)), .updated) }
      if let status {
        result = WriteResult(try await self.patch(name, subresource: "status", .merge(status)), .updated)
      }
      return result
    }
    guard hasStatusSubresource, result.change == .created else { return result }
    // What a creation says of the status is dropped by the server.
    var wanted = result.object
    try await Self.change(&wanted, change)
    guard let status = try Self.difference(result.object, wanted)["status"] else { return result }
    let stored = try await self.patch(
      result.object.metadata.name ?? "", subresource: "status", .merge(["status": status]))
    return WriteResult(stored, .created)
  }

  private func creatingOrChanging(
    _ initial: Object, _ change: (inout Object) async throws -> Void,
    _ write: (_ old: Object, _ new: Object) async throws -> WriteResult<Object>
  ) async throws -> WriteResult<Object> {
    let name = initial.metadata.name ?? ""
    guard !name.isEmpty else { throw KubernetesError(.invalidRequest, "an object without a name cannot be looked for") }
    for attempt in 1... {
      do {
        guard let old = try await find(name) else {
          var new = initial
          // As an object that is there has it: owners, for one, are compared by it.
          if let namespace, (new.metadata.namespace ?? "").isEmpty { new.metadata.namespace = namespace }
          try await Self.change(&new, change)
          return WriteResult(try await create(new), .created)
        }
        var new = old
        try await Self.change(&new, change)
        return try await write(old, new)
      } catch let error as KubernetesError where attempt < 5 && (error.isConflict || error.isAlreadyExists) {
        // Somebody was faster. client-go's pause, 10 ms with a tenth of jitter.
        try await client.configuration.clock.sleep(for: .microseconds(Int.random(in: 10_000...11_000)))
      }
    }
    throw CancellationError()
  }

  private static func change(
    _ object: inout Object, _ change: (inout Object) async throws -> Void
  ) async throws {
    let key = object.key
    try await change(&object)
    guard object.key == key else { throw IdentityChangeError(key: "\(key)", changed: "\(object.key)") }
  }

  private static func areEqual(_ a: Object, _ b: Object) throws -> Bool {
    if let a = a as? any Equatable {
      if !isEqual(a, to: b) { return false }
      // These compare texts by their bytes, as the server does; types of the application may not.
      if a is any Model || a is Unstructured { return true }
    }
    return try json(a) == json(b)
  }

  private static func isEqual<Value: Equatable>(_ a: Value, to b: Object) -> Bool { a == b as? Value }

  static func difference(_ old: Object, _ new: Object) throws -> JSONValue {
    MergePatch.between(try json(old), try json(new))
  }

  private static func json(_ object: Object) throws -> JSONValue {
    do {
      return try JSONValue(json: object.encoded(format: .json))
    } catch let error as WireError {
      throw KubernetesError(.encoding, "\(Object.self): \(error)", cause: error)
    }
  }
}
