import Testing

@testable import KubernetesTesting

/// A range of its own: other suites of this process do not reserve in it.
@Suite struct LoopbackPortsTests {
  @Test func aReservedPortIsGivenToNobodyElseUntilItIsReleased() async throws {
    let range = 19_000..<19_040
    let ports = try await LoopbackPorts.reserve(4, among: range)
    #expect(Set(ports).count == 4)
    for port in ports {
      let error = await #expect(throws: ControlPlaneError.self) {
        try await LoopbackPorts.reserve(1, among: port..<port + 1)
      }
      #expect(error?.code == .ports)
    }
    LoopbackPorts.release(ports)
    let again = try await LoopbackPorts.reserve(1, among: ports[0]..<ports[0] + 1)
    #expect(again == [ports[0]])
    LoopbackPorts.release(again)
  }

  @Test func aReservationThatCannotBeFilledHoldsNothing() async throws {
    let range = 19_050..<19_053
    await #expect(throws: ControlPlaneError.self) { try await LoopbackPorts.reserve(4, among: range) }
    let ports = try await LoopbackPorts.reserve(3, among: range)
    #expect(Set(ports) == Set(range))
    LoopbackPorts.release(ports)
  }

  @Test func concurrentReservationsAreDisjoint() async throws {
    let range = 19_100..<19_400
    let all = try await withThrowingTaskGroup(of: [Int].self) { group in
      for _ in 0..<50 { group.addTask { try await LoopbackPorts.reserve(4, among: range) } }
      return try await group.reduce(into: [Int]()) { $0 += $1 }
    }
    #expect(all.count == 200 && Set(all).count == 200)
    LoopbackPorts.release(all)
  }
}
