import Foundation

/// A real control plane that holds the pods, for as long as this object lives.
final class Cluster {
  private let script: String
  private let folder: String

  var kubeconfig: String { folder + "/kubeconfig" }

  init(_ settings: Settings) throws {
    script = settings.root + "/.ci/control-plane"
    folder = settings.state + "/cluster"
    try Process.complete(script, ["build", "etcd", "kube-apiserver"])
    try Process.complete(script, ["start", folder])
    Note.say("filling the kube-apiserver with the pods")
    try Process.complete(settings.ours, ["fill", "-kubeconfig", kubeconfig, "-pods", settings.pods])
  }

  deinit { try? Process.complete(script, ["stop", folder]) }
}
