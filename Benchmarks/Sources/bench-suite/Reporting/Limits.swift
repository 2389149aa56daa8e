/// How far what was measured is from what the machine can do.
struct Limits {
  /// A rate beside the limit that it cannot exceed, both in MB/s.
  struct Line {
    let what: String
    let reached: Double
    let limit: String
    let most: Double
  }

  let lines: [Line]

  init(_ results: Results) {
    func ours(_ name: String) -> Double? { results[name]?.ours }
    /// MB/s of something that takes seconds for a file.
    func rate(_ file: String, _ name: String) -> Double? {
      guard let size = results.inputs[file], let seconds = ours(name), seconds > 0 else { return nil }
      return size / 1e6 / seconds
    }
    /// One after the other on one core, each as fast as the faster side does it.
    func joined(_ names: [String]) -> Double? {
      let rates = names.compactMap { name in results[name].map { max($0.ours, $0.peer ?? 0) } }
      guard rates.count == names.count else { return nil }
      return 1 / rates.reduce(0) { $0 + 1 / $1 }
    }
    let (copy, scan) = ("copying it", "a pass over the document that makes nothing")
    let network = "loopback TCP, then AES-128-GCM, one core"
    let candidates: [(String, Double?, String, Double?)] = [
      ("read JSON, typed", rate("pods.json", "codec.pods.decode.json"), scan, joined(["bound.scan"])),
      (
        "read JSON, typed, no two pods alike", rate("unique.json", "codec.unique.decode.json"), scan,
        joined(["bound.scan"])
      ),
      ("read JSON, unstructured", rate("pods.json", "codec.pods.decode.unstructured"), scan, joined(["bound.scan"])),
      ("write JSON, typed", rate("pods.json", "codec.pods.encode.json"), copy, joined(["bound.memcpy"])),
      ("read Protobuf, typed", rate("pods.pb", "codec.pods.decode.pb"), copy, joined(["bound.memcpy"])),
      ("write Protobuf, typed", rate("pods.pb", "codec.pods.encode.pb"), copy, joined(["bound.memcpy"])),
      (
        "the bytes of a plain list over TLS", ours("transport.list.plain.rate"), network,
        joined(["bound.loopback", "bound.aes"])
      ),
      (
        "sync of an informer, JSON, streaming list: CPU", rate("pods.json", "informer.json.stream.cpu"),
        network + ", then " + scan, joined(["bound.loopback", "bound.aes", "bound.scan"])
      ),
      (
        "sync of an informer, Protobuf, streaming list: CPU", rate("pods.pb", "informer.pb.stream.cpu"), network,
        joined(["bound.loopback", "bound.aes"])
      ),
    ]
    lines = candidates.compactMap { what, reached, limit, most in
      guard let reached, let most else { return nil }
      return Line(what: what, reached: reached, limit: limit, most: most)
    }
  }

  var markdown: String {
    "| case | reached | limit | of it | share |\n|---|---:|---|---:|---:|\n"
      + lines.map {
        "| \($0.what) | \(Figure.text($0.reached, "MB/s")) | \($0.limit) | \(Figure.text($0.most, "MB/s")) "
          + "| \(Figure.digits($0.reached / $0.most * 100)) % |\n"
      }.joined()
  }
}
