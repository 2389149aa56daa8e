import ArgumentParser
import Kubernetes
import Testing

@testable import kubectl_swift

@Suite("The objects that kubectl-swift is told")
struct NamedObjectsTests {
  @Test(arguments: [
    ["pod/a", "-l", "app=none"], ["pod/a", "--all"], ["pod/a", "b"], ["pod", "pod/b"], ["pod/a", "pod/"], ["pod"],
    ["pod", "a", "-l", "app=none"],
  ])
  func whatIsNotMeantIsNotDeleted(_ arguments: [String]) {
    #expect(throws: (any Error).self) { try Delete.parse(arguments) }
  }

  @Test(arguments: [
    ["pod/a", "-l", "x"], ["pod/a", "-A"], ["pod/a", "pod/b"], ["pod", "pod/b"], ["pod", "a", "-l", "x"],
    ["pod/a", "--field-selector", "metadata.name=a"],
  ])
  func whatCannotBeGotIsRefused(_ arguments: [String]) {
    #expect(throws: (any Error).self) { try Get.parse(arguments) }
  }

  @Test func theReasonIsSaid() {
    func text(_ body: () throws -> Void) -> String {
      do { try body() } catch { return Kubectl.message(for: error) }
      return ""
    }
    #expect(text { _ = try Get.parse(["pod/a", "-A"]) }.contains("across all namespaces"))
    #expect(text { _ = try Delete.parse(["pod/a", "b"]) }.contains("arguments are TYPE/NAME, all of them or none: b"))
  }

  @Test(arguments: [["configmap/a", "cm/b"], ["configmaps", "a", "b"]])
  func severalAreDeleted(_ arguments: [String]) async throws {
    let world = try await KubectlWorld(["a", "b", "c"])
    let text = try await KubectlWorld.printed { try await Delete.parse(arguments).run(world.client, $0) }
    #expect(
      text == "configmap \"a\" deleted from default namespace\nconfigmap \"b\" deleted from default namespace\n")
    #expect(try await world.names() == ["c"])
  }

  @Test func oneThatIsMissingDoesNotKeepTheOthers() async throws {
    let world = try await KubectlWorld(["a", "b"])
    let delete = try Delete.parse(["configmap/a", "configmap/none", "nothing/c", "configmap/b"])
    var failures: Failures?
    _ = try await KubectlWorld.printed { lines in
      do { try await delete.run(world.client, lines) } catch let error as Failures { failures = error }
    }
    #expect(failures?.errors.count == 2)
    #expect(try await world.names() == [])
  }
}
