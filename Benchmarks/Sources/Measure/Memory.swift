internal import CMeasure

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// What this process holds.
public enum Memory {
  /// Bytes that malloc has handed out.
  public static var heap: Double { Double(measure_heap_bytes()) }
  /// Resident bytes now. Linux only, else 0.
  public static var resident: Double { status("VmRSS") }
  /// The most resident bytes so far. Linux only, else 0.
  public static var peak: Double { status("VmHWM") }

  /// Gives free memory back to the system.
  public static func trim() { measure_trim() }

  private static func status(_ field: String) -> Double {
    guard let data = try? Data(contentsOf: URL(filePath: "/proc/self/status")) else { return 0 }
    for line in String(decoding: data, as: UTF8.self).split(separator: "\n") where line.hasPrefix(field + ":") {
      let digits = line.drop { !$0.isNumber }.prefix { $0.isNumber }
      return (Double(digits) ?? 0) * 1_024
    }
    return 0
  }
}
