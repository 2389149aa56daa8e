import HTTPTypes
import KubernetesCore
import KubernetesTesting
import Testing

@Suite(.timeLimit(.minutes(1)))
struct InMemoryTransportTests {
  @Test func handlerAnswersAndJournalRemembers() async throws {
    let transport = InMemoryTransport.answering { request in
      TransportResponse(status: 201, headers: [.contentType: "text/plain"], body: Bytes("to \(request.target)"))
    }
    let answer = try await transport.send(TransportRequest(method: .post, target: "/a", body: Bytes("x")))
    #expect(answer.status == 201)
    #expect(answer.headers[.contentType] == "text/plain")
    #expect(answer.body.text == "to /a")
    _ = try await transport.send(TransportRequest(target: "/b"))
    #expect(transport.requests.map(\.target) == ["/a", "/b"])
    #expect(transport.requests.first?.method == .post)
    #expect(await transport.requests(first: 1).first?.body?.text == "x")
  }

  @Test func sendEnforcesTheResponseLimit() async throws {
    let transport = InMemoryTransport.answering { _ in TransportResponse(status: 200, body: Bytes("12345")) }
    await #expect { try await transport.send(TransportRequest(target: "/", maximumResponseBytes: 4)) } throws: {
      ($0 as? TransportError)?.code == .responseTooLarge
    }
  }

  @Test func everyFailureIsATransportError() async throws {
    struct Odd: Error {}
    let transport = InMemoryTransport { _ in throw Odd() }
    await #expect { try await transport.send(TransportRequest(target: "/")) } throws: {
      ($0 as? TransportError)?.code == .other
    }
  }

  @Test func cancellationReachesTheHandler() async throws {
    let (writer, held) = InMemoryBody.make()
    let transport = InMemoryTransport { _ in
      _ = try await held.next()
      return TransportStream(status: 200, body: BodyStream([]))
    }
    let call = Task { try await transport.stream(TransportRequest(target: "/")) }
    _ = await transport.requests(first: 1)
    call.cancel()
    await #expect(throws: CancellationError.self) { try await call.value }
    await writer.closed()
  }

  @Test func shutdownFailsWhatIsInFlightAndWhatComesAfter() async throws {
    let (_, held) = InMemoryBody.make()
    let (_, endless) = InMemoryBody.make()
    let transport = InMemoryTransport { request in
      if request.target == "/held" { _ = try await held.next() }
      return TransportStream(status: 200, body: endless)
    }
    let stream = try await transport.stream(TransportRequest(target: "/stream"))
    let reader = Task { try await stream.body.next() }
    let call = Task { try await transport.send(TransportRequest(target: "/held")) }
    _ = await transport.requests(first: 2)
    await transport.shutdown()
    func isShutdown(_ error: any Error) -> Bool { (error as? TransportError)?.code == .shutdown }
    await #expect { try await call.value } throws: { isShutdown($0) }
    await #expect { try await reader.value } throws: { isShutdown($0) }
    await #expect { try await transport.send(TransportRequest(target: "/late")) } throws: { isShutdown($0) }
    #expect(transport.requests.count == 3)
  }
}
