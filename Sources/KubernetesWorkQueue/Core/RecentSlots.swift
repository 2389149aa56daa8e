/// The slots that were handed out last.
///
/// What a worker finishes is, as a rule, among them. A slot that has been given to another item meanwhile does no harm:
/// whoever asks compares the item.
@usableFromInline
struct RecentSlots: ~Copyable {
  @usableFromInline var slots = Slab<UInt32>(repeating: .max, count: Self.count)
  @usableFromInline var next = 0

  @inlinable static var count: Int { 8 }

  @inlinable
  init() {}

  /// A slot has been handed out.
  @inlinable
  @inline(__always)
  mutating func note(_ slot: UInt32) {
    slots[next] = slot
    next = (next &+ 1) & (Self.count &- 1)
  }

  /// The slot that was handed out last for an age of 0, the one before for 1, and so on.
  @inlinable
  @inline(__always)
  subscript(age: Int) -> UInt32 { slots[(next &- 1 &- age) & (Self.count &- 1)] }
}
