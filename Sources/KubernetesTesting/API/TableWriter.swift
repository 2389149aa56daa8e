import KubernetesCore

/// Shows objects as the rows that kubectl prints.
struct TableWriter {
  let definition: ResourceDefinition
  let now: Time

  /// A `Table` of objects.
  ///
  /// - Parameter showsColumns: False for all but the first event of a watch.
  func table(_ objects: [JSON], _ negotiation: Negotiation, metadata: JSON, showsColumns: Bool = true) -> JSON {
    let columns = TableColumns.columns(of: definition)
    let definitions = columns.map { column -> JSON in
      [
        "name": .string(column.name), "type": .string(column.type), "format": .string(column.format), "description": "",
        "priority": .int(Int64(column.priority)),
      ]
    }
    let rows = objects.map { object -> JSON in
      ["cells": .array(columns.map { $0.cell(object, now) }), "object": shown(object, negotiation)]
    }
    return [
      "kind": "Table", "apiVersion": .string("meta.k8s.io/\(negotiation.version)"), "metadata": metadata,
      "columnDefinitions": showsColumns ? .array(definitions) : .null, "rows": .array(rows),
    ]
  }

  private func shown(_ object: JSON, _ negotiation: Negotiation) -> JSON {
    switch negotiation.inclusion {
    case .metadata: Renderer.partial(object, negotiation.version)
    case .object: object
    case .none: .null
    }
  }
}
