import KubernetesCore
import Testing

@testable import KubernetesInformers

@Suite("DeltaFIFO", .timeLimit(.minutes(1)))
struct DeltaFIFOTests {
  private func versions(_ changes: [CacheChange<TestObject>]) -> [String] {
    changes.compactMap { if case .set(let object) = $0 { object.metadata.resourceVersion } else { nil } }
  }

  @Test func `a loop gets everything in order and ends when the queue is closed`() async throws {
    let fifo = DeltaFIFO<TestObject>(capacity: 100_000)
    async let received: [CacheChange<TestObject>] = {
      var all: [CacheChange<TestObject>] = []
      for await change in fifo.changes { all.append(change) }
      return all
    }()
    for batch in 0..<100 {
      try await fifo.enqueue((1...10).map { .set(TestObject("a", version: batch * 10 + $0)) })
    }
    await fifo.close()
    #expect(await versions(received) == (1...1_000).map { "\($0)" })
    await #expect(throws: DeltaFIFOError.closed) { try await fifo.enqueue([.bookmark("1")]) }
  }

  @Test func `a producer that is too far ahead waits for the consumer`() async throws {
    let fifo = DeltaFIFO<TestObject>(capacity: 10)
    let producer = Task {
      for batch in 0..<20 {
        try await fifo.enqueue((0..<8).map { .set(TestObject("object-\(batch)-\($0)", version: batch * 8 + $0 + 1)) })
      }
      await fifo.close()
    }
    var received = 0
    while let changes = await fifo.popAll() {
      // The capacity, and one batch on top of it.
      #expect(changes.count <= 18)
      received += changes.count
    }
    try await producer.value
    #expect(received == 160)
  }

  @Test func `taking ends with the task, and so does waiting for room`() async throws {
    let empty = DeltaFIFO<TestObject>()
    let consumer = Task { await empty.pop() == nil }
    consumer.cancel()
    #expect(await consumer.value)

    let full = DeltaFIFO<TestObject>(capacity: 1)
    let changes = (1...5).map { (i: Int) in CacheChange.set(TestObject("object-\(i)", version: i)) }
    let producer = Task { try await full.enqueue(changes) }
    producer.cancel()
    await #expect(throws: CancellationError.self) { try await producer.value }
    #expect(await full.count == 5)
  }
}
