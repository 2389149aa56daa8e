#if canImport(Glibc)
  internal import Glibc
#endif

/// Memory that is about to be written from one end to the other: with pages of the usual size, a list of 100 MB would
/// cost 25,000 page faults, a third of the time of encoding it.
enum LargePages {
  /// Smaller blocks gain nothing.
  private static let smallest = 4 << 20

  /// Asks the kernel for large pages where it can give them. Only advice: nothing depends on it.
  static func advise(_ start: UnsafeMutableRawPointer, _ count: Int) {
    #if os(Linux) && canImport(Glibc)
      guard count >= smallest else { return }
      let page = 4096
      let first = start.alignedUp(toMultipleOf: page)
      let usable = (count - (first - start)) & ~(page - 1)
      if usable > 0 { madvise(first, usable, MADV_HUGEPAGE) }
    #endif
  }
}
