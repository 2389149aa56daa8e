/// Memory in which arrays are built before their length is known: a stack of blocks that grow.
///
/// One array's elements are always contiguous. When a block is full, the elements of the array on top move to a larger
/// block; elements of arrays further down, one of which is being read, stay where they are.
struct ScratchStack {
  private struct Block {
    var start: UnsafeMutableRawPointer
    var size: Int
  }

  /// The elements of the array that is being built.
  struct Frame {
    fileprivate let previousBlock: Int
    fileprivate let previousTop: UnsafeMutableRawPointer
    /// The first element.
    fileprivate(set) var start: UnsafeMutableRawPointer
    /// How many elements there are.
    fileprivate(set) var count = 0
    fileprivate let stride: Int
  }

  private var blocks: [Block]
  private var current = 0
  private var top: UnsafeMutableRawPointer
  private var limit: UnsafeMutableRawPointer

  private static let firstSize = 16 << 10
  private static let alignment = 16

  init() {
    let start = UnsafeMutableRawPointer.allocate(byteCount: Self.firstSize, alignment: Self.alignment)
    blocks = [Block(start: start, size: Self.firstSize)]
    top = start
    limit = start + Self.firstSize
  }

  func destroy() {
    for block in blocks { block.start.deallocate() }
  }

  /// Begins an array whose elements lie `stride` bytes apart.
  @inline(__always)
  mutating func begin(stride: Int) -> Frame {
    let aligned = top.alignedUp(toMultipleOf: Self.alignment)
    let frame = Frame(previousBlock: current, previousTop: top, start: aligned, stride: stride)
    top = aligned
    return frame
  }

  /// The uninitialised place of one more element of the array that was begun last.
  @inline(__always)
  mutating func place(_ frame: inout Frame) -> UnsafeMutableRawPointer {
    if top + frame.stride > limit { grow(&frame) }
    let place = top
    top += frame.stride
    frame.count &+= 1
    return place
  }

  /// Frees the array's room; its elements have been moved out.
  @inline(__always)
  mutating func end(_ frame: Frame) {
    if current != frame.previousBlock { enter(frame.previousBlock) }
    top = frame.previousTop
  }

  @inline(never)
  private mutating func grow(_ frame: inout Frame) {
    let used = frame.count * frame.stride
    let needed = max(used * 2, frame.stride) + Self.alignment
    var next = current + 1
    // Blocks above the current one are free.
    while next < blocks.count, blocks[next].size < needed { next += 1 }
    if next == blocks.count {
      let size = max(needed, blocks[blocks.count - 1].size * 2)
      blocks.append(
        Block(start: .allocate(byteCount: size, alignment: Self.alignment), size: size))
    }
    let source = frame.start
    enter(next)
    // Values of Swift types may be moved by copying their bytes.
    blocks[next].start.copyMemory(from: source, byteCount: used)
    frame.start = blocks[next].start
    top = blocks[next].start + used
  }

  private mutating func enter(_ block: Int) {
    current = block
    limit = blocks[block].start + blocks[block].size
  }
}
