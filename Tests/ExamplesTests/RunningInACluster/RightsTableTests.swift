import Kubernetes
import KubernetesTesting
import Testing

/// Each row of the guide's table, granted by itself: the calls that it names are let through, and use all of it.
@Suite("The table of rights", .timeLimit(.minutes(1)))
struct RightsTableTests {
  @Test func everyRowGrantsWhatItsCallsAskForAndNoMore() async throws {
    let rows = RightsTable(page: try DocumentedSnippets.text("Documentation.docc/RunningInACluster.md")).rows
    #expect(Set(rows.map(\.what)) == Set(RightsUses.all.keys))
    for row in rows {
      guard let use = RightsUses.all[row.what] else { continue }
      let permissions = RightsTable.permissions(of: row, for: use.subject)
      #expect(!permissions.isEmpty, "\(row.what)")
      let world = try await RightsWorld()
      world.book.grant(permissions)
      do { try await world.act(use.act) } catch { Issue.record(error, "\(row.what)") }
      #expect(world.book.refused == [], "\(row.what)")
      #expect(world.book.unused == [], "\(row.what)")
    }
  }

  /// What the table grants is necessary: without it the call is refused.
  @Test func nothingIsDoneWithoutRights() async throws {
    let world = try await RightsWorld()
    await #expect(throws: KubernetesError.self) {
      try await world.act { client, _ in _ = try await client.coreV1.pods(in: "default").get("web-0") }
    }
    #expect(world.book.refused == ["get pods. web-0 in default"])
  }
}
