/// The command lines of one control plane's servers.
struct ControlPlaneServers: Sendable {
  let binaries: ControlPlaneBinaries
  let folder: ControlPlaneFolder
  let ports: ControlPlanePorts
  let extraAPIServerArguments: [String]

  var etcd: ServerCommand {
    let client = "http://127.0.0.1:\(ports.etcd)"
    let peer = "http://127.0.0.1:\(ports.etcdPeer)"
    return command(
      "etcd", binaries.etcd,
      [
        // Nothing has to survive the machine: without waiting for the disk, writes are many times faster.
        "--name=control-plane", "--data-dir=\(folder.file("etcd"))", "--unsafe-no-fsync",
        "--listen-client-urls=\(client)", "--advertise-client-urls=\(client)",
        "--listen-peer-urls=\(peer)", "--initial-advertise-peer-urls=\(peer)",
        "--initial-cluster=control-plane=\(peer)",
      ])
  }

  var apiServer: ServerCommand {
    command(
      "kube-apiserver", binaries.apiServer,
      serving("server", port: ports.apiServer) + requestHeaders + [
        "--advertise-address=127.0.0.1", "--endpoint-reconciler-type=none", "--service-cluster-ip-range=10.0.0.0/16",
        "--token-auth-file=\(folder.file("tokens.csv"))", "--authorization-mode=RBAC", "--allow-privileged=true",
        // No controller makes service accounts, so pods could not be created.
        "--disable-admission-plugins=ServiceAccount", "--api-audiences=api",
        "--service-account-issuer=https://kubernetes.default.svc",
        "--service-account-key-file=\(folder.file("pki/service-account.pub"))",
        "--service-account-signing-key-file=\(folder.file("pki/service-account.key"))",
        "--proxy-client-cert-file=\(folder.file("pki/proxy.crt"))",
        "--proxy-client-key-file=\(folder.file("pki/proxy.key"))",
      ] + extraAPIServerArguments)
  }

  /// nil without a binary for it.
  var customResourceServer: ServerCommand? {
    guard let binary = binaries.customResourceServer else { return nil }
    let kubeconfig = folder.file("kubeconfig")
    return command(
      "apiextensions-apiserver", binary,
      serving("extensions", port: ports.customResourceServer) + requestHeaders + [
        "--etcd-prefix=/registry-extensions", "--kubeconfig=\(kubeconfig)",
        "--authentication-kubeconfig=\(kubeconfig)", "--authorization-kubeconfig=\(kubeconfig)",
        "--authentication-skip-lookup", "--enable-priority-and-fairness=false",
        // These read objects of the main server in versions that it need not have.
        "--disable-admission-plugins=NamespaceLifecycle,MutatingAdmissionWebhook,ValidatingAdmissionWebhook,"
          + "MutatingAdmissionPolicy,ValidatingAdmissionPolicy",
      ])
  }

  private func serving(_ identity: String, port: Int) -> [String] {
    [
      "--bind-address=127.0.0.1", "--secure-port=\(port)", "--etcd-servers=http://127.0.0.1:\(ports.etcd)",
      "--tls-cert-file=\(folder.file("pki/\(identity).crt"))",
      "--tls-private-key-file=\(folder.file("pki/\(identity).key"))", "--client-ca-file=\(folder.file("pki/ca.crt"))",
    ]
  }

  /// How the main server, as a front proxy, tells who a request is from.
  private var requestHeaders: [String] {
    [
      "--requestheader-client-ca-file=\(folder.file("pki/proxy-ca.crt"))",
      "--requestheader-allowed-names=front-proxy-client", "--requestheader-username-headers=X-Remote-User",
      "--requestheader-group-headers=X-Remote-Group", "--requestheader-extra-headers-prefix=X-Remote-Extra-",
    ]
  }

  private func command(_ name: String, _ binary: String, _ arguments: [String]) -> ServerCommand {
    ServerCommand(name: name, binary: binary, arguments: arguments, log: folder.file("log/\(name).log"))
  }
}
