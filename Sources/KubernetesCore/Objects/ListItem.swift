/// An object that carries its kind: the items of a JSON list lack it, so they get it from their list.
package protocol ListItem {
  /// Sets what is missing.
  mutating func complete(apiVersion: String, kind: String)
}

extension Unstructured: ListItem {
  package mutating func complete(apiVersion: String, kind: String) {
    if fields["apiVersion"] == nil { self.apiVersion = apiVersion }
    if fields["kind"] == nil { self.kind = kind }
  }
}
