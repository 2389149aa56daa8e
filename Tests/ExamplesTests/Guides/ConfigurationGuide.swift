import Kubernetes
import Logging

func loadConfiguration() throws -> ClientConfiguration {
  let configuration = try ClientConfiguration.load()
  return configuration
}

func loadStaging(_ logger: Logger) throws -> ClientConfiguration {
  var overrides = KubeconfigOverrides(context: "staging", namespace: "team")
  overrides.user.impersonate = "jane"
  var configuration = try ClientConfiguration.load(overrides: overrides)
  configuration.requestTimeout = .seconds(30)
  for notice in configuration.notices { logger.warning("\(notice)") }
  return configuration
}

/// Only compiled: it goes to the cluster of whoever runs it.
func connectWithLimits() async throws -> ClusterClient {
  let client = try await ClusterClient.connect(
    context: "staging",
    requests: RESTClientConfiguration(timeout: .seconds(30), rateLimit: .init(perSecond: 20, burst: 40)))
  return client
}

func editKubeconfig(_ token: SensitiveString) throws {
  try KubeconfigEditor().modify { config in
    config.currentContext = "staging"
    config.users["admin"]?.token = token
  }
}

func limitPlugins(_ overrides: inout KubeconfigOverrides) {
  overrides.execPolicy = .allow(["gke-gcloud-auth-plugin", "/opt/bin/login"])
}

/// Reads a token from a place of its own.
struct VaultProvider: CredentialProvider {
  let read: @Sendable () async throws -> SensitiveString

  func credential() async throws -> Credential {
    .bearer(try await read())
  }

  func credential(replacing rejected: Credential) async throws -> Credential? {
    let fresh = try await credential()
    return fresh.hasSameProof(as: rejected) ? nil : fresh
  }
}

func useVault(
  _ configuration: inout ClientConfiguration, _ readToken: @escaping @Sendable () async throws -> SensitiveString
) {
  configuration.credentials = VaultProvider(read: readToken)
}
