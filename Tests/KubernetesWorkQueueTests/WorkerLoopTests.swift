import KubernetesWorkQueue
import Testing

@Suite("Worker loops", .timeLimit(.minutes(1)))
struct WorkerLoopTests {
  private struct Failure: Error {}

  private func queue(_ items: Int...) -> WorkQueue<Int> {
    let queue = WorkQueue<Int>()
    queue.add(contentsOf: items)
    return queue
  }

  @Test("A loop gets the items in their order, one at a time, and ends with the queue")
  func order() async {
    let queue = queue(3, 1, 2, 3)
    queue.shutDown()
    var seen: [Int] = []
    for await item in queue {
      #expect(queue.processingCount == 1)
      seen.append(item)
    }
    #expect(seen == [3, 1, 2])
    #expect(queue.processingCount == 0)
  }

  @Test("A loop that is left by break finishes its item, and not before")
  func breaks() async {
    let queue = queue(1, 2)
    for await _ in queue {
      await Task.yield()
      #expect(queue.processingCount == 1)
      break
    }
    #expect(queue.processingCount == 0)
    #expect(queue.count == 1)
  }

  @Test("A loop that is left by throw finishes its item, and not before")
  func throwing() async {
    let queue = queue(1)
    await #expect(throws: Failure.self) {
      for await _ in queue {
        await Task.yield()
        #expect(queue.processingCount == 1)
        throw Failure()
      }
    }
    #expect(queue.processingCount == 0)
  }

  @Test("A function that returns from a loop finishes its item")
  func returns() async {
    let queue = queue(7)
    func first() async -> Int? {
      for await item in queue {
        #expect(queue.processingCount == 1)
        return item
      }
      return nil
    }
    #expect(await first() == 7)
    #expect(queue.processingCount == 0)
  }

  @Test("An item that is added while it is worked on comes again when the loop goes on")
  func addedMeanwhile() async {
    let queue = queue(1, 2)
    var seen: [Int] = []
    for await item in queue {
      if seen.isEmpty {
        queue.add(1)
        #expect(queue.count == 1)
      }
      seen.append(item)
      if seen.count == 3 { queue.shutDown() }
    }
    #expect(seen == [1, 2, 1])
  }

  @Test("A cancelled loop ends though there are items, and its item is finished")
  func cancelledWhileWorking() async {
    let queue = queue(1, 2)
    let task = Task {
      var seen: [Int] = []
      for await item in queue {
        seen.append(item)
        withUnsafeCurrentTask { $0?.cancel() }
      }
      return seen
    }
    #expect(await task.value == [1])
    #expect(queue.processingCount == 0)
    #expect(queue.count == 1)
  }

  @Test("A loop that waits ends when its task is cancelled")
  func cancelledWhileWaiting() async {
    let queue = WorkQueue<Int>()
    for _ in 0..<200 {
      let task = Task { await queue.next() }
      await Task.yield()
      task.cancel()
      #expect(await task.value == nil)
    }
    // Nobody is left waiting who could swallow an item.
    queue.add(1)
    #expect(await queue.next() == 1)
  }

  @Test("An item that was finished in the loop can go to another worker, who alone can finish it then")
  func doneInLoop() async {
    let queue = queue(1)
    var iterator = queue.makeAsyncIterator()
    #expect(await iterator.next(isolation: nil) == 1)
    queue.done(1)
    queue.add(1)
    var other = queue.makeAsyncIterator()
    #expect(await other.next(isolation: nil) == 1)
    queue.add(2)
    #expect(await iterator.next(isolation: nil) == 2)
    #expect(queue.processingCount == 2)
  }

  @Test("next(finishing:) finishes one item and hands out the next")
  func nextFinishing() async {
    let queue = queue(1, 2)
    queue.shutDown()
    let first = await queue.next()
    #expect(first == 1)
    let second = await queue.next(finishing: first)
    #expect(second == 2)
    #expect(queue.processingCount == 1)
    #expect(await queue.next(finishing: second) == nil)
    #expect(queue.processingCount == 0)
  }

  @Test("next(finishing:) finishes its item also when the task is cancelled")
  func nextFinishingCancelled() async {
    let queue = queue(1, 2)
    let task = Task {
      let item = await queue.next()
      withUnsafeCurrentTask { $0?.cancel() }
      return await queue.next(finishing: item)
    }
    #expect(await task.value == nil)
    #expect(queue.processingCount == 0)
    #expect(queue.count == 1)
  }

  @Test("done of what nobody has does nothing")
  func doneUnknown() async {
    let queue = queue(1)
    queue.done(1)
    queue.done(2)
    queue.done(contentsOf: [])
    #expect(queue.count == 1)
    #expect(await queue.next() == 1)
  }

  @Test("A queue is empty when no item is ready, with a worker or delayed")
  func isEmpty() async {
    let queue = WorkQueue<Int>()
    #expect(queue.isEmpty)
    queue.add(1)
    #expect(!queue.isEmpty)
    #expect(await queue.next() == 1)
    #expect(!queue.isEmpty)
    queue.add(1, after: .seconds(100))
    queue.done(1)
    #expect(!queue.isEmpty)
    queue.shutDown()
    #expect(queue.isEmpty)
  }

  @Test("A waiting loop is woken by an addition")
  func woken() async {
    let queue = WorkQueue<Int>()
    let task = Task { await queue.next() }
    await Task.yield()
    queue.add(5)
    #expect(await task.value == 5)
  }

  @Test("Workers of process(workers:) work at the same time, as many as asked for and no more")
  func process() async {
    let queue = WorkQueue<Int>()
    queue.add(contentsOf: 0..<40)
    queue.shutDown()
    let gate = Barrier(count: 4)
    await queue.process(workers: 4) { _ in
      #expect(queue.processingCount <= 4)
      // Passes only when four are here at the same time.
      await gate.wait()
    }
    #expect(queue.processingCount == 0)
    #expect(queue.count == 0)
  }
}
