extension MetaV1.OwnerReference {
  /// A reference from the members of an untyped object; a member of the wrong type counts as missing.
  init(members: JSONObject) {
    self.init(
      apiVersion: members["apiVersion"]?.string, kind: members["kind"]?.string, name: members["name"]?.string,
      uid: members["uid"]?.string, controller: members["controller"]?.bool,
      blockOwnerDeletion: members["blockOwnerDeletion"]?.bool)
  }

  /// The members of an untyped object.
  var members: JSONObject {
    var members = JSONObject()
    members["apiVersion"] = .string(apiVersion ?? "")
    members["kind"] = .string(kind ?? "")
    members["name"] = .string(name ?? "")
    members["uid"] = .string(uid ?? "")
    members["controller"] = controller.map { .bool($0) }
    members["blockOwnerDeletion"] = blockOwnerDeletion.map { .bool($0) }
    return members
  }
}
