internal import HTTPTypes
public import KubernetesCore

extension ResourceClient where Object: LogResource {
  /// Opens the log of one of an object's containers.
  ///
  /// Returns once the server has answered; what is in the log is then pulled.
  ///
  /// - Parameters:
  ///   - name: The object's name.
  ///   - options: Which part of the log, and whether to follow it.
  /// - Throws: `KubernetesError`, such as one that `KubernetesError/isNotFound`, or a bad request when the object has
  ///   several containers and none is named, or the container has not started yet.
  public func logs(of name: String, _ options: PodLogOptions = PodLogOptions()) async throws -> PodLog {
    var request = RESTRequest(try .get(path(name, ["log"])), accept: ["application/json", "*/*"])
    request.query += options.query
    // A log may be read slowly, for ever.
    request.usesOwnConnection = true
    return PodLog(body: try await client.stream(request).body)
  }
}
