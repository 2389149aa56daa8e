import Kubernetes

extension Foo {
  /// What makes the server serve Foos: with a schema, a status of its own, and columns for people.
  static var definition: ApiextensionsV1.CustomResourceDefinition {
    get throws {
      try Unstructured([
        "apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition",
        "metadata": [
          "name": "foos.samplecontroller.k8s.io",
          // Groups below k8s.io are the Kubernetes project's; servers want to know that we know.
          "annotations": ["api-approved.kubernetes.io": "unapproved, an example"],
        ],
        "spec": [
          "group": "samplecontroller.k8s.io", "scope": "Namespaced",
          "names": ["plural": "foos", "singular": "foo", "kind": "Foo", "listKind": "FooList"],
          "versions": [
            [
              "name": "v1alpha1", "served": true, "storage": true, "subresources": ["status": [:]],
              "additionalPrinterColumns": [
                ["name": "Deployment", "type": "string", "jsonPath": ".spec.deploymentName"],
                ["name": "Wanted", "type": "integer", "jsonPath": ".spec.replicas"],
                ["name": "Available", "type": "integer", "jsonPath": ".status.availableReplicas"],
                [
                  "name": "Ready", "type": "string",
                  "jsonPath": ".status.conditions[?(@.type==\"Ready\")].reason",
                ],
              ], "schema": ["openAPIV3Schema": schema],
            ]
          ],
        ],
      ]).converted()
    }
  }

  private static let schema: JSONValue = [
    "type": "object", "required": ["spec"],
    "properties": [
      "spec": [
        "type": "object", "required": ["deploymentName"],
        "properties": [
          "deploymentName": ["type": "string", "minLength": 1, "maxLength": 253],
          "replicas": ["type": "integer", "format": "int32", "minimum": 0, "maximum": 100],
        ],
      ],
      "status": [
        "type": "object",
        "properties": [
          "availableReplicas": ["type": "integer", "format": "int32"],
          "observedGeneration": ["type": "integer", "format": "int64"],
          "conditions": [
            "type": "array",
            "items": ["type": "object", "x-kubernetes-preserve-unknown-fields": true],
          ],
        ],
      ],
    ],
  ]

  /// Makes the server serve Foos, and waits until it does.
  ///
  /// - Returns: False if it did already.
  @discardableResult
  static func install(_ client: ClusterClient) async throws -> Bool {
    let definitions = client.resource(ApiextensionsV1.CustomResourceDefinition.self)
    let definition = try definition
    let name = definition.metadata.name ?? ""
    var isNew = true
    do { _ = try await definitions.create(definition) } catch let error as KubernetesError
      where error.isAlreadyExists
    {
      isNew = false
    }
    try await definitions.wait(for: name, timeout: .seconds(60), until: .established)
    return isNew
  }
}
