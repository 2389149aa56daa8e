extension Kubeconfig {
  /// The configuration with absolute paths in place of relative ones, so that it can be written anywhere.
  ///
  /// Each path counts from the folder of the file that its entry came from; entries of no file are left alone. A
  /// plug-in's command is a path only when it contains a separator; otherwise it is looked up in `PATH`.
  public func resolvingPaths() -> Kubeconfig {
    var result = self
    result.clusters.modifyEach { entry in
      guard let folder = entry.file?.folderPath else { return }
      entry.value.resolvePaths(in: folder)
    }
    result.users.modifyEach { entry in
      guard let folder = entry.file?.folderPath else { return }
      entry.value.resolvePaths(in: folder)
    }
    return result
  }
}

extension Kubeconfig.Cluster {
  mutating func resolvePaths(in folder: String) {
    certificateAuthority = certificateAuthority?.path(relativeTo: folder)
  }
}

extension Kubeconfig.User {
  mutating func resolvePaths(in folder: String) {
    clientCertificate = clientCertificate?.path(relativeTo: folder)
    clientKey = clientKey?.path(relativeTo: folder)
    tokenFile = tokenFile?.path(relativeTo: folder)
    exec?.resolvePaths(in: folder)
  }
}

extension Kubeconfig.ExecConfiguration {
  mutating func resolvePaths(in folder: String) {
    guard let command, command.contains("/") else { return }
    self.command = command.path(relativeTo: folder)
  }
}
