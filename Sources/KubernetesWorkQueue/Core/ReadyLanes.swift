internal import HeapModule

/// The order in which what is ready is handed out: by priority with ageing, first come first served within a priority.
///
/// Everything of the standard priority is in a ring; other priorities share a heap. Both are ordered by one number,
/// `ticket − priority × ageing`, where tickets count up: as all waiting items age at the same rate, their order never
/// changes and nothing need be moved.
///
/// Does not know whether what it holds is still wanted. A slot that is queued again gets a new ticket, and who takes
/// it recognises the old one.
struct ReadyLanes: ~Copyable {
  struct Entry: BitwiseCopyable, Sendable {
    var slot: UInt32
    var ticket: Int64
  }

  private struct Ranked: Comparable, Sendable {
    var rank: Int64
    var priority: Int32
    var entry: Entry

    static func < (left: Ranked, right: Ranked) -> Bool {
      // The ranks of two priorities can meet: then the higher priority goes first.
      if left.rank != right.rank { return left.rank < right.rank }
      if left.priority != right.priority { return left.priority > right.priority }
      return left.entry.ticket < right.entry.ticket
    }
    static func == (left: Ranked, right: Ranked) -> Bool { left.entry.ticket == right.entry.ticket }
  }

  private var standard = Ring<Entry>()
  private var others = Heap<Ranked>()
  private var lastTicket: Int64 = 0
  private let ageing: Int64

  init(ageing: UInt32) {
    // At most 2³¹ × 2³¹, so that ranks do not overflow before 2⁶² tickets are spent.
    self.ageing = Int64(min(ageing, UInt32(Int32.max)))
  }

  /// How many entries there are, wanted or not.
  var count: Int { standard.count + others.count }

  /// What orders entries: the lowest goes first.
  func rank(ticket: Int64, priority: Int32) -> Int64 { ticket &- Int64(priority) &* ageing }

  /// The rank of the entry that is appended next.
  func nextRank(priority: Int32) -> Int64 { rank(ticket: lastTicket &+ 1, priority: priority) }

  /// Queues a slot behind those of its priority, and returns its ticket.
  mutating func append(_ slot: UInt32, priority: Int32) -> Int64 {
    lastTicket &+= 1
    let entry = Entry(slot: slot, ticket: lastTicket)
    if priority == 0 {
      standard.append(entry)
    } else {
      others.insert(Ranked(rank: rank(ticket: lastTicket, priority: priority), priority: priority, entry: entry))
    }
    return lastTicket
  }

  /// Takes the entry that goes first.
  mutating func popFirst() -> Entry? {
    guard let other = others.min else { return standard.popFirst() }
    if let first = standard.first, first.ticket < other.rank || first.ticket == other.rank && other.priority < 0 {
      return standard.popFirst()
    }
    return others.popMin()?.entry
  }

  /// Drops the entries that are not wanted any more.
  ///
  /// O(n).
  mutating func filter(_ isWanted: (Entry) -> Bool) {
    standard.filter(isWanted)
    others = Heap(others.unordered.filter { isWanted($0.entry) })
  }

  /// Drops everything.
  ///
  /// Tickets go on counting.
  mutating func removeAll() {
    standard.removeAll(keeping: 4096)
    others = Heap()
  }
}
