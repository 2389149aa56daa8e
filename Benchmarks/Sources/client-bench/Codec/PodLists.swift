import KubernetesCore

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The lists of pods that both sides read.
enum PodLists {
  /// A list that is not there.
  struct Missing: Error {
    var path: String
  }

  /// Reads a list piece by piece: nothing but its bytes is held, so that what is measured afterwards is not hidden below
  /// a peak of reading the file.
  static func bytes(_ arguments: Arguments, set: String, extension name: String) throws -> Bytes {
    let path = "\(try arguments.required("pods"))/\(set).\(name)"
    guard let file = fopen(path, "rb") else { throw Missing(path: path) }
    defer { fclose(file) }
    var builder = BytesBuilder()
    let size = 1 << 20
    while true {
      let count = builder.append(capacity: size) { buffer in
        let count = fread(buffer.baseAddress, 1, buffer.count, file)
        return (count, count)
      }
      if count == 0 { return builder.finish() }
    }
  }
}
