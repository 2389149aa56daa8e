/// A list of plain values with one owner, who alone can reach them: there is never another copy.
///
/// What an array does besides, on each write, to find out whether somebody shares it is a good part of all that the
/// queue does for an item.
///
/// Safety of the pointer: it is this value's own from `init` to `deinit`, the first `count` elements are initialised,
/// and the subscript is for those.
@usableFromInline
struct Slab<Element: BitwiseCopyable>: ~Copyable {
  @usableFromInline var elements: UnsafeMutablePointer<Element>
  @usableFromInline var capacity: Int
  @usableFromInline private(set) var count: Int

  @inlinable
  init() {
    elements = .allocate(capacity: 16)
    capacity = 16
    count = 0
  }

  @inlinable
  init(repeating element: Element, count: Int) {
    elements = .allocate(capacity: count)
    elements.initialize(repeating: element, count: count)
    capacity = count
    self.count = count
  }

  @inlinable
  deinit { elements.deallocate() }

  @inlinable
  subscript(index: Int) -> Element {
    @inline(__always) get {
      assert(index >= 0 && index < count)
      return elements[index]
    }
    @inline(__always) _modify {
      assert(index >= 0 && index < count)
      yield &elements[index]
    }
  }

  @inlinable
  mutating func append(_ element: Element) {
    if count == capacity { grow() }
    (elements + count).initialize(to: element)
    count &+= 1
  }

  @inlinable
  mutating func grow() {
    let larger = UnsafeMutablePointer<Element>.allocate(capacity: capacity * 2)
    larger.moveInitialize(from: elements, count: count)
    elements.deallocate()
    elements = larger
    capacity *= 2
  }
}
