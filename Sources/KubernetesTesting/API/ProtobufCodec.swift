import KubernetesCore

/// Whether the server answers in Protobuf. The models' codec writes it.
enum ProtobufCodec {
  static let isAvailable = false
}
