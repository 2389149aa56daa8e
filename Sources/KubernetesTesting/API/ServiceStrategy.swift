import KubernetesCore

/// What the server gives to services and takes from them: addresses, ports, and what belongs to a type.
enum ServiceStrategy {
  private static let ports: ClosedRange<Int64> = 30_000...32_767
  /// How many addresses there are, from 10.96.0.2.
  private static let addressCount = 65_000

  private static func type(_ spec: JSON) -> String { spec["type"]?.string ?? "ClusterIP" }
  private static func needsAddress(_ spec: JSON) -> Bool { type(spec) != "ExternalName" }
  private static func needsNodePort(_ spec: JSON) -> Bool { ["NodePort", "LoadBalancer"].contains(type(spec)) }
  private static func needsHealthPort(_ spec: JSON) -> Bool {
    type(spec) == "LoadBalancer" && spec["externalTrafficPolicy"] == "Local"
  }
  private static func isExternal(_ spec: JSON) -> Bool {
    needsNodePort(spec) || (type(spec) == "ClusterIP" && spec["externalIPs"]?.array?.isEmpty == false)
  }

  /// Puts back what a client has not said, and takes away what the new type does not have and the client has not set.
  static func prepareForUpdate(_ tree: inout JSON, old: JSON) {
    guard var spec = tree["spec"], let before = old["spec"] else { return }
    keep(&spec, before)
    drop(&spec, before)
    tree["spec"] = spec
  }

  private static func keep(_ spec: inout JSON, _ before: JSON) {
    if needsAddress(before), needsAddress(spec) {
      if spec["clusterIP"]?.isEmpty ?? true { spec["clusterIP"] = before["clusterIP"] }
      for key in ["ipFamilies", "ipFamilyPolicy"] where spec[key]?.isEmpty ?? true { spec[key] = before[key] }
      if spec["clusterIP"] == before["clusterIP"], spec["clusterIPs"]?.isEmpty ?? true {
        spec["clusterIPs"] = before["clusterIPs"]
      }
    }
    // Who changes the first address alone means the list as well.
    if spec["clusterIP"] != before["clusterIP"], spec["clusterIPs"] == before["clusterIPs"] {
      spec["clusterIPs"] = spec["clusterIP"].map { [$0] }
    }
    if needsHealthPort(before), needsHealthPort(spec), spec["healthCheckNodePort"]?.isEmpty ?? true {
      spec["healthCheckNodePort"] = before["healthCheckNodePort"]
    }
    guard needsNodePort(before), needsNodePort(spec) else { return }
    var used = nodePorts(before).intersection(nodePorts(spec))
    var byName: [String: Int64] = [:]
    for port in before["ports"]?.array ?? [] { byName[port["name"]?.string ?? ""] = port["nodePort"]?.int }
    spec["ports"]?.withArray { list in
      for index in list.indices where list[index]["nodePort"]?.isEmpty ?? true {
        guard let number = byName[list[index]["name"]?.string ?? ""], used.insert(number).inserted else { continue }
        list[index]["nodePort"] = .int(number)
      }
    }
  }

  private static func nodePorts(_ spec: JSON) -> Set<Int64> {
    Set((spec["ports"]?.array ?? []).compactMap { $0["nodePort"]?.int }.filter { $0 != 0 })
  }

  private static func drop(_ spec: inout JSON, _ before: JSON) {
    func forget(_ keys: [String], _ needs: (JSON) -> Bool) {
      guard needs(before), !needs(spec) else { return }
      for key in keys where spec[key] == before[key] { spec[key] = nil }
    }
    if needsAddress(before), !needsAddress(spec), spec["clusterIP"] == before["clusterIP"],
      spec["clusterIPs"] == before["clusterIPs"]
    {
      spec["clusterIP"] = nil
      spec["clusterIPs"] = nil
    }
    forget(["ipFamilies", "ipFamilyPolicy"], needsAddress)
    if needsNodePort(before), !needsNodePort(spec), nodePorts(spec).isSubset(of: nodePorts(before)) {
      spec["ports"]?.withArray { list in
        for index in list.indices { list[index]["nodePort"] = nil }
      }
    }
    forget(["healthCheckNodePort"], needsHealthPort)
    forget(["allocateLoadBalancerNodePorts", "loadBalancerClass"]) { type($0) == "LoadBalancer" }
    forget(["externalTrafficPolicy"], isExternal)
  }

  /// Gives the service the addresses and ports that it needs and does not have.
  ///
  /// - Throws: For an address or a port that another service has.
  static func allocate(
    _ tree: inout JSON, _ definition: ResourceDefinition, _ state: ObjectStorageStateMachine
  ) throws(APIError) {
    guard var spec = tree["spec"], needsAddress(spec) else { return }
    let allocation = Allocation(
      state: state, uid: tree["metadata"]?["uid"]?.string ?? "", name: tree["metadata"]?["name"]?.string ?? "",
      kind: definition.groupKind)
    try addresses(&spec, allocation)
    if needsNodePort(spec) { try nodePorts(&spec, allocation) }
    tree["spec"] = spec
  }

  /// What is free for one service.
  private struct Allocation {
    let state: ObjectStorageStateMachine
    let uid: String
    let name: String
    let kind: GroupKind

    func isFree(_ claim: String) -> Bool { state.claims[claim].map { $0 == uid } ?? true }
  }

  private static func addresses(_ spec: inout JSON, _ allocation: Allocation) throws(APIError) {
    let first = spec["clusterIP"]?.string ?? ""
    if first.isEmpty {
      let free = (0..<addressCount).lazy.map { offset in
        let number = (allocation.state.revision &+ offset) % addressCount + 2
        return "10.96.\(number / 256).\(number % 256)"
      }.first { allocation.isFree(StoredObject.claim(address: $0)) }
      guard let free else { throw .internalError("failed to allocate a serviceIP: range is full") }
      spec["clusterIP"] = .string(free)
    }
    if let address = spec["clusterIP"], spec["clusterIPs"]?.array?.first != address { spec["clusterIPs"] = [address] }
    let all = spec["clusterIPs"] ?? []
    for address in all.array?.compactMap(\.string) ?? []
    where !allocation.isFree(StoredObject.claim(address: address)) {
      throw .invalid(
        allocation.kind, allocation.name,
        [.invalid("spec.clusterIPs", all, "failed to allocate IP \(address): provided IP is already allocated")])
    }
    if spec["ipFamilies"] == nil { spec["ipFamilies"] = [first.contains(":") ? "IPv6" : "IPv4"] }
    if spec["ipFamilyPolicy"] == nil { spec["ipFamilyPolicy"] = "SingleStack" }
  }

  private static func nodePorts(_ spec: inout JSON, _ allocation: Allocation) throws(APIError) {
    var list = spec["ports"]?.array ?? []
    for (index, port) in list.enumerated() {
      guard let number = port["nodePort"]?.int, number != 0 else { continue }
      let problem: String? =
        !ports.contains(number)
        ? "provided port is not in the valid range. The range of valid ports is \(ports.lowerBound)-\(ports.upperBound)"
        : allocation.isFree(StoredObject.claim(port: number)) ? nil : "provided port is already allocated"
      if let problem {
        throw .invalid(
          allocation.kind, allocation.name, [.invalid("spec.ports[\(index)].nodePort", .int(number), problem)])
      }
    }
    var own = nodePorts(spec)
    if let number = spec["healthCheckNodePort"]?.int { own.insert(number) }
    func next() throws(APIError) -> Int64 {
      let count = ports.count
      let free = (0..<count).lazy.map { ports.lowerBound + Int64((allocation.state.revision &+ $0) % count) }
        .first { !own.contains($0) && allocation.isFree(StoredObject.claim(port: $0)) }
      guard let free else { throw .internalError("failed to allocate a nodePort: range is full") }
      own.insert(free)
      return free
    }
    if type(spec) == "NodePort" || spec["allocateLoadBalancerNodePorts"]?.bool != false {
      // One number serves the same port of several protocols.
      var given: [Int64: Int64] = [:]
      for index in list.indices where list[index]["nodePort"]?.isEmpty ?? true {
        let port = list[index]["port"]?.int ?? 0
        let number: Int64
        if let shared = given[port] { number = shared } else { number = try next() }
        given[port] = number
        list[index]["nodePort"] = .int(number)
      }
      spec["ports"] = .array(list)
    }
    if needsHealthPort(spec), spec["healthCheckNodePort"]?.isEmpty ?? true {
      spec["healthCheckNodePort"] = .int(try next())
    }
  }
}

extension StoredObject {
  /// The claim on an address.
  static func claim(address: String) -> String { "address " + address }

  /// The claim on a port of every node.
  static func claim(port: Int64) -> String { "port \(port)" }

  /// What the object has for itself alone: addresses and ports of services.
  static func claims(of tree: JSON) -> [String] {
    guard tree["kind"] == "Service", tree["apiVersion"] == "v1", let spec = tree["spec"] else { return [] }
    let addresses = (spec["clusterIPs"]?.array ?? []).compactMap(\.string).filter { $0 != "None" }
    let ports =
      (spec["ports"]?.array ?? []).compactMap { $0["nodePort"]?.int } + [spec["healthCheckNodePort"]?.int ?? 0]
    return addresses.map(claim(address:)) + Set(ports).filter { $0 != 0 }.map(claim(port:))
  }
}
