/// The layout of fields, for the generator: the same that ``FieldTable`` computes when a table is first used.
package enum FieldLayout {
  /// Size and alignment of the Swift type of a kind, in the notation of field tables.
  package static func layout(_ kind: String) -> (size: Int, alignment: Int) {
    switch kind {
    case "string": (MemoryLayout<String?>.size, MemoryLayout<String?>.alignment)
    case "int32": (MemoryLayout<Int32?>.size, MemoryLayout<Int32?>.alignment)
    case "int64": (MemoryLayout<Int64?>.size, MemoryLayout<Int64?>.alignment)
    case "bool": (MemoryLayout<Bool?>.size, MemoryLayout<Bool?>.alignment)
    case _ where kind == "message" || kind.hasPrefix("[]") || kind.hasPrefix("{}"):
      (MemoryLayout<UInt>.size, MemoryLayout<UInt>.alignment)
    default:
      { ($0.optionalSize, $0.optionalAlignment) }(ValueOperations.named(kind[...]))
    }
  }

  /// The offsets of the fields of a stored model, and the size of all: the largest alignments first, behind the unknown
  /// fields.
  package static func storage(_ kinds: [String]) -> (offsets: [Int], size: Int) {
    let layouts = kinds.map(layout)
    var offsets = [Int](repeating: 0, count: kinds.count)
    var end = MemoryLayout<UnknownFields?>.size
    for alignment in [8, 4, 1] {
      for index in kinds.indices where layouts[index].alignment == alignment {
        end = (end + alignment - 1) & ~(alignment - 1)
        offsets[index] = end
        end += layouts[index].size
      }
    }
    return (offsets, end)
  }
}
