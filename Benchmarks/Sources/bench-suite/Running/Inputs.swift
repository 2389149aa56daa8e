import Foundation

/// What both sides read.
enum Inputs {
  /// The sizes of the files in a folder, in bytes.
  static func sizes(_ folder: String) -> [String: Double] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    let pairs = names.compactMap { name -> (String, Double)? in
      let attributes = try? FileManager.default.attributesOfItem(atPath: "\(folder)/\(name)")
      return (attributes?[.size] as? NSNumber).map { (name, $0.doubleValue) }
    }
    return Dictionary(uniqueKeysWithValues: pairs)
  }
}
