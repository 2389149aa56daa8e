/// The middle of `samples`, of an even number the mean of the two in the middle; 0 of none.
public func median(_ samples: [Double]) -> Double {
  guard !samples.isEmpty else { return 0 }
  let sorted = samples.sorted()
  let middle = sorted.count / 2
  return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

/// The value below which the share `rank` of the sorted samples lies; 0 of none.
public func percentile(_ sorted: [Double], _ rank: Double) -> Double {
  guard !sorted.isEmpty else { return 0 }
  return sorted[min(sorted.count - 1, Int(rank * Double(sorted.count)))]
}
