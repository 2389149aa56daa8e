/// A first-in, first-out list of plain values with one owner, who alone can reach them: there is never another copy.
///
/// See ``Slab``: what a shared list does on each write to find out whether it is shared is saved here.
///
/// Safety of the pointer: it is this value's own from `init` to `deinit` and has room for `capacity` elements, a power of
/// two; those from `head` on, `count` of them, around the end, are initialised.
@usableFromInline
struct Ring<Element: BitwiseCopyable>: ~Copyable {
  @usableFromInline var elements: UnsafeMutablePointer<Element>
  private(set) var capacity: Int
  private var head = 0
  private(set) var count = 0

  init(capacity: Int = 16) {
    precondition(capacity > 0 && capacity & (capacity - 1) == 0, "a power of two")
    elements = .allocate(capacity: capacity)
    self.capacity = capacity
  }

  @inlinable
  deinit { elements.deallocate() }

  private func position(_ index: Int) -> UnsafeMutablePointer<Element> {
    elements + ((head &+ index) & (capacity &- 1))
  }

  /// The element that goes first.
  var first: Element? {
    @inline(__always) get { count == 0 ? nil : elements[head] }
  }

  /// Adds an element behind all others.
  @inline(__always)
  mutating func append(_ element: Element) {
    if count == capacity { grow() }
    position(count).initialize(to: element)
    count &+= 1
  }

  /// Takes the element that goes first.
  @inline(__always)
  mutating func popFirst() -> Element? {
    if count == 0 { return nil }
    let element = elements[head]
    head = (head &+ 1) & (capacity &- 1)
    count &-= 1
    return element
  }

  /// Drops the elements that are not wanted any more.
  ///
  /// O(n); the others keep their order.
  mutating func filter(_ isWanted: (Element) -> Bool) {
    var kept = 0
    for index in 0..<count {
      let element = position(index).pointee
      if isWanted(element) {
        position(kept).initialize(to: element)
        kept += 1
      }
    }
    count = kept
  }

  /// Drops everything, and gives memory back if it is more than a number of elements needs.
  mutating func removeAll(keeping limit: Int) {
    if capacity > limit {
      self = Ring()
    } else {
      (head, count) = (0, 0)
    }
  }

  private mutating func grow() {
    let larger = UnsafeMutablePointer<Element>.allocate(capacity: capacity * 2)
    // All are in use: first those up to the end of the memory, then those that have gone around it.
    let straight = capacity - head
    larger.moveInitialize(from: elements + head, count: straight)
    (larger + straight).moveInitialize(from: elements, count: head)
    elements.deallocate()
    elements = larger
    capacity *= 2
    head = 0
  }
}
