extension KubeconfigEditor {
  /// What has to change in which file, worked out from the merged configuration before and after.
  struct Edits {
    let defaultPath: String
    private(set) var changes: [String: [@Sendable (inout Kubeconfig) -> Void]] = [:]

    init(defaultPath: String) { self.defaultPath = defaultPath }

    private mutating func add(_ path: String?, _ change: @escaping @Sendable (inout Kubeconfig) -> Void) {
      changes[path ?? defaultPath, default: []].append(change)
    }

    /// - Parameter resolve: Makes the paths of a value absolute that moves to another folder.
    mutating func compare<Value>(
      _ before: KubeconfigEntries<Value>, _ after: KubeconfigEntries<Value>,
      _ list: any WritableKeyPath<Kubeconfig, KubeconfigEntries<Value>> & Sendable,
      resolve: (inout Value, String) -> Void
    ) {
      for old in before where after.entry(named: old.name) == nil {
        let name = old.name
        add(old.file) { $0[keyPath: list].remove(named: name) }
      }
      for new in after {
        let old = before.entry(named: new.name)
        if let old, old.hasSameContents(as: new) { continue }
        let target = old?.file ?? defaultPath
        var entry = new
        // An entry that was taken from a file elsewhere keeps pointing to the same files.
        if let source = new.file?.folderPath, source != target.folderPath { resolve(&entry.value, source) }
        entry.file = target
        add(target) { [entry] in $0[keyPath: list].update(entry) }
      }
    }

    mutating func compareContexts(_ before: Kubeconfig, _ after: Kubeconfig) {
      guard before.currentContext != after.currentContext else { return }
      let name = after.currentContext
      // The file that sets it wins over all behind it, so that is where it has to change.
      add(before.currentContextFile) { $0.currentContext = name }
    }

    /// Top-level fields belong to no file of their own; what is new or different is written to the default one.
    mutating func compareTopLevel(_ before: Kubeconfig, _ after: Kubeconfig) {
      compare(before.preferences, after.preferences, \.preferences)
      compare(before.extensions.fields, after.extensions.fields, \.extensions.fields)
      compare(before.unknownFields, after.unknownFields, \.unknownFields)
    }

    private mutating func compare(
      _ before: YAMLFields, _ after: YAMLFields, _ fields: any WritableKeyPath<Kubeconfig, YAMLFields> & Sendable
    ) {
      for name in Set(before.names + after.names).sorted() where before[name] != after[name] {
        let value = after[name]
        add(defaultPath) { $0[keyPath: fields][name] = value }
      }
    }
  }
}
