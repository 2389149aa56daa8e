import KubernetesCore

/// How something is to be deleted: the body, else the parameters.
struct DeleteOptions: Sendable {
  /// What becomes of the dependents.
  enum Propagation: String, Sendable {
    case orphan = "Orphan"
    case background = "Background"
    case foreground = "Foreground"
  }

  var gracePeriod: Int64?
  var propagation: Propagation = .background
  /// Whether the request says what becomes of the dependents.
  var isPropagationGiven = false
  /// Whether the resource decides what becomes of the dependents, since a client has not said it.
  var isPropagationOpen = false
  var uid: String?
  var resourceVersion: String?
  var isDryRun: Bool

  init(_ call: APICall) throws(APIError) {
    isDryRun = try call.isDryRun()
    var options = JSON.emptyObject
    if RequestBody.isProtobuf(call.request) {
      if !call.request.body.isEmpty {
        let type = TypeTable.builtIn.index(named: "meta.v1.DeleteOptions").map { TypeTable.builtIn[$0] }
        options = try RequestBody.protobuf(
          call.request, type, expected: GroupVersionKind(version: "v1", kind: "DeleteOptions"))
      }
    } else {
      let body = try RequestBody.json(call.request)
      if !body.isEmpty { options = try Self.parsed(body) }
    }
    gracePeriod = options["gracePeriodSeconds"]?.int
    if let text = call.query["gracePeriodSeconds"] {
      guard let seconds = Int64(text) else {
        throw .badRequest("strconv.ParseInt: parsing \(JSON.string(text).text): invalid syntax")
      }
      if gracePeriod == nil { gracePeriod = seconds }
    }
    uid = options["preconditions"]?["uid"]?.string
    resourceVersion = options["preconditions"]?["resourceVersion"]?.string
    if let values = options["dryRun"]?.array {
      guard values.allSatisfy({ $0.string == "All" }) else {
        throw APICall.invalidOptions("DeleteOptions", [.notSupported("dryRun", .array(values), ["All"])])
      }
      isDryRun = isDryRun || !values.isEmpty
    }
    let policy = options["propagationPolicy"]?.string ?? call.query["propagationPolicy"]
    let orphans = options["orphanDependents"]?.bool ?? (call.query["orphanDependents"].map { $0 == "true" })
    if policy != nil, orphans != nil {
      throw APICall.invalidOptions(
        "DeleteOptions",
        [
          .invalid(
            "propagationPolicy", .string(policy ?? ""), "orphanDependents and deletionPropagation cannot be both set")
        ])
    }
    if orphans == true { propagation = .orphan }
    isPropagationGiven = policy != nil || orphans != nil
    isPropagationOpen = !isPropagationGiven
    if let policy {
      guard let known = Propagation(rawValue: policy) else {
        throw APICall.invalidOptions(
          "DeleteOptions",
          [.notSupported("propagationPolicy", .string(policy), ["Foreground", "Background", "Orphan", "nil"])])
      }
      propagation = known
    }
  }

  private static func parsed(_ body: Bytes) throws(APIError) -> JSON {
    let options: JSON
    do { options = try JSONParser.parse(body) } catch {
      throw .badRequest("couldn't get version/kind; json parse error: \(error.message)")
    }
    guard options.object != nil else { throw .badRequest(ObjectDecoder.noObject(options)) }
    let kind = options["kind"]?.string ?? ""
    if !kind.isEmpty, kind != "DeleteOptions" {
      throw .badRequest(
        "no kind \(JSON.string(kind).text) is registered for version \(JSON.string(options["apiVersion"]?.string ?? "").text) in scheme \"k8s.io/apimachinery/pkg/apis/meta/internalversion/scheme/register.go:27\""
      )
    }
    return options
  }
}
