extension DeleteOptions {
  /// The options as the JSON body of a request; always JSON, for custom resources take no Protobuf.
  public var body: Bytes {
    var object: JSONObject = ["apiVersion": "v1", "kind": "DeleteOptions"]
    if let gracePeriodSeconds { object["gracePeriodSeconds"] = .integer(Int64(gracePeriodSeconds)) }
    if let propagationPolicy { object["propagationPolicy"] = .string(propagationPolicy.rawValue) }
    if let preconditions, preconditions != Preconditions() {
      var conditions = JSONObject()
      if let uid = preconditions.uid { conditions["uid"] = .string(uid) }
      if let version = preconditions.resourceVersion { conditions["resourceVersion"] = .string(version) }
      object["preconditions"] = .object(conditions)
    }
    if dryRun { object["dryRun"] = ["All"] }
    if ignoreStoreReadErrorWithClusterBreakingPotential {
      object["ignoreStoreReadErrorWithClusterBreakingPotential"] = true
    }
    return Bytes(JSONValue.object(object).description)
  }
}
