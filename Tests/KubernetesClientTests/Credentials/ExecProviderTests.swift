import KubernetesCore
import Testing

@testable import KubernetesClient

@Suite("Credentials from a plug-in", .timeLimit(.minutes(1)))
struct ExecProviderTests {
  private let clock = TestClock()
  private let files: InMemoryFiles = {
    let files = InMemoryFiles(["/bin/plugin": ""])
    files.makeExecutable("/bin/plugin")
    return files
  }()

  private func provider(
    _ runner: ScriptedRunner, isTerminal: Bool = false, _ change: (inout ExecPlugin) -> Void = { _ in }
  ) -> ExecCredentialProvider {
    var plugin = ExecPlugin(command: "plugin", cluster: .init(server: "https://h"))
    change(&plugin)
    let environment = ConfigurationEnvironment.test(
      files, variables: ["PATH": "relative:/sbin:/bin", "KEPT": "yes", "OVER": "old"], isTerminal: isTerminal)
    return ExecCredentialProvider(plugin, environment: environment, runner: runner, clock: clock.clock)
  }

  @Test func aTokenIsUsedUntilItExpires() async throws {
    // 2023-11-14T22:13:20Z is where the clock starts.
    let runner = ScriptedRunner([.token("one", expires: "2023-11-14T22:18:20Z"), .token("two")])
    let provider = provider(runner)
    for _ in 0..<3 { #expect(try await provider.credential().authorization == "Bearer one") }
    #expect(runner.invocations.count == 1)
    clock.advance(by: .seconds(290))
    #expect(try await provider.credential().authorization == "Bearer two")
    clock.advance(by: .seconds(1_000_000))
    #expect(try await provider.credential().authorization == "Bearer two")
    #expect(runner.invocations.count == 2)
  }

  @Test func aRefusalRunsThePlugInOnceForEverybody() async throws {
    let runner = ScriptedRunner([.token("one"), .token("two")])
    let provider = provider(runner)
    let old = try await provider.credential()
    runner.hold()
    let tokens = try await withThrowingTaskGroup(of: SensitiveString?.self) { group in
      for _ in 0..<50 { group.addTask { try await provider.credential(replacing: old)?.authorization } }
      await runner.waitForRuns(2)
      runner.release()
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(tokens.count == 50 && tokens.allSatisfy { $0 == "Bearer two" })
    #expect(runner.invocations.count == 2)
    #expect(try await provider.credential(replacing: old)?.authorization == "Bearer two")
    #expect(runner.invocations.count == 2)
  }

  @Test func aCancelledRunThatTakesItsTimeIsWaitedFor() async throws {
    let runner = ScriptedRunner([.token("one"), .token("two")])
    let provider = provider(runner)
    runner.hold()
    let first = Task { try await provider.credential() }
    await runner.waitForRuns(1)
    first.cancel()
    await #expect(throws: CancellationError.self) { try await first.value }
    // It waits, as anybody can see who looks for long enough.
    let second = Task { try await provider.credential().authorization }
    for _ in 0..<1_000 { await Task.yield() }
    #expect(runner.invocations.count == 1)
    runner.release()
    #expect(try await second.value == "Bearer two")
    #expect(runner.invocations.count == 2)
  }

  @Test func aPlugInThatRepeatsItselfIsNotAskedForEveryRequest() async throws {
    let runner = ScriptedRunner([.token("one"), .token("one"), .token("one")])
    let provider = provider(runner)
    for _ in 0..<20 {
      let current = try await provider.credential()
      #expect(try await provider.credential(replacing: current) == nil)
    }
    #expect(runner.invocations.count == 2)
    clock.advance(by: .seconds(10))
    #expect(try await provider.credential(replacing: try await provider.credential()) == nil)
    #expect(runner.invocations.count == 3)
  }

  @Test func theCertificateReplacesTheOldOne() async throws {
    let runner = ScriptedRunner([
      .certificate("1", token: "t"), .certificate("1", token: "u"), .certificate("2", token: "u"),
    ])
    let provider = provider(runner)
    var configuration = ClientConfiguration(server: ServerURL(host: "h"))
    configuration.credentials = provider
    let authenticator = Authenticator(configuration)
    let first = try await authenticator.authentication()
    #expect(first.tls.certificate == Array(TestPEM.certificate("1").utf8) && first.authorization == "Bearer t")
    let second = try #require(try await authenticator.authentication(replacing: first))
    #expect(second.authorization == "Bearer u")
    #expect(second.generation == first.generation, "a new token closes no connection")
    let third = try #require(try await authenticator.authentication(replacing: second))
    #expect(third.generation.identity == first.generation.identity + 1)
  }

  @Test func thePlugInFindsItsInputInItsEnvironment() async throws {
    let runner = ScriptedRunner([.token("t", version: .v1beta1)])
    let provider = provider(runner) { plugin in
      plugin.arguments = ["get-token", "--x"]
      plugin.apiVersion = .v1beta1
      plugin.environment = [
        .init(name: "OVER", value: "new"), .init(name: "OVER", value: "newest"), .init(name: "A", value: "1"),
      ]
      plugin.providesClusterInfo = true
      plugin.cluster = .init(
        server: "https://h:1", tlsServerName: "n\"1", insecureSkipTLSVerify: true, certificateAuthorityData: [1, 2],
        proxyURL: "http://p", disableCompression: true,
        config: .mapping([
          .init("n", .plain("1.50")), .init("b", .plain("yes")), .init("s", .string("1")), .init("h", .plain("0x1F")),
          .init("l", .sequence([.null, .string("a\n\u{1}😀")])),
        ]))
    }
    _ = try await provider.credential()
    let invocation = try #require(runner.invocations.first)
    #expect(invocation.executable == "/bin/plugin" && invocation.arguments == ["get-token", "--x"])
    #expect(!invocation.isInteractive)
    #expect(invocation.environment["KEPT"] == "yes" && invocation.environment["OVER"] == "newest")
    #expect(invocation.environment["A"] == "1")
    #expect(
      invocation.environment["KUBERNETES_EXEC_INFO"]?.reveal()
        == #"{"apiVersion":"client.authentication.k8s.io/v1beta1","kind":"ExecCredential","spec":{"cluster":{"#
        + #""certificate-authority-data":"AQI=","config":{"b":true,"h":31,"l":[null,"a\n\u0001😀"],"n":1.5,"s":"1"},"#
        + #""disable-compression":true,"insecure-skip-tls-verify":true,"proxy-url":"http://p","#
        + #""server":"https://h:1","tls-server-name":"n\"1"},"interactive":false}}"#)
  }

  @Test func withoutClusterInfoTheClusterIsNotTold() async throws {
    let runner = ScriptedRunner([.token("t")])
    _ = try await provider(runner).credential()
    #expect(
      runner.invocations.first?.environment["KUBERNETES_EXEC_INFO"]?.reveal()
        == #"{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","spec":{"interactive":false}}"#)
  }

  @Test(arguments: [
    (Kubeconfig.ExecConfiguration.InteractiveMode.never, true, false), (.never, false, false),
    (.ifAvailable, true, true),
    (.ifAvailable, false, false), (.always, true, true),
  ])
  func theModeDecidesWhetherItMayAsk(
    _ mode: Kubeconfig.ExecConfiguration.InteractiveMode, _ isTerminal: Bool, _ isInteractive: Bool
  ) async throws {
    let runner = ScriptedRunner([.token("t")])
    _ = try await provider(runner, isTerminal: isTerminal) { $0.interactiveMode = mode }.credential()
    let invocation = try #require(runner.invocations.first)
    #expect(invocation.isInteractive == isInteractive)
    #expect(
      invocation.environment["KUBERNETES_EXEC_INFO"]?.reveal().contains(#""interactive":\#(isInteractive)"#) == true)
  }

  @Test func onlyWithATerminalCanItAlwaysAsk() async throws {
    let runner = ScriptedRunner([.token("t")])
    let error = await #expect(throws: KubernetesError.self) {
      try await provider(runner) { $0.interactiveMode = .always }.credential()
    }
    #expect(error?.message.contains("standard input is not a terminal") == true)
    let taken = await #expect(throws: KubernetesError.self) {
      try await provider(runner, isTerminal: true) { plugin in
        plugin.interactiveMode = .always
        plugin.standardInputUnavailable = "the manifest is read from it"
      }.credential()
    }
    #expect(taken?.message.contains("the manifest is read from it") == true)
    #expect(runner.invocations.isEmpty)
  }

  @Test func aMissingPlugInSaysHowToInstallIt() async throws {
    let runner = ScriptedRunner([])
    for command in ["missing", "/opt/missing"] {
      let error = await #expect(throws: KubernetesError.self) {
        try await provider(runner) { plugin in
          plugin.command = command
          plugin.installHint = "brew install missing"
        }.credential()
      }
      #expect(error?.code == .credentials)
      #expect(error?.message.contains("\"\(command)\" could not be found") == true)
      #expect(error?.message.hasSuffix("\nbrew install missing") == true)
    }
  }

  @Test func relativeFoldersOfThePathDoNotCount() async throws {
    files["/work/relative/evil"] = ""
    files.makeExecutable("/work/relative/evil")
    let error = await #expect(throws: KubernetesError.self) {
      try await provider(ScriptedRunner([])) { $0.command = "evil" }.credential()
    }
    #expect(error?.message.contains("could not be found") == true)
  }

  @Test func thePolicyDecidesBeforeAnythingRuns() async throws {
    func isRun(_ command: String, _ policy: ExecPluginPolicy) async throws -> Bool {
      let runner = ScriptedRunner([.token("t")])
      let result = await Result { () async throws in
        try await self.provider(runner) { plugin in
          plugin.command = command
          plugin.policy = policy
        }.credential()
      }
      if case .failure(let error) = result {
        #expect((error as? KubernetesError)?.message.contains("policy") == true)
        #expect(runner.invocations.isEmpty)
        return false
      }
      return true
    }
    #expect(try await isRun("plugin", .allowAll))
    #expect(try await !isRun("plugin", .denyAll))
    #expect(try await isRun("plugin", .allow(["other", "plugin"])))
    #expect(try await isRun("/bin/x/../plugin", .allow(["plugin"])))
    #expect(try await isRun("plugin", .allow(["/bin/./plugin"])))
    #expect(try await !isRun("plugin", .allow(["/sbin/plugin"])))
    #expect(try await !isRun("plugin", .allow([])))
    #expect(try await !isRun("/sbin/plugin", .allow(["plugin"])))
  }

  @Test func aFailureShowsTheEndOfWhatThePlugInSaid() async throws {
    let noise = String(repeating: "x", count: 5000)
    let runner = ScriptedRunner([.failure("exit status 3", standardError: "\(noise)\nlogin \u{1B}[31mfirst\n")])
    let error = try #require(
      await #expect(throws: KubernetesError.self) { try await provider(runner).credential() })
    #expect(error.message.hasPrefix("the credential plug-in \"plugin\" has failed: exit status 3\n…x"))
    #expect(error.message.hasSuffix("login  [31mfirst"))
    #expect(error.message.utf8.count < 2200)
  }

  @Test func aFailedRefreshKeepsAGoodCredential() async throws {
    let runner = ScriptedRunner([
      .token("one", expires: "2023-11-14T22:18:20Z"), .failure("exit status 1", standardError: ""),
      .failure("exit status 1", standardError: "gone"), .failure("exit status 1", standardError: "gone"),
    ])
    let provider = provider(runner)
    let first = try await provider.credential()
    clock.advance(by: .seconds(295))
    #expect(try await provider.credential().authorization == "Bearer one")
    await #expect(throws: KubernetesError.self, "a refused one does not help") {
      try await provider.credential(replacing: first)
    }
    clock.advance(by: .seconds(5))
    await #expect(throws: KubernetesError.self) { try await provider.credential() }
    #expect(runner.invocations.count == 4)
  }

  @Test func whoIsCancelledStopsWaiting() async throws {
    // Whether the second joins the first run or begins another is up to the scheduler.
    let runner = ScriptedRunner([.token("t"), .token("t")])
    runner.hold()
    let provider = provider(runner)
    let first = Task { try await provider.credential() }
    await runner.waitForRuns(1)
    let second = Task { try await provider.credential() }
    first.cancel()
    await #expect(throws: CancellationError.self) { try await first.value }
    runner.release()
    #expect(try await second.value.authorization == "Bearer t")
  }

  @Test func aRunThatNobodyWaitsForIsEnded() async throws {
    let runner = ScriptedRunner([.hang, .token("t")])
    let provider = provider(runner)
    let task = Task { try await provider.credential() }
    await runner.waitForRuns(1)
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
    #expect(try await provider.credential().authorization == "Bearer t")
    while runner.cancellations == 0 { await Task.yield() }
  }

  @Test func aTaskThatIsCancelledBeforehandRunsNothingForLong() async throws {
    let runner = ScriptedRunner([.hang])
    let provider = provider(runner)
    let task = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return try await provider.credential()
    }
    await #expect(throws: CancellationError.self) { try await task.value }
  }

  @Test func aHangingPlugInIsEnded() async throws {
    let runner = ScriptedRunner([.hang])
    let provider = provider(runner)
    let task = Task { try await provider.credential() }
    await runner.waitForRuns(1)
    while runner.cancellations == 0 {
      clock.advance(by: .seconds(120))
      await Task.yield()
    }
    let error = await #expect(throws: KubernetesError.self) { try await task.value }
    #expect(error?.message.contains("has not answered within 120 s") == true)
  }

  @Test func equalPlugInsShareTheirRuns() {
    var plugin = ExecPlugin(command: "x", cluster: .init(server: "https://shared"))
    let environment = ConfigurationEnvironment(variables: ["A": "1"])
    let first = ExecCredentialProvider.shared(plugin, environment: environment)
    #expect(ExecCredentialProvider.shared(plugin, environment: environment) === first)
    #expect(ExecCredentialProvider.shared(plugin, environment: .init(variables: ["A": "2"])) !== first)
    plugin.cluster.server = "https://other"
    #expect(ExecCredentialProvider.shared(plugin, environment: environment) !== first)
  }

  @Test func aSharedProviderGoesWithItsLastUser() {
    let plugin = ExecPlugin(command: "y", cluster: .init(server: "https://shared"))
    weak let gone = ExecCredentialProvider.shared(plugin, environment: .init(variables: [:]))
    #expect(gone == nil)
  }
}

extension Result where Failure == any Error {
  fileprivate init(_ body: () async throws -> Success) async {
    do { self = .success(try await body()) } catch { self = .failure(error) }
  }
}
