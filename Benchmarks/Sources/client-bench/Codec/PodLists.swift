import KubernetesCore
import KubernetesModels

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The lists of pods that both sides read.
enum PodLists {
  static func bytes(_ arguments: Arguments, set: String, extension name: String) throws -> Bytes {
    let folder = try arguments.required("pods")
    return Bytes(Array(try Data(contentsOf: URL(filePath: "\(folder)/\(set).\(name)"))))
  }
}
