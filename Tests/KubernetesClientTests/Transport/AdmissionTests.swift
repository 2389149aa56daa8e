import Testing

@testable import KubernetesClient

struct AdmissionTests {
  @Test func aConnectionIsFilledThenOneGoesAhead() {
    var admission = CurlEngine.Admission()
    for _ in 0..<100 {
      #expect(admission.admits())
      admission.began()
    }
    // All of them wait for the first connection, and so does everybody else.
    #expect(!admission.admits())
    for _ in 0..<100 { admission.connected(localPort: 1, previous: nil) }
    #expect(admission.admits())
    admission.began()
    #expect(!admission.admits())
    // The one that went ahead has opened a second connection: room for the rest.
    admission.connected(localPort: 2, previous: nil)
    for _ in 0..<99 {
      #expect(admission.admits())
      admission.began()
    }
    #expect(!admission.admits())
  }

  @Test func whatEndsMakesRoom() {
    var admission = CurlEngine.Admission()
    for _ in 0..<100 { admission.began() }
    #expect(!admission.admits())
    admission.ended(localPort: nil)
    #expect(admission.admits())
    admission.began()
    for _ in 0..<100 { admission.connected(localPort: 7, previous: nil) }
    for _ in 0..<100 { admission.ended(localPort: 7) }
    #expect(admission.admits())
  }

  @Test func anotherConnectionCountsOnce() {
    var admission = CurlEngine.Admission()
    admission.began()
    admission.connected(localPort: 1, previous: nil)
    admission.connected(localPort: 2, previous: 1)
    for _ in 0..<99 {
      admission.began()
      admission.connected(localPort: 2, previous: nil)
    }
    // 100 on one connection, none on the other.
    #expect(admission.admits())
    admission.began()
    #expect(!admission.admits())
    admission.ended(localPort: nil)
    for _ in 0..<100 { admission.ended(localPort: 2) }
    #expect(admission.admits())
  }
}
