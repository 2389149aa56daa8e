import Foundation

/// Where the numbers come from.
enum Machine {
  static var description: String {
    let processor = field("/proc/cpuinfo", "model name") ?? "unknown processor"
    let memory =
      (field("/proc/meminfo", "MemTotal")?.split(separator: " ").first.flatMap { Double($0) } ?? 0) / 1_048_576
    let count = ProcessInfo.processInfo.activeProcessorCount
    let system = (try? String(contentsOfFile: "/proc/sys/kernel/osrelease", encoding: .utf8)) ?? ""
    return "\(processor), \(count) cores, \(Int(memory.rounded())) GB, Linux \(system.filter { !$0.isNewline })"
  }

  /// Says so when others use the machine: times are worth little then.
  static func warnIfBusy() {
    let text = (try? String(contentsOfFile: "/proc/loadavg", encoding: .utf8)) ?? ""
    guard let load = text.split(separator: " ").first.flatMap({ Double($0) }), load > 0.7 else { return }
    Note.say("the machine is busy, load average \(load): compare what is measured now with care")
  }

  private static func field(_ file: String, _ name: String) -> String? {
    guard let text = try? String(contentsOfFile: file, encoding: .utf8) else { return nil }
    for line in text.split(separator: "\n") where line.hasPrefix(name) {
      return line.split(separator: ":", maxSplits: 1).last.map { $0.trimmingCharacters(in: .whitespaces) }
    }
    return nil
  }
}
