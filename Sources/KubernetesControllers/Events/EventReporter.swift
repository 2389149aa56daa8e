internal import Foundation

/// Who records events.
public struct EventReporter: Hashable, Sendable {
  /// The controller, such as `example.com/foo-controller`: a qualified name. The same for all its replicas.
  public var controller: String
  /// The process, such as the name of its pod. Cut at 128 bytes.
  public var instance: String

  /// Names a reporter.
  ///
  /// - Parameter instance: Nil for the controller's name and the host's.
  public init(controller: String, instance: String? = nil) {
    self.controller = controller
    let short = controller.split(separator: "/").last.map(String.init) ?? controller
    self.instance = EventText.cut(
      instance ?? "\(short)-\(ProcessInfo.processInfo.hostName)", toBytes: EventText.wordLimit)
  }
}
