import Testing

@testable import KubernetesTesting

@Suite("Conformance tables")
struct ConformanceTableTests {
  private let group = ConformanceGroup(name: "some", server: .builtIn, base: "/api/v1")

  @Test func readsCallsTemplatesAndNotes() throws {
    let cases = try ConformanceTable.parse(
      """
      @ cm {"metadata":{"name":"$1"$2}}
      # first
      ! generation newer servers count
      POST configmaps cm(a | ,"labels":{})
      PATCH:merge:table configmaps/a {"data":null}
      ~message the words changed
      # second
      WATCH 3 configmaps?watch=1
      AWAIT things
      """, group)
    #expect(cases.map(\.name) == ["first", "second"])
    #expect(cases[0].steps[0].body == #"{"metadata":{"name":"a","labels":{}}}"#)
    #expect(cases[0].steps[1].contentType == "application/merge-patch+json")
    #expect(cases[0].steps[1].accept.contains("as=Table"))
    #expect(cases[0].steps[1].age?.0 == .message)
    #expect(cases[0].ages.map(\.member) == ["generation"])
    #expect(cases[1].steps.map(\.kind) == [.watch(frames: 3), .await200])
  }

  @Test func listsAreCasesOfOneCall() throws {
    let cases = try ConformanceTable.parse(
      """
      ## bad
      ! generation newer servers count
      GET a
      ~message the words changed
      GET b
      # after
      GET c
      GET d
      """, group)
    #expect(cases.map(\.name) == ["bad: GET a", "bad: GET b", "after"])
    #expect(cases.map(\.callCount) == [1, 1, 2])
    #expect(cases[0].steps[0].age?.0 == .message)
    #expect(cases.map(\.ages.count) == [1, 1, 0])
  }

  @Test(arguments: [
    "# a\nGET", "# a\nGET:nonsense x", "~skip early", "# a\nGET x\n~nonsense why", "# a\nGET x\n~gap later",
  ])
  func refusesLinesThatSayNothing(_ text: String) {
    #expect(throws: ConformanceTable.Malformed.self) { try ConformanceTable.parse(text, group) }
  }

  @Test func everyTableIsRead() throws {
    let cases = try ConformanceSuite.cases()
    #expect(cases.count > 300)
    #expect(cases.reduce(0) { $0 + $1.callCount } > 1200)
    #expect(Set(cases.map { "\($0)" }).count == cases.count)
  }

  @Test func differencesOfAgeAreListedWithReasons() throws {
    for test in try ConformanceSuite.cases() {
      for step in test.steps { if let age = step.age { #expect(!age.reason.isEmpty) } }
      #expect(test.ages.allSatisfy { !$0.reason.isEmpty })
      // Custom resources are compared with a server of the suite's own version: nothing may be left out.
      if test.group.server == .customResources { #expect(test.ages.isEmpty) }
    }
  }
}
