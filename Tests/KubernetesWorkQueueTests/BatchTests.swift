import KubernetesWorkQueue
import Testing

@Suite("Batches", .timeLimit(.minutes(1)))
struct BatchTests {
  @Test("A batch has what is ready, up to the number asked for")
  func sizes() async {
    let queue = WorkQueue<Int>()
    queue.add(contentsOf: 0..<10)
    queue.shutDown()
    var batches: [[Int]] = []
    for await batch in queue.batches(upTo: 4) {
      #expect(queue.processingCount == batch.count)
      batches.append(batch)
    }
    #expect(batches == [[0, 1, 2, 3], [4, 5, 6, 7], [8, 9]])
    #expect(queue.processingCount == 0)
  }

  @Test("A batch has one item at least, whatever is asked for", arguments: [Int.min, -1, 0, 1])
  func atLeastOne(count: Int) async {
    let queue = WorkQueue<Int>()
    queue.add(contentsOf: 0..<3)
    queue.shutDown()
    var batches: [[Int]] = []
    for await batch in queue.batches(upTo: count) { batches.append(batch) }
    #expect(batches == [[0], [1], [2]])
  }

  @Test("A loop over batches that is left keeps no item")
  func left() async {
    let queue = WorkQueue<Int>()
    queue.add(contentsOf: 0..<10)
    for await batch in queue.batches(upTo: 4) {
      await Task.yield()
      #expect(queue.processingCount == batch.count)
      break
    }
    #expect(queue.processingCount == 0)
    #expect(queue.count == 6)
  }

  @Test("Items of a batch that are added meanwhile come again, once")
  func addedMeanwhile() async {
    let queue = WorkQueue<Int>()
    queue.add(contentsOf: 0..<3)
    let first = await queue.nextBatch(upTo: 8)
    queue.add(contentsOf: first + first)
    #expect(queue.count == 0)
    let second = await queue.nextBatch(upTo: 8, finishing: first)
    #expect(second == first)
    queue.shutDown()
    #expect(await queue.nextBatch(upTo: 8, finishing: second) == [])
    #expect(queue.processingCount == 0)
  }

  @Test("A cancelled loop over batches ends though there are items, and keeps none")
  func cancelled() async {
    let queue = WorkQueue<Int>()
    queue.add(contentsOf: 0..<10)
    let task = Task {
      var count = 0
      for await batch in queue.batches(upTo: 3) {
        count += batch.count
        withUnsafeCurrentTask { $0?.cancel() }
      }
      return count
    }
    #expect(await task.value == 3)
    #expect(queue.processingCount == 0)
    #expect(queue.count == 7)
  }
}
