import Testing

@Suite("WorkQueueExample, as a program", .timeLimit(.minutes(2)))
struct WorkQueueExampleTests {
  @Test func itSaysWhatItIs() async throws {
    let ending = try await Program.run("WorkQueueExample", ["--help"])
    #expect(ending.isSuccess, "\(ending.output)")
    #expect(ending.output.contains("A controller by hand"))
  }

  @Test func itRefusesWhatItDoesNotKnow() async throws {
    let ending = try await Program.run("WorkQueueExample", ["--unknown"])
    #expect(!ending.isSuccess)
    #expect(ending.output.isEmpty)
  }

  @Test func itWritesTheCountsThoughTheServerFailsTwice() async throws {
    let ending = try await Program.run("WorkQueueExample")
    #expect(ending.isSuccess, "\(ending.output)")
    #expect(ending.lines.last == "all done")
    #expect(ending.lines.contains("default/b: 1 entries"))
    // However many changes the key had before it was looked at, the last count is written.
    #expect(ending.lines.contains("default/a: 2 entries"))
    // Two failures, each tried again after a delay.
    let failures = ending.lines.filter { $0.contains("503") }
    #expect(failures.count == 2, "\(ending.output)")
    #expect(failures.allSatisfy { $0.contains("; again in 0.0") }, "\(failures)")
  }
}
