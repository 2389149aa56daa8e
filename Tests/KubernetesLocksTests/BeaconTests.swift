import KubernetesLocks
import Testing

@Suite("Beacon")
struct BeaconTests {
  @Test("Watching ends by itself, and a beacon that is lit is put out by it", .timeLimit(.minutes(1)))
  func watch() {
    let beacon = Beacon()
    #expect(beacon.watch() == false)
    beacon.light()
    #expect(beacon.watch() == true)
    #expect(beacon.watch() == false)
  }
}
