import Measure

/// A row before it is measured: which samples of both sides belong together.
struct RowDefinition: Sendable {
  let name: String
  let title: String
  let group: String
  let unit: String
  let better: Row.Better
  /// The peer's name of the case, where it is another: several of our variants have one counterpart.
  let peer: String
  let target: Double?

  init(
    _ name: String, _ title: String, group: String, unit: String, better: Row.Better = .lower, peer: String? = nil,
    target: Double? = nil
  ) {
    self.name = name
    self.title = title
    self.group = group
    self.unit = unit
    self.better = better
    self.peer = peer ?? name
    self.target = target
  }

  /// The row, if both sides have samples.
  func row(ours: [String: [Double]], peer peers: [String: [Double]], date: String) -> Row? {
    guard let own = ours[name], let other = peers[peer], !own.isEmpty, !other.isEmpty else { return nil }
    let (mine, theirs) = (median(own), median(other))
    let ratio = better == .lower ? theirs / mine : mine / theirs
    return Row(
      name: name, title: title, group: group, unit: unit, ours: mine, peer: theirs, ratio: ratio.isFinite ? ratio : 0,
      better: better, spread: max(Self.spread(own), Self.spread(other)), target: target, date: date)
  }

  private static func spread(_ samples: [Double]) -> Double {
    guard let least = samples.min(), let most = samples.max(), median(samples) > 0 else { return 0 }
    return (most - least) / median(samples)
  }
}
