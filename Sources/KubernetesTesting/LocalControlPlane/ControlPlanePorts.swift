/// The loopback ports of one control plane.
struct ControlPlanePorts: Hashable, Sendable {
  let etcd: Int
  let etcdPeer: Int
  let apiServer: Int
  let customResourceServer: Int

  init(_ ports: [Int]) throws(ControlPlaneError) {
    guard ports.count == 4 else { throw ControlPlaneError(.ports, "4 ports are needed, not \(ports.count)") }
    (etcd, etcdPeer, apiServer, customResourceServer) = (ports[0], ports[1], ports[2], ports[3])
  }
}
