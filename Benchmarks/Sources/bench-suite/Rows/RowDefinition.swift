import Measure

/// A row before it is measured: which samples of both sides belong together.
struct RowDefinition: Sendable {
  let name: String
  let title: String
  let group: String
  let unit: String
  let better: Row.Better
  /// The peer's name of the case, where it is another: several of our variants have one counterpart. Nil where the peer
  /// has nothing of the kind.
  let peer: String?
  let target: Double?
  /// Why we are behind, or short of the target, where we are.
  var why: String?

  init(
    _ name: String, _ title: String, group: String, unit: String, better: Row.Better = .lower, peer: String? = nil,
    target: Double? = nil, why: String? = nil
  ) {
    self.name = name
    self.title = title
    self.group = group
    self.unit = unit
    self.better = better
    self.peer = peer ?? name
    self.target = target
    self.why = why
  }

  /// A row without a counterpart.
  init(only name: String, _ title: String, group: String, unit: String, better: Row.Better = .lower) {
    self.name = name
    self.title = title
    self.group = group
    self.unit = unit
    self.better = better
    peer = nil
    target = nil
    why = nil
  }

  /// The row, if there are samples of both sides.
  func row(ours: [String: [Double]], peer peers: [String: [Double]], date: String) -> Row? {
    guard let own = ours[name], !own.isEmpty else { return nil }
    guard let peer else { return row(own, nil, date) }
    guard let other = peers[peer], !other.isEmpty else { return nil }
    return row(own, other, date)
  }

  private func row(_ own: [Double], _ other: [Double]?, _ date: String) -> Row {
    let mine = median(own)
    let theirs = other.map { median($0) }
    let ratio = theirs.map { better == .lower ? $0 / mine : mine / $0 }
    return Row(
      name: name, title: title, group: group, unit: unit, ours: mine, peer: theirs,
      ratio: ratio.map { $0.isFinite ? $0 : 0 }, better: better,
      spread: max(Self.spread(own), Self.spread(other ?? [])),
      runs: own.count, target: target, why: why(ratio), date: date)
  }

  private func why(_ ratio: Double?) -> String? { ratio.map { $0 < max(1, target ?? 1) } == true ? why : nil }

  /// The row of an earlier run, in today's words.
  func describing(_ row: Row) -> Row {
    Row(
      name: row.name, title: title, group: group, unit: row.unit, ours: row.ours, peer: peer == nil ? nil : row.peer,
      ratio: peer == nil ? nil : row.ratio, better: better, spread: row.spread, runs: row.runs, target: target,
      why: why(row.ratio), date: row.date)
  }

  private static func spread(_ samples: [Double]) -> Double {
    guard let least = samples.min(), let most = samples.max(), median(samples) > 0 else { return 0 }
    return (most - least) / median(samples)
  }
}
