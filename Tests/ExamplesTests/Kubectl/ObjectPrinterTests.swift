import Kubernetes
import Testing

@testable import kubectl_swift

@Suite("kubectl-swift's objects")
struct ObjectPrinterTests {
  private static func object(_ name: String) throws -> Unstructured {
    try Unstructured([
      "kind": "Deployment", "apiVersion": "apps/v1",
      "metadata": ["name": .string(name), "managedFields": [["manager": "me"]]],
      "spec": ["none": [], "empty": [:], "args": ["a<b", "c&d"], "replicas": 2],
    ])
  }

  @Test func jsonIsIndentedAsByGo() throws {
    var printer = ObjectPrinter(.json)
    #expect(
      try printer.text(Self.object("web")) == #"""
        {
            "apiVersion": "apps/v1",
            "kind": "Deployment",
            "metadata": {
                "name": "web"
            },
            "spec": {
                "args": [
                    "a\u003cb",
                    "c\u0026d"
                ],
                "empty": {},
                "none": [],
                "replicas": 2
            }
        }

        """#)
  }

  @Test func yamlDocumentsHaveMarksBetweenThem() throws {
    var printer = ObjectPrinter(.yaml)
    let first = try printer.text(Self.object("a"))
    #expect(first.hasPrefix("apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: a\nspec:\n  args:\n  - a<b\n"))
    #expect(try printer.text(Self.object("b")).hasPrefix("---\napiVersion"))
  }

  @Test func manyObjectsAreAList() throws {
    var printer = ObjectPrinter(.json)
    #expect(
      try printer.text([]) == #"""
        {
            "apiVersion": "v1",
            "items": [],
            "kind": "List",
            "metadata": {
                "resourceVersion": ""
            }
        }

        """#)
    var yaml = ObjectPrinter(.yaml)
    let list = try yaml.text([Self.object("a"), Self.object("b")])
    #expect(list.hasPrefix("apiVersion: v1\nitems:\n- apiVersion: apps/v1\n  kind: Deployment\n"))
    #expect(list.hasSuffix("kind: List\nmetadata:\n  resourceVersion: \"\"\n"))
    #expect(!list.contains("managedFields"))
  }

  @Test func namesHaveTheirKinds() throws {
    var printer = ObjectPrinter(.name)
    let map = try Unstructured(["kind": "ConfigMap", "apiVersion": "v1", "metadata": ["name": "m"]])
    #expect(try printer.text([Self.object("web"), map]) == "deployment.apps/web\nconfigmap/m\n")
  }
}
