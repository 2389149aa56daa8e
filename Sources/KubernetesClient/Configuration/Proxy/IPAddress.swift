#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// An IP address; an IPv4 address that is written as IPv6 counts as IPv4.
struct IPAddress: Hashable, Sendable {
  /// 4 or 16 bytes.
  let bytes: [UInt8]

  /// Reads an address without brackets; a zone (`%eth0`) is ignored.
  init?(_ text: String) {
    let address = text.prefix { $0 != "%" }
    var buffer = [UInt8](repeating: 0, count: 16)
    if inet_pton(AF_INET, String(address), &buffer) == 1 {
      bytes = Array(buffer[..<4])
    } else if inet_pton(AF_INET6, String(address), &buffer) == 1 {
      let isMapped = buffer[..<10].allSatisfy { $0 == 0 } && buffer[10] == 0xFF && buffer[11] == 0xFF
      bytes = isMapped ? Array(buffer[12...]) : buffer
    } else {
      return nil
    }
  }

  /// True for 127.0.0.0/8 and ::1.
  var isLoopback: Bool {
    bytes.count == 4 ? bytes[0] == 127 : bytes.dropLast().allSatisfy { $0 == 0 } && bytes.last == 1
  }

  /// True when the first `prefix` bits of both are the same.
  func matches(_ other: IPAddress, prefix: Int) -> Bool {
    guard bytes.count == other.bytes.count else { return false }
    let whole = prefix / 8
    guard bytes[..<whole] == other.bytes[..<whole] else { return false }
    let rest = prefix % 8
    guard rest > 0 else { return true }
    let mask = UInt8(truncatingIfNeeded: 0xFF << (8 - rest))
    return bytes[whole] & mask == other.bytes[whole] & mask
  }
}
