import KubernetesCore
import KubernetesTesting
import Testing

@Suite(.timeLimit(.minutes(1)))
struct InMemoryBodyTests {
  @Test func piecesArriveInOrderAndTheEndIsClean() async throws {
    let (writer, body) = InMemoryBody.make()
    writer.send(Bytes("a"))
    writer.send(.empty)
    writer.send(Bytes("b"))
    writer.finish()
    writer.send(Bytes("late"))
    var pieces: [String] = []
    for try await piece in body { pieces.append(piece.text) }
    #expect(pieces == ["a", "b"])
    #expect(try await body.next() == nil)
  }

  @Test func aCutIsThrownBehindWhatWasSent() async throws {
    let (writer, body) = InMemoryBody.make()
    writer.send(Bytes("half"))
    writer.finish(throwing: TransportError(.closed, "cut"))
    #expect(try await body.next()?.text == "half")
    await #expect(throws: TransportError.self) { try await body.next() }
  }

  @Test func aWaitingReaderIsWoken() async throws {
    let (writer, body) = InMemoryBody.make()
    let reader = Task { try await body.next()?.text }
    await writer.drained()
    writer.send(Bytes("woken"))
    #expect(try await reader.value == "woken")
  }

  @Test func aSecondReaderIsRefused() async throws {
    let (writer, body) = InMemoryBody.make()
    let reader = Task { try await body.next()?.text }
    await writer.drained()
    await #expect(throws: TransportError.self) { try await body.next() }
    writer.send(Bytes("first"))
    #expect(try await reader.value == "first")
  }

  @Test func cancellingTheReaderClosesTheBody() async throws {
    let (writer, body) = InMemoryBody.make()
    let reader = Task { try await body.next() }
    await writer.drained()
    #expect(!writer.isClosed)
    reader.cancel()
    await #expect(throws: CancellationError.self) { try await reader.value }
    await writer.closed()
    #expect(writer.isClosed)
  }

  @Test func lettingGoOfTheBodyClosesIt() async throws {
    let writer = InMemoryBody.make().writer
    await writer.closed()
  }

  @Test func cancelDropsWhatWasNotRead() async throws {
    let (writer, body) = InMemoryBody.make()
    writer.send(Bytes("unread"))
    body.cancel()
    await #expect(throws: CancellationError.self) { try await body.next() }
    #expect(writer.isClosed)
  }
}
