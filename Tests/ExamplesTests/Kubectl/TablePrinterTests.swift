import Kubernetes
import Testing

@testable import kubectl_swift

@Suite("kubectl-swift's tables")
struct TablePrinterTests {
  private static let columns = [
    ResourceTable.Column(name: "Name"), ResourceTable.Column(name: "Age"),
    ResourceTable.Column(name: "Images", priority: 1),
  ]

  private func table(_ rows: [JSONValue]..., namespace: String = "ns") throws -> ResourceTable {
    ResourceTable(
      columns: Self.columns,
      rows: rows.map { ResourceTable.Row(cells: $0, metadata: UnstructuredMetadata(["namespace": .string(namespace)])) }
    )
  }

  @Test func columnsAreAlignedAndTheLastIsNotPadded() throws {
    var printer = TablePrinter()
    #expect(
      printer.text(try table(["a-long-name", "5d"], ["b", "17m"])) == """
        NAME          AGE
        a-long-name   5d
        b             17m

        """)
  }

  @Test func aColumnHasALeastWidth() throws {
    var printer = TablePrinter(showsNamespace: true)
    let narrow = ResourceTable(
      columns: [ResourceTable.Column(name: "A"), ResourceTable.Column(name: "B")],
      rows: [ResourceTable.Row(cells: ["x", 1], metadata: UnstructuredMetadata(["namespace": "n"]))])
    #expect(printer.text(narrow) == "NAMESPACE   A     B\nn           x     1\n")
  }

  @Test func laterTablesKeepTheWidthsAndHaveNoHeadings() throws {
    var printer = TablePrinter()
    _ = printer.text(try table(["a-long-name", "5d"]))
    #expect(printer.text(try table(["b", "1s"])) == "b             1s\n")
    // And a wider one widens what follows.
    #expect(printer.text(try table(["a-much-longer-name", "1s"])) == "a-much-longer-name   1s\n")
    #expect(printer.text(try table(["b", "1s"])) == "b                    1s\n")
  }

  @Test func withoutRowsThereIsNothingAndTheHeadingsComeLater() throws {
    var printer = TablePrinter()
    #expect(printer.text(try table()).isEmpty)
    #expect(printer.text(try table(["a", "1s"])) == "NAME   AGE\na      1s\n")
  }

  @Test func otherColumnsHaveHeadingsAgain() throws {
    var printer = TablePrinter()
    _ = printer.text(try table(["a", "1s"]))
    let other = ResourceTable(columns: [ResourceTable.Column(name: "Size")], rows: [ResourceTable.Row(cells: [3])])
    #expect(printer.text(other) == "SIZE\n3\n")
  }

  @Test func onlyWideTablesHaveEverything() throws {
    var printer = TablePrinter(isWide: true)
    #expect(printer.text(try table(["a", "1s", "nginx"])) == "NAME   AGE   IMAGES\na      1s    nginx\n")
  }

  @Test(arguments: [
    (JSONValue.null, ""), ("text", "text"), ("one\ntwo", "one..."), ("one\r\ntwo", "one..."), (3, "3"), (true, "true"),
    (1.5, "1.5"),
  ])
  func cells(_ value: JSONValue, _ text: String) { #expect(TablePrinter.cell(value) == text) }
}
