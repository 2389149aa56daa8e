public import KubernetesCore
public import KubernetesInformers
internal import KubernetesWorkQueue

extension Controller {
  private func changed(_ change: (inout Plan) -> Void) -> Controller {
    var plan = plan
    change(&plan)
    return Controller(plan)
  }

  private func adding<Watched>(
    _ source: ControllerSource<Watched>, _ mapping: @escaping KeyMapping<Watched>
  ) -> Controller {
    let watch = Watch { (client, factory, filter) async throws(ControllerError) in
      try await source.open(client, factory, mapping: mapping, filter: filter)
    }
    return changed { $0.watches.append(watch) }
  }

  /// Watches objects of another resource that are owned by those of this controller: their changes lead to a reconcile of
  /// the owner, of the old one and the new one when the owner changes.
  ///
  /// Owners are recognised by group and kind, whatever the version. If this controller's source was made without a kind
  /// ``run()`` fails with ``ControllerError/kindUnknown(_:)``.
  ///
  /// - Parameters:
  ///   - source: What is owned.
  ///   - owners: Whether only the controlling owner counts.
  public func owns<Owned>(
    _ source: ControllerSource<Owned>, by owners: OwnerKind = .controller
  ) -> Controller {
    guard let kind = plan.source.kind else {
      let name = plan.source.name
      return changed { plan in
        plan.watches.append(Watch { (_, _, _) async throws(ControllerError) in throw .kindUnknown(name) })
      }
    }
    let isNamespaced = plan.source.isNamespaced
    return adding(source) { object, _ in
      object.ownerKeys(of: kind.groupKind, isNamespaced: isNamespaced, owners)
    }
  }

  /// Watches objects of another type that are owned by those of this controller, in the namespaces of this controller.
  public func owns<Owned: KubernetesResource>(
    _ type: Owned.Type, by owners: OwnerKind = .controller
  ) -> Controller {
    owns(ControllerSource(type, namespaces: Owned.Scope.isNamespaced ? plan.source.namespaces : nil), by: owners)
  }

  /// Watches objects of another resource.
  ///
  /// - Parameters:
  ///   - source: What to watch.
  ///   - keys: What is to be reconciled because of an object. When the object changes it is asked for its old and for
  ///     its new state, and when it goes for its last. Called on the path of all changes: it should be quick.
  public func watches<Watched>(
    _ source: ControllerSource<Watched>, _ keys: @escaping @Sendable (Watched) -> [ObjectKey]
  ) -> Controller {
    adding(source) { object, _ in keys(object) }
  }

  /// Watches objects of another resource, and finds what is to be reconciled among the objects of this controller.
  ///
  /// The cache that is given may not be filled yet; whatever comes later is reconciled anyway.
  public func watches<Watched>(
    _ source: ControllerSource<Watched>, _ keys: @escaping @Sendable (Watched, Lister<Object>) -> [ObjectKey]
  ) -> Controller {
    let resource = plan.source.resource
    return adding(source) { object, cache in
      // The controller's own source is always there.
      (try? cache.lister(of: Object.self, resource)).map { keys(object, $0) } ?? []
    }
  }

  /// Watches objects of another type, in the namespaces of this controller.
  public func watches<Watched: KubernetesResource>(
    _ type: Watched.Type, _ keys: @escaping @Sendable (Watched) -> [ObjectKey]
  ) -> Controller {
    watches(ControllerSource(type, namespaces: Watched.Scope.isNamespaced ? plan.source.namespaces : nil), keys)
  }

  /// Watches objects of another type, in the namespaces of this controller, and finds what is to be reconciled among its
  /// objects.
  public func watches<Watched: KubernetesResource>(
    _ type: Watched.Type, _ keys: @escaping @Sendable (Watched, Lister<Object>) -> [ObjectKey]
  ) -> Controller {
    watches(ControllerSource(type, namespaces: Watched.Scope.isNamespaced ? plan.source.namespaces : nil), keys)
  }

  /// Reconciles the keys of a sequence, such as those of events from outside the cluster. No predicate looks at them.
  ///
  /// The sequence is iterated anew by every ``run()``. Its end is no failure; an error of it ends the run.
  public func watches<Keys: AsyncSequence & Sendable>(keys: Keys) -> Controller where Keys.Element == ObjectKey {
    changed { plan in
      plan.keySources.append { run in
        for try await key in keys { run.queue.add(key) }
      }
    }
  }

  /// Reconciles only for changes that satisfy a condition, whichever resource changes; besides the conditions of single
  /// sources. Several of them must all be satisfied.
  public func filtered(by predicate: MetadataPredicate) -> Controller {
    changed { plan in plan.filter = plan.filter.map { $0 && predicate } ?? predicate }
  }
}
