import Testing

@testable import KubernetesWorkQueue

/// An item that is compared by its number only, and has something else in it besides.
private struct Labelled: Hashable, Sendable {
  var number: Int
  var label: String

  static func == (left: Labelled, right: Labelled) -> Bool { left.number == right.number }
  func hash(into hasher: inout Hasher) { hasher.combine(number) }
}

/// However an item is handed back: as it was handed out, or as another value that equals it.
@Suite("Finishing")
struct FinishingTests {
  @Test("An equal value finishes an item, though it is not the same bit by bit")
  func equalValue() async {
    let queue = WorkQueue<Labelled>()
    queue.add(Labelled(number: 1, label: "as it was added, in a string of its own"))
    #expect(await queue.next()?.number == 1)
    queue.done(Labelled(number: 1, label: "another"))
    #expect(queue.isEmpty)
  }

  @Test("Asking for the next item finishes one that is handed back as an equal value")
  func equalValueWithNext() async {
    let queue = WorkQueue<Labelled>()
    for number in 1...2 { queue.add(Labelled(number: number, label: "first")) }
    _ = await queue.next()
    #expect(await queue.next(finishing: Labelled(number: 1, label: "second"))?.number == 2)
    #expect(queue.processingCount == 1)
  }

  @Test("Items are finished in any order, however many were handed out since", arguments: [1, 7, 8, 9, 40])
  func anyOrder(count: Int) async {
    let queue = WorkQueue<String>()
    queue.add(contentsOf: (0..<count).map { "namespace/of a long name \($0)" })
    var items: [String] = []
    for _ in 0..<count { if let item = await queue.next() { items.append(item) } }
    for (index, item) in items.enumerated() {
      queue.done(item)
      #expect(queue.processingCount == count - index - 1)
      // A second time does nothing.
      queue.done(item)
    }
    #expect(queue.isEmpty)
  }

  @Test("A slot that another item has by now is not mistaken for the one that had it")
  func slotUsedAgain() async {
    let queue = WorkQueue<String>()
    queue.add("one")
    if let one = await queue.next() { queue.done(one) }
    queue.add("two")
    #expect(await queue.next() == "two")
    queue.done("one")
    #expect(queue.processingCount == 1)
    queue.done("two")
    #expect(queue.isEmpty)
  }

  @Test("An item of no size is one item")
  func noSize() async {
    struct Only: Hashable, Sendable {}
    let queue = WorkQueue<Only>()
    queue.add(Only())
    queue.add(Only())
    #expect(queue.count == 1)
    if let item = await queue.next() { queue.done(item) }
    #expect(queue.isEmpty)
  }
}
