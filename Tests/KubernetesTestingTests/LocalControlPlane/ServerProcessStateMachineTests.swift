import Subprocess
import Testing

@testable import KubernetesTesting

@Suite struct ServerProcessStateMachineTests {
  typealias Machine = ServerProcess.StateMachine

  private func ready() -> Machine {
    var machine = Machine()
    #expect(machine.run() == .launch(1))
    machine.becameReady(1)
    return machine
  }

  @Test func runsOnce() {
    var machine = ready()
    #expect(machine.run() == nil)
  }

  @Test func anEndThatNobodyAskedForIsAFailure() {
    var early = Machine()
    _ = early.run()
    #expect(early.exited(1, .exited(2)) == .fail(.exited(.exited(2), ready: false)))
    var late = ready()
    #expect(late.exited(1, .exited(2)) == .fail(.exited(.exited(2), ready: true)))
    #expect(late.verdict(.ready) == .never(.exited(.exited(2), ready: true)))
    #expect(late.start() == .none)
  }

  @Test func aStoppedServerStartsAsTheNextGeneration() {
    var machine = ready()
    #expect(machine.stop(.kill) == .signal(.kill))
    #expect(machine.verdict(.ready) == .never(nil))
    #expect(machine.verdict(.down) == .pending)
    #expect(machine.exited(1, .signaled(9)) == .wait)
    #expect(machine.verdict(.down) == .met)
    #expect(machine.start() == .proceed(.launch(2)))
    machine.becameReady(1)
    #expect(machine.verdict(.ready) == .pending, "an old generation's readiness counts for nothing")
    machine.becameReady(2)
    #expect(machine.verdict(.ready) == .met)
  }

  @Test func aSecondStopOnlyEverGetsHarder() {
    var machine = ready()
    #expect(machine.stop(.terminate) == .signal(.terminate))
    #expect(machine.stop(.terminate) == .none)
    #expect(machine.stop(.kill) == .signal(.kill))
  }

  @Test func finishingWinsOverAStopThatIsUnderWay() {
    var machine = ready()
    _ = machine.stop(.terminate)
    #expect(machine.finish() == .none)
    #expect(machine.exited(1, .exited(0)) == .finish)
    #expect(machine.verdict(.down) == .met)
  }

  @Test func finishingAServerThatIsDownLetsRunReturn() {
    var machine = ready()
    _ = machine.stop(.kill)
    _ = machine.exited(1, .signaled(9))
    #expect(machine.finish() == .proceed(.finish))
    #expect(machine.start() == .none)
  }

  @Test func aServerThatIsNotReadyInTimeIsEndedAndSaysWhy() {
    var machine = Machine()
    _ = machine.run()
    #expect(machine.didNotBecomeReady(1, "too late") == .signal(.kill))
    #expect(machine.exited(1, .signaled(9)) == .fail(.notReady("too late")))
    var started = ready()
    #expect(started.didNotBecomeReady(1, "too late") == .none)
  }

  @Test func theFirstFailureStays() {
    var machine = ready()
    #expect(machine.fail(.cancelled) == .fail(.cancelled))
    #expect(machine.exited(1, .exited(0)) == .fail(.cancelled))
    #expect(machine.fail(.launch("again")) == .fail(.cancelled))
  }
}
