import Foundation
import Kubernetes
import Testing

extension Live {
  /// Every built-in kind that the server lets a client create: what goes in as JSON comes out as Protobuf, and the other
  /// way round, and both are the same value.
  @Suite("JSON and Protobuf on a real server") struct FormatAgreementTests {
    private static let samples = FormatSample.core + FormatSample.groups

    @Test func everyKindIsTheSameInBothFormats() async throws {
      try await LiveClient.run { client, namespace in
        let catalog = try await client.discovery.catalog()
        var skipped: [String] = []
        var compared = 0
        for sample in Self.samples {
          guard let served = catalog.resource(sample.resource), served.supports("create") else {
            skipped.append("\(sample.kind)")
            continue
          }
          do {
            let pair = FormatPair(client: client, sample: sample, namespace: served.isNamespaced ? namespace : nil)
            try await pair.check(sample.type, mark: namespace)
            compared += 1
          } catch {
            Issue.record("\(sample.kind): \(error)")
          }
        }
        let missing = skipped.sorted().joined(separator: ", ")
        print("JSON and Protobuf: \(compared) kinds compared; not served here: \(missing)")
        #expect(compared >= 35)
      }
    }

    /// A kind that is served and not tried would go unseen.
    @Test func everyKindOfTheServedVersionsHasASample() async throws {
      try await withClusterClient(try LiveControlPlane.configuration()) { client in
        let catalog = try await client.discovery.catalog()
        let known = Set(Self.samples.map(\.resource))
        // No object of its own; and JSON only, as custom resources are.
        let exempt: Set = [
          GroupVersionResource(version: "v1", resource: "bindings"),
          CustomResourceDefinition.groupVersionResource,
        ]
        for version in Set(Self.samples.map(\.kind.groupVersion)) {
          for resource in catalog.resources[version] ?? [] where resource.supports("create") {
            #expect(known.contains(resource.resource) || exempt.contains(resource.resource), "\(resource.resource)")
          }
        }
      }
    }

    private typealias CustomResourceDefinition = ApiextensionsV1.CustomResourceDefinition
  }
}

/// Two objects of one kind, one for each way.
private struct FormatPair {
  let client: ClusterClient
  let sample: FormatSample
  let namespace: String?

  func check<Object: KubernetesResource & Model>(_ type: Object.Type, mark: String) async throws {
    let scope = namespace ?? mark
    let ofJSON = sample.object("\(mark)-json", 1, in: scope)
    let ofProtobuf = try Object(
      wire: sample.object("\(mark)-protobuf", 2, in: scope).encoded(format: .json), format: .json,
      context: DecodingContext())
    #expect(Object.wireFormats.first == .protobuf, "typed clients send Protobuf")
    let dynamic = client.dynamic.resource(Object.groupVersionResource, namespace: namespace)
    let typed = ResourceClient<Object>(
      client.rest, Object.groupVersionResource, namespace: namespace, formats: [.protobuf])

    if sample.isReview {
      let answers = try await (
        value(Object.self, dynamic.create(ofJSON)), JSONValue(json: typed.create(ofProtobuf).encoded(format: .json))
      )
      #expect(comparable(answers.0) == comparable(answers.1), "\(sample.kind)")
      return
    }
    _ = try await dynamic.create(ofJSON)
    _ = try await typed.create(ofProtobuf)
    let first = try await agreed(dynamic, typed, ofJSON.metadata.name ?? "")
    let second = try await agreed(dynamic, typed, ofProtobuf.metadata.name ?? "")
    #expect(comparable(first) == comparable(second), "\(sample.kind): one body, sent as JSON and as Protobuf")
    for name in [ofJSON.metadata.name, ofProtobuf.metadata.name] { _ = try await dynamic.delete(name ?? "") }
  }

  /// Reads an object in both formats, which must be one value.
  private func agreed<Object: KubernetesResource & Model>(
    _ dynamic: ResourceClient<Unstructured>, _ typed: ResourceClient<Object>, _ name: String
  ) async throws -> JSONValue {
    var json = try await dynamic.get(name)
    var protobuf = try await typed.get(name)
    // The server's own controllers may have written its status in between.
    while json.metadata.resourceVersion != protobuf.metadata.resourceVersion {
      json = try await dynamic.get(name)
      protobuf = try await typed.get(name)
    }
    let value = try value(Object.self, json)
    // What a newer or an older server has, and the type has not, stays in its format: it is not compared.
    let other = try JSONValue(json: protobuf.encoded(format: .json))
    #expect(value == other, "\(sample.kind) \(name)")
    return value
  }

  /// As the type has it: every field read and written once.
  private func value<Object: Model>(_ type: Object.Type, _ object: Unstructured) throws -> JSONValue {
    let value = try Object(wire: object.encoded(format: .json), format: .json, context: DecodingContext())
    return try JSONValue(json: value.encoded(format: .json))
  }

  /// Without what the server gives to each object.
  private func comparable(_ value: JSONValue) -> JSONValue {
    var value = value
    for member in ["name", "uid", "resourceVersion", "creationTimestamp", "managedFields", "selfLink"] {
      value[path: "metadata", member] = nil
    }
    for path in sample.own { value[path: path] = nil }
    let text = value.description.replacing("-json", with: "").replacing("-protobuf", with: "")
    return (try? JSONValue(json: text)) ?? value
  }
}
