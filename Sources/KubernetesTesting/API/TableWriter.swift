import KubernetesCore

/// Shows objects as the rows that kubectl prints.
struct TableWriter {
  let definition: ResourceDefinition
  let now: Time

  /// A `Table` of objects, each row with the object's metadata.
  func table(_ objects: [JSON], version: String, metadata: JSON) -> JSON {
    let columns = TableColumns.columns(of: definition)
    let definitions = columns.map { column -> JSON in
      [
        "name": .string(column.name), "type": .string(column.type), "format": .string(column.format), "description": "",
        "priority": .int(Int64(column.priority)),
      ]
    }
    let rows = objects.map { object -> JSON in
      [
        "cells": .array(columns.map { $0.cell(object, now) }),
        "object": Renderer.partial(object, version),
      ]
    }
    return [
      "kind": "Table", "apiVersion": .string("meta.k8s.io/\(version)"), "metadata": metadata,
      "columnDefinitions": .array(definitions), "rows": .array(rows),
    ]
  }
}
