internal import CMeasure

/// The loopback interface.
public enum Loopback {
  /// Sends `bytes` to ourselves over TCP, without TLS; false if they did not all come. Not from two threads at a time.
  public static func send(_ bytes: UnsafeRawBufferPointer) -> Bool {
    measure_loopback(bytes.baseAddress, bytes.count) == bytes.count
  }
}
