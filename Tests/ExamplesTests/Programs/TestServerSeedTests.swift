import Foundation
import Testing

@Suite("kube-testserver --seed, as a program", .timeLimit(.minutes(1)))
struct TestServerSeedTests {
  @Test func theFileThatIsRefusedIsNamed() async throws {
    let manifest = "{apiVersion: example.com/v1, kind: None, metadata: {name: a}}"
    try await KubectlWorld.folder(["bad.yaml": manifest]) { folder in
      let file = folder.appending(path: "bad.yaml").path
      let ending = try await Program.run("kube-testserver", ["--seed", file], script: "\"$0\" \"$@\" 2>&1")
      #expect(!ending.isSuccess)
      #expect(ending.output.contains("\(file): no resource serves example.com/v1, Kind=None"), "\(ending.output)")
    }
  }
}
