#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The standard output.
enum FileOutput {
  /// Writes out what `print` has buffered, also when it is a pipe.
  static func flush() { fflush(nil) }
}
