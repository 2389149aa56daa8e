import Testing

@testable import KubernetesCore

@Suite("How far the memory of writers grows at a time")
struct WriterGrowthTests {
  @Test("in large steps as long as blocks are small")
  func steps() {
    #expect(JSONWriter.grown(512, toHold: 513) == 1_024)
    #expect(JSONWriter.grown(1 << 20, toHold: 1 << 21) == 1 << 24)
    #expect(ProtobufWriter.grown(512, toHold: 513) == 2_048)
    #expect(ProtobufWriter.grown(1 << 20, toHold: 1 << 21) == 1 << 23)
  }

  @Test("what is huge already is doubled, and what is needed is there")
  func limits() {
    #expect(JSONWriter.grown(1 << 27, toHold: 1 << 27 + 1) == 1 << 28)
    #expect(JSONWriter.grown(1 << 28, toHold: 1 << 28 + 1) == 1 << 29)
    #expect(JSONWriter.grown(1 << 28, toHold: 1 << 32) == 1 << 32)
    #expect(ProtobufWriter.grown(1 << 27, toHold: 1 << 27 + 1) == 1 << 28)
    #expect(ProtobufWriter.grown(1 << 28, toHold: 1 << 28 + 1) == 1 << 29)
    #expect(ProtobufWriter.grown(1 << 28, toHold: 1 << 32) == 1 << 32)
  }
}
