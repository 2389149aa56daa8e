import KubernetesCore

/// Keeps `metadata.managedFields` up to date.
struct ManagedFieldsTracker {
  let strategy: ObjectStrategy
  private let subresource: String
  private let version: String
  private let type: ObjectType.ValueType?
  private let walker: FieldWalker
  /// The type and the kind of the objects as Go would write them.
  private let written: (type: ObjectType?, kind: String)
  /// What of an object can be owned; nil for everything.
  private let part: UpdatePart?

  init(_ strategy: ObjectStrategy, subresource: String = "") {
    let definition = strategy.definition
    self.strategy = strategy
    self.subresource = subresource
    version = definition.resource.groupVersion.apiVersion
    type = (definition.custom?.type ?? definition.type).map { .object(.inline($0)) }
    walker = FieldWalker(takesUnknownApart: definition.custom != nil)
    written = (definition.type, definition.kind)
    part = UpdatePart(rawValue: subresource)
  }

  /// The tracker for the scale of an object, which has managers of its own.
  init(scaleOf strategy: ObjectStrategy) {
    let kind = ScaleSubresource.kind
    let found = TypeTable.builtIn.type(of: kind)
    self.strategy = strategy
    subresource = "scale"
    version = kind.apiVersion
    type = found.map { .object(.inline($0)) }
    walker = FieldWalker(takesUnknownApart: false)
    written = (found, kind.kind)
    part = nil
  }

  private var definition: ResourceDefinition { strategy.definition }
  private var now: String { strategy.core.configuration.now().description }

  private var updater: FieldManagers.Manager {
    .init(name: strategy.call.fieldManager, isApplier: false, version: version, subresource: subresource)
  }

  /// What nobody owns.
  private static let unowned: [FieldPath] =
    [[.field("apiVersion")], [.field("kind")]]
    + [
      "name", "namespace", "creationTimestamp", "selfLink", "uid", "clusterName", "generation", "managedFields",
      "resourceVersion", "deletionTimestamp", "deletionGracePeriodSeconds",
    ].map { [.field("metadata"), .field($0)] }

  private func owned(_ set: FieldSet) -> FieldSet {
    var set = set
    for path in Self.unowned { set.removeTree(path) }
    if let part { set = part.ownable(set, definition) }
    set.isMember = false
    set.children[.field("metadata")]?.isMember = false
    if set.children[.field("metadata")]?.isEmpty == true { set.children[.field("metadata")] = nil }
    return set
  }

  /// The object as Go would write it without anything in it.
  private var empty: JSON {
    guard let type = written.type else { return ["metadata": [:]] }
    var normalizer = FieldNormalizer(rootKind: written.kind)
    var tree = normalizer.object(.emptyObject, type, path: "")
    if tree["metadata"] == nil { tree["metadata"] = .emptyObject }
    return tree
  }

  /// Notes what a create, update or patch has set.
  func recordUpdate(_ tree: inout JSON, old: JSON?) {
    let given = tree["metadata"]?["managedFields"]?.array
    let live = old?["metadata"]?["managedFields"]
    // An entry without contents is the way to forget all managers.
    if subresource.isEmpty, let given, given.count == 1,
      given[0].object?.isEmpty == true || given[0]["manager"] == nil && given[0]["operation"] == nil
    {
      tree["metadata"]?["managedFields"] = nil
      return
    }
    let isTaken = subresource.isEmpty && given?.isEmpty == false && FieldManagers.isReadable(given ?? [])
    var managers = FieldManagers(isTaken ? .array(given ?? []) : live)
    tree["metadata"]?["managedFields"] = nil
    if old != nil, managers.shares.isEmpty {
      return
    }
    var before = old ?? empty
    before["metadata"]?["managedFields"] = nil
    let difference = walker.compare(before, tree, type)
    let taken = owned(difference.added.union(difference.modified))
    managers.forget(difference.removed)
    managers.take(taken, for: updater)
    if !taken.isEmpty {
      let fields = managers[updater]?.fields ?? FieldSet()
      managers[updater] = .init(fields: fields.union(taken), version: version, time: now)
    }
    managers.cap()
    tree["metadata"]?["managedFields"] = managers.json
  }

  /// The outcome of an apply: the merged object, with its managers.
  ///
  /// - Parameter given: The configuration as it was sent.
  /// - Throws: 409 when other managers own what changes, unless `isForced`.
  func apply(_ configuration: JSON, given sent: JSON, to live: JSON?, isForced: Bool) throws(APIError) -> JSON {
    if configuration["metadata"]?["managedFields"]?.array?.isEmpty == false {
      throw .badRequest("metadata.managedFields must be nil")
    }
    let applier = FieldManagers.Manager(
      name: strategy.call.fieldManager, isApplier: true, version: "", subresource: subresource)
    var managers = FieldManagers(live?["metadata"]?["managedFields"])
    var old = live ?? empty
    old["metadata"]?["managedFields"] = nil
    if live != nil, managers.shares.isEmpty {
      managers[.init(name: "before-first-apply", isApplier: false, version: version, subresource: subresource)] = .init(
        fields: owned(walker.compare(empty, old, type).added.union(walker.fields(of: old, type))), version: version,
        time: now)
    }
    let given = walker.fields(of: configuration, type)
    let fields = owned(given)
    let merge = StructuredMerge(walker: walker)
    var merged = merge.merge(configuration, into: live == nil ? nil : old, type)
    if let last = managers[applier]?.fields {
      let dropped = Self.droppable(
        last.subtracting(fields), keeping: managers.fields(exceptOf: applier).union(given), type, walker)
      merged = merge.remove(dropped, from: merged, type)
    }
    let difference = walker.compare(old, merged, type)
    let changed = owned(difference.added.union(difference.modified))
    var conflicts = managers.conflicts(changed, exceptOf: applier)
    let isKubectl = applier.name == LastApplied.manager
    if isKubectl, !conflicts.isEmpty, !isForced {
      let own = LastApplied(walker: walker, type: type, version: version).fields(of: old)
      conflicts.removeAll { own.contains($0.path) }
    }
    if !conflicts.isEmpty, !isForced { throw FieldManagers.conflictError(conflicts) }
    managers.take(changed, for: applier)
    // An apply that leaves the object as it was leaves no time, either.
    managers[applier] = .init(fields: fields, version: version, time: merged == old ? managers[applier]?.time : now)
    managers.forget(difference.removed)
    if isKubectl { LastApplied.note(sent, in: &merged) }
    merged["metadata"]?["managedFields"] = managers.json
    return merged
  }

  /// The fields that nobody wants any more: an element of a list, or a declared field, goes as a whole, with what nobody
  /// owns in it, unless somebody owns a part of it.
  private static func droppable(
    _ set: FieldSet, keeping others: FieldSet, _ type: ObjectType.ValueType?, _ walker: FieldWalker
  ) -> FieldSet {
    var result = FieldSet()
    result.isMember = set.isMember && others.isEmpty
    for (element, child) in set.children {
      let kept = others.children[element] ?? FieldSet()
      if kept.isEmpty, walker.isDeclared(element, in: type) {
        result.children[element] = FieldSet(isMember: true)
        continue
      }
      let rest = droppable(child, keeping: kept, walker.member(element, of: type), walker)
      if !rest.isEmpty { result.children[element] = rest }
    }
    return result
  }
}
