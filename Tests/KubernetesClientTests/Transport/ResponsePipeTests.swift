import KubernetesCore
import Testing

@testable import KubernetesClient

struct ResponsePipeTests {
  private func push(_ count: Int, into pipe: ResponsePipe) -> Bool {
    [UInt8](repeating: 7, count: count).withUnsafeBytes { pipe.push($0) }
  }

  private func take(_ pipe: ResponsePipe) throws -> String {
    switch try pipe.take() {
    case .bytes(let bytes, let resumes): "\(bytes.count)\(resumes ? " resumes" : "")"
    case .end: "end"
    case .empty: "empty"
    }
  }

  @Test func beyondTheBudgetThePipePausesUntilItIsRead() throws {
    let pipe = ResponsePipe(budget: 100)
    #expect(push(60, into: pipe))
    #expect(push(40, into: pipe))
    #expect(!push(1, into: pipe))
    #expect(try take(pipe) == "100 resumes")
    #expect(try take(pipe) == "empty")
    #expect(push(1, into: pipe))
    #expect(try take(pipe) == "1")
  }

  @Test func onePieceIsTakenHoweverLarge() throws {
    let pipe = ResponsePipe(budget: 10)
    #expect(push(1000, into: pipe))
    #expect(!push(1, into: pipe))
    #expect(try take(pipe) == "1000 resumes")
  }

  @Test func theEndComesBehindTheBytesAndStays() throws {
    let pipe = ResponsePipe(budget: 100)
    #expect(push(3, into: pipe))
    pipe.finish(throwing: TransportError(.closed, "cut"))
    pipe.finish()
    #expect(try take(pipe) == "3")
    for _ in 0..<2 { #expect(throws: TransportError.self) { try take(pipe) } }
  }

  @Test func cancellingDropsWhatIsThere() throws {
    let pipe = ResponsePipe(budget: 100)
    pipe.deliver(head: [1])
    #expect(push(3, into: pipe))
    pipe.finish()
    pipe.cancel()
    #expect(throws: CancellationError.self) { try pipe.takeHead() }
    #expect(throws: CancellationError.self) { try take(pipe) }
    // What still arrives is taken and forgotten, so that nothing pauses.
    #expect(push(1000, into: pipe))
  }
}
