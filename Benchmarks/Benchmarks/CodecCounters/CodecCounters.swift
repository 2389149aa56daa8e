import Benchmark
import Counting
import KubernetesCore
import KubernetesModels

/// 100 pods of a real server, read and written once an iteration.
///
/// Names have no spaces: they are those of files, too.
let benchmarks: @Sendable () -> Void = {
  for (name, format) in [("json", WireFormat.json), ("protobuf", .protobuf)] {
    for (suffix, sharing) in [("", DecodingContext.Sharing.subtrees), (".unshared", .none)] {
      Benchmark.counting(
        "PodList.read.\(name)\(suffix)",
        prepare: { format == .json ? try Fixtures.recordedPodsAsJSON() : try Fixtures.recordedPods() },
        { bytes in
          blackHole(try CoreV1.PodList(wire: bytes, format: format, context: DecodingContext(sharing: sharing)))
        })
    }
    Benchmark.counting("PodList.write.\(name)", prepare: { try Fixtures.podList() }) { list in
      blackHole(try list.wireBytes(format: format))
    }
  }
  Benchmark.counting("UnstructuredList.read.json", prepare: { try Fixtures.recordedPodsAsJSON() }) { bytes in
    blackHole(try UnstructuredList(wire: bytes, format: .json, context: DecodingContext()))
  }
  Benchmark.counting("Pod.field.x1000", prepare: { try Fixtures.podList().items[0] }) { pod in
    for _ in 0..<1_000 { blackHole(pod.spec?.nodeName) }
  }
}
