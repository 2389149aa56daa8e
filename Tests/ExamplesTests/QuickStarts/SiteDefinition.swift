/// The manifest of README.md.
let siteDefinition = """
  apiVersion: apiextensions.k8s.io/v1
  kind: CustomResourceDefinition
  metadata: {name: sites.example.com}
  spec:
    group: example.com
    scope: Namespaced
    names: {kind: Site, plural: sites}
    versions:
    - name: v1
      served: true
      storage: true
      schema:
        openAPIV3Schema:
          type: object
          required: [spec]
          properties:
            spec:
              type: object
              required: [image, replicas]
              properties: {image: {type: string}, replicas: {type: integer, minimum: 0}}
  """
