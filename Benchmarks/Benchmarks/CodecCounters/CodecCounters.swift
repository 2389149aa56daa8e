import Benchmark
import Counting
import KubernetesCore
import KubernetesModels

/// 100 pods of a real server, read and written once an iteration.
let benchmarks: @Sendable () -> Void = {
  for (name, format) in [("JSON", WireFormat.json), ("Protobuf", .protobuf)] {
    for (suffix, sharing) in [("", DecodingContext.Sharing.subtrees), (", nothing shared", .none)] {
      Benchmark.counting(
        "read 100 pods, \(name)\(suffix)",
        prepare: { format == .json ? try Fixtures.recordedPodsAsJSON() : try Fixtures.recordedPods() },
        { bytes in
          blackHole(try CoreV1.PodList(wire: bytes, format: format, context: DecodingContext(sharing: sharing)))
        })
    }
    Benchmark.counting("write 100 pods, \(name)", prepare: { try Fixtures.podList() }) { list in
      blackHole(try list.wireBytes(format: format))
    }
  }
  Benchmark.counting("read 100 pods, unstructured", prepare: { try Fixtures.recordedPodsAsJSON() }) { bytes in
    blackHole(try UnstructuredList(wire: bytes, format: .json, context: DecodingContext()))
  }
  Benchmark.counting("read one field of a pod, 1000 times", prepare: { try Fixtures.podList().items[0] }) { pod in
    for _ in 0..<1_000 { blackHole(pod.spec?.nodeName) }
  }
}
