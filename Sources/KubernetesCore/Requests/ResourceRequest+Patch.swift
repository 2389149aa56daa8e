extension ResourceRequest {
  /// Changes parts of an object or a subresource.
  ///
  /// - Parameter options: For a server-side apply, the field manager of the patch takes the place of the options' own.
  public static func patch(
    _ path: ResourcePath, _ patch: Patch, _ options: PatchOptions = PatchOptions()
  ) throws(KubernetesError) -> ResourceRequest {
    let body: Bytes
    do {
      body = Bytes(try patch.json.jsonBytes())
    } catch {
      throw KubernetesError(.encoding, "the patch cannot be written: \(error)", cause: error)
    }
    guard case .apply(let object, let manager, let force) = patch else {
      return try .patch(path, type: patch.type, body: body, options)
    }
    if let entries = object["metadata"]?["managedFields"], !entries.isNull {
      throw KubernetesError(.invalidRequest, "what is applied must have no managed fields")
    }
    let applyOptions = ApplyOptions(
      fieldManager: manager, force: force, dryRun: options.dryRun, fieldValidation: options.fieldValidation)
    return try .apply(path, body: body, applyOptions)
  }
}
