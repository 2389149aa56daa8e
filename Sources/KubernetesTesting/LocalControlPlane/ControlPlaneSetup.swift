/// What is on disk before the first server starts: certificates, tokens, kubeconfig files.
struct ControlPlaneSetup: Sendable {
  let servers: ControlPlaneServers
  let apiServer: ControlPlaneEndpoint
  let customResourceServer: ControlPlaneEndpoint

  init(
    _ plan: LocalControlPlane, folder: ControlPlaneFolder, ports: ControlPlanePorts
  ) throws(ControlPlaneError) {
    let authority = try ControlPlaneAuthority(name: "control-plane-ca")
    // With one authority for both, every client certificate could claim to be any user.
    let proxyAuthority = try ControlPlaneAuthority(name: "control-plane-proxy-ca")
    let admin = try authority.client("admin", groups: ["system:masters"])
    let names = ["localhost", "kubernetes", "kubernetes.default.svc"]
    try folder.write(authority.certificate, to: "pki/ca.crt")
    try folder.write(proxyAuthority.certificate, to: "pki/proxy-ca.crt")
    try folder.write(authority.server("kube-apiserver", names: names), as: "server")
    try folder.write(authority.server("apiextensions-apiserver", names: names), as: "extensions")
    try folder.write(proxyAuthority.client("front-proxy-client"), as: "proxy")
    try folder.write(admin, as: "admin")
    let token = ControlPlaneAuthority.tokenKey()
    try folder.write(token.privateKey, to: "pki/service-account.key")
    try folder.write(token.publicKey, to: "pki/service-account.pub")

    var lines = ""
    for user in plan.users { lines += try user.line() }
    try folder.write(lines, to: "tokens.csv")

    apiServer = ControlPlaneEndpoint(
      port: ports.apiServer, certificateAuthority: authority.certificate, admin: admin)
    customResourceServer = ControlPlaneEndpoint(
      port: ports.customResourceServer, certificateAuthority: authority.certificate, admin: admin)
    servers = ControlPlaneServers(
      binaries: plan.binaries, folder: folder, ports: ports, extraAPIServerArguments: plan.apiServerArguments)
    try folder.write(apiServer.kubeconfig(users: plan.users), to: "kubeconfig")
    if plan.binaries.customResourceServer != nil {
      try folder.write(customResourceServer.kubeconfig(users: plan.users), to: "kubeconfig-extensions")
    }
  }
}
