import Foundation
import KubernetesCore
import Testing

@testable import KubernetesClient

@Suite("Plug-ins as processes", .timeLimit(.minutes(2)))
struct SubprocessExecTests {
  /// A folder with one program in it, which is removed afterwards.
  private func withPlugin(_ script: String, _ body: (String) async throws -> Void) async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("plugin-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent("plugin").path
    try "#!/bin/sh\n\(script)\n".write(toFile: path, atomically: false, encoding: .utf8)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    try await body(folder.path)
  }

  private func environment(_ variables: [String: String] = [:]) -> ConfigurationEnvironment {
    var environment = ConfigurationEnvironment.process
    environment.variables.merge(variables) { $1 }
    environment.isStandardInputTerminal = false
    return environment
  }

  private func provider(
    _ command: String, _ variables: [String: String] = [:], _ change: (inout ExecPlugin) -> Void = { _ in }
  ) -> ExecCredentialProvider {
    var plugin = ExecPlugin(command: command, cluster: .init(server: "https://h"))
    change(&plugin)
    return ExecCredentialProvider(plugin, environment: environment(variables))
  }

  private static func answer(_ token: String) -> String {
    #"{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","status":{"token":"\#(token)"}}"#
  }

  @Test func aKubeconfigRunsItsPlugIn() async throws {
    try await withPlugin(
      #"""
      case "$KUBERNETES_EXEC_INFO" in *'"audience":"x"'*'"server":"https://example.com"'*) ;; *) exit 9 ;; esac
      [ -z "$(cat)" ] || exit 8
      printf '{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","status":{"token":"%s-%s-%s"}}' "$1" "$2" "$EXTRA"
      """#
    ) { folder in
      let text = """
        current-context: x
        contexts: [{name: x, context: {cluster: c, user: u}}]
        clusters:
        - name: c
          cluster:
            server: https://example.com
            extensions: [{name: client.authentication.k8s.io/exec, extension: {audience: x}}]
        users:
        - name: u
          user:
            exec:
              command: ./plugin
              args: [a, "b;c$(d)"]
              env: [{name: EXTRA, value: e}]
              apiVersion: client.authentication.k8s.io/v1
              interactiveMode: IfAvailable
              provideClusterInfo: true
        """
      try text.write(toFile: "\(folder)/config", atomically: false, encoding: .utf8)
      let configuration = try ClientConfiguration.load(kubeconfig: "\(folder)/config", environment: environment())
      #expect(try await configuration.credentials.credential().authorization == "Bearer a-b;c$(d)-e")
    }
  }

  @Test func aNameIsLookedUpInThePath() async throws {
    try await withPlugin("printf '%s' '\(Self.answer("t"))'") { folder in
      let path = "\(folder):\(ProcessInfo.processInfo.environment["PATH"] ?? "")"
      let credential = try await provider("plugin", ["PATH": path]).credential()
      #expect(credential.authorization == "Bearer t")
    }
  }

  @Test func aRefusalRunsItAgain() async throws {
    try await withPlugin(
      #"""
      n=$(cat "$STATE" 2>/dev/null || echo 0); n=$((n + 1)); echo $n > "$STATE"
      printf '{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","status":{"token":"t%s"}}' "$n"
      """#
    ) { folder in
      let provider = provider("\(folder)/plugin", ["STATE": "\(folder)/state"])
      let first = try await provider.credential()
      #expect(first.authorization == "Bearer t1")
      #expect(try await provider.credential(replacing: first)?.authorization == "Bearer t2")
      #expect(try await provider.credential().authorization == "Bearer t2")
    }
  }

  @Test func aFailureShowsItsStatusAndItsWords() async throws {
    try await withPlugin("echo please log in >&2; echo s3cret; exit 7") { folder in
      let error = try #require(
        await #expect(throws: KubernetesError.self) { try await provider("\(folder)/plugin").credential() })
      #expect(error.message.hasSuffix("has failed: exit status 7\nplease log in"))
      #expect(!error.message.contains("s3cret"))
    }
  }

  @Test func tooMuchOutputIsAnError() async throws {
    for stream in [1, 2] {
      try await withPlugin("head -c 3000000 /dev/zero | tr '\\0' x >&\(stream)") { folder in
        let error = await #expect(throws: KubernetesError.self) { try await provider("\(folder)/plugin").credential() }
        #expect(error?.code == .credentials)
      }
    }
  }

  @Test func aLargeAnswerArrivesWhole() async throws {
    try await withPlugin(
      #"""
      printf '{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","status":{"token":"'
      head -c 900000 /dev/zero | tr '\0' x
      printf '"}}'
      """#
    ) { folder in
      let credential = try await provider("\(folder)/plugin").credential()
      #expect(credential.authorization?.reveal().utf8.count == 900_007)
    }
  }

  @Test func aHangingPlugInIsEndedWithWhatItHasStarted() async throws {
    try await withPlugin("sleep 1000 & echo $! > \"$STATE\"; wait") { folder in
      let provider = provider("\(folder)/plugin", ["STATE": "\(folder)/state"]) { $0.timeout = .milliseconds(500) }
      let error = await #expect(throws: KubernetesError.self) { try await provider.credential() }
      #expect(error?.message.contains("has not answered") == true)
      let text = try String(contentsOfFile: "\(folder)/state", encoding: .utf8)
      let child = try #require(Int32(text.filter(\.isNumber)))
      // It is gone, or a zombie that its new parent has yet to collect.
      let status = try? String(contentsOfFile: "/proc/\(child)/stat", encoding: .utf8)
      #expect(status.map { $0.contains(") Z ") } ?? true)
    }
  }

  @Test func aPlugInThatLeavesAHelperBehindStillAnswers() async throws {
    try await withPlugin("sleep 20 & printf '%s' '\(Self.answer("t"))'") { folder in
      let credential = try await provider("\(folder)/plugin").credential()
      #expect(credential.authorization == "Bearer t")
    }
  }

  @Test func whatIsNoProgramIsAnError() async throws {
    try await withPlugin("") { folder in
      try "#!/no/such/interpreter\n".write(toFile: "\(folder)/plugin", atomically: false, encoding: .utf8)
      let error = await #expect(throws: KubernetesError.self) { try await provider("\(folder)/plugin").credential() }
      #expect(error?.message.contains("could not be run") == true)
      let missing = await #expect(throws: KubernetesError.self) { try await provider("\(folder)/none").credential() }
      #expect(missing?.message.contains("could not be found") == true)
    }
  }
}
