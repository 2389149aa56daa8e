import Kubernetes

/// What the roles of a cluster grant to a service account.
enum GrantedPermissions {
  static func of(_ account: ObjectKey, _ client: ClusterClient) async throws -> [Permission] {
    var granted: [Permission] = []
    for binding in try await client.rbacV1.clusterRoleBindings.list().items
    where isBound(account, by: binding.subjects) {
      let role = try await client.rbacV1.clusterRoles.get(binding.roleRef?.name ?? "")
      granted += permissions(role.rules, in: nil)
    }
    for binding in try await client.rbacV1.roleBindings.list().items where isBound(account, by: binding.subjects) {
      let namespace = binding.metadata.namespace ?? ""
      let role = try await client.rbacV1.roles(in: namespace).get(binding.roleRef?.name ?? "")
      granted += permissions(role.rules, in: namespace)
    }
    return granted
  }

  private static func isBound(_ account: ObjectKey, by subjects: [RbacV1.Subject]) -> Bool {
    subjects.contains {
      $0.kind == "ServiceAccount" && $0.name == account.name && $0.namespace == account.namespace
    }
  }

  private static func permissions(_ rules: [RbacV1.PolicyRule], in namespace: String?) -> [Permission] {
    rules.flatMap { rule in
      let names = rule.resourceNames.isEmpty ? [nil] : rule.resourceNames.map { Optional($0) }
      return rule.apiGroups.flatMap { group in
        rule.resources.flatMap { resource in
          rule.verbs.flatMap { verb in
            names.map { Permission(verb: verb, group: group, resource: resource, namespace: namespace, name: $0) }
          }
        }
      }
    }
  }
}
