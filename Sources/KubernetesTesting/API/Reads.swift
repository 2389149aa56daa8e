import HTTPTypes
import KubernetesCore

/// get, list and watch.
struct Reads: Sendable {
  let core: ServerCore
  let call: APICall
  let definition: ResourceDefinition

  private var renderer: Renderer { Renderer(definition: definition, now: core.configuration.now) }

  /// The version that a list asks for; nil for none.
  static func listVersion(_ text: String?) throws(APIError) -> Int? {
    do { return try version(text) } catch { throw .badRequest("invalid resource version: \(error.message)") }
  }

  func get() async throws(APIError) -> APIResponse {
    let negotiation = try call.negotiation(definition)
    let name = call.target.name ?? ""
    if let wanted = try Self.version(call.query["resourceVersion"]) {
      try await check(notOlderThan: wanted)
    }
    if negotiation.isOfList { throw APIError(500, nil, "content is not a list") }
    let key = definition.key(namespace: call.target.namespace, name: name)
    guard let object = await core.storage.object(definition.storage, key) else {
      throw .notFound(definition.groupResource, name)
    }
    return renderer.object(object, negotiation)
  }

  private func check(notOlderThan revision: Int) async throws(APIError) {
    let current = await core.storage.revision
    if revision > current { throw .tooLarge(requested: revision, current: current) }
  }

  /// A resource version; nil for none.
  static func version(_ text: String?) throws(APIError) -> Int? {
    guard let text, !text.isEmpty else { return nil }
    guard let number = Int(text), number >= 0 else {
      let shown = JSON.string(text).text
      throw APIError(
        500, nil, "resourceVersion: Invalid value: \(shown): strconv.ParseUint: parsing \(shown): invalid syntax")
    }
    return number
  }

  func list() async throws(APIError) -> APIResponse {
    let negotiation = try call.negotiation(definition)
    let selection = try call.selection(of: definition)
    let query = call.query
    var limit: Int?
    if let text = query["limit"] {
      guard let number = Int(text) else {
        throw .badRequest("strconv.ParseInt: parsing \(JSON.string(text).text): invalid syntax")
      }
      limit = number > 0 ? number : nil
    }
    _ = try timeout()
    let wanted = try Self.listVersion(query["resourceVersion"])
    let match = query["resourceVersionMatch"]
    try Self.validate(
      match: match, version: query["resourceVersion"], isContinued: query["continue"] != nil,
      sendsInitialEvents: query["sendInitialEvents"] != nil)
    // A list of any version is not cut into pages.
    if wanted == 0, query["continue"] == nil { limit = nil }
    var start: String?
    var revision: Int?
    var isContinued = false
    if let text = query["continue"] {
      if let wanted, wanted > 0 { throw .badRequest("specifying resource version is not allowed when using continue") }
      let token: ContinueToken
      do { token = try ContinueToken(text) } catch { throw .badRequest("invalid continue token: \(error.message)") }
      let prefix = selection.namespace.map { $0 + "/" } ?? ""
      start = prefix + token.start
      revision = token.revision > 0 ? token.revision : nil
      isContinued = true
      if call.faults.contains(where: { if case .expiredContinue = $0.kind { true } else { false } }) {
        throw expiredContinue(token)
      }
    } else if let wanted, wanted > 0 {
      try await check(notOlderThan: wanted)
      if match == "Exact" || (match == nil && limit != nil) { revision = wanted }
    }
    let (resource, target) = (definition.storage, revision)
    let listing: ObjectStorageStateMachine.Listing
    do throws(ObjectStorageStateMachine.Failure) {
      listing = try await core.storage.read { (state) throws(ObjectStorageStateMachine.Failure) in
        try state.listing(resource, at: target)
      }
    } catch .future(let requested, let current) {
      throw .tooLarge(requested: requested, current: current)
    } catch {
      if isContinued, let start {
        throw expiredContinue(ContinueToken(revision: -1, start: relative(start, selection)))
      }
      throw .expired("The resourceVersion for the provided list is too old.")
    }
    let page = listing.page(
      namespace: selection.namespace, from: start, limit: limit,
      isSelected: selection.isUnfiltered ? nil : { selection.matches($0) })
    if negotiation.form == .partialMetadata, !negotiation.isOfList {
      throw APIError(
        406, .notAcceptable,
        "you requested PartialObjectMetadata, but the requested object is a list (*\(definition.goListType))")
    }
    let token = page.next.map { ContinueToken(revision: page.revision, start: relative($0, selection)).text }
    return renderer.list(page, continueToken: token, negotiation)
  }

  private func relative(_ key: String, _ selection: ObjectSelection) -> String {
    selection.namespace.map { String(key.dropFirst($0.count + 1)) } ?? key
  }

  /// 410, with a token that goes on at the current state.
  private func expiredContinue(_ token: ContinueToken) -> APIError {
    .expired(
      "The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter, or use the continue token in this response to retrieve the remainder of the results. Continuing with the provided token results in an inconsistent list - objects that were created, modified, or deleted between the time the first chunk was returned and now may show up in the list.",
      continueToken: ContinueToken(revision: -1, start: token.start).text)
  }

  /// The rules for combining the parameters of lists and watches.
  static func validate(
    match: String?, version: String?, isContinued: Bool, sendsInitialEvents: Bool
  ) throws(APIError) {
    var errors: [FieldError] = []
    if let match { errors = matchErrors(match, version: version, isContinued: isContinued) }
    if sendsInitialEvents {
      errors.append(.forbidden("sendInitialEvents", "sendInitialEvents is forbidden for list"))
    }
    if !errors.isEmpty { throw APICall.invalidOptions("ListOptions", errors) }
  }

  private static func matchErrors(_ match: String, version: String?, isContinued: Bool) -> [FieldError] {
    var errors: [FieldError] = []
    if version == nil || version?.isEmpty == true {
      errors.append(
        .forbidden("resourceVersionMatch", "resourceVersionMatch is forbidden unless resourceVersion is provided"))
    }
    if isContinued {
      errors.append(.forbidden("resourceVersionMatch", "resourceVersionMatch is forbidden when continue is provided"))
    }
    if !["Exact", "NotOlderThan"].contains(match) {
      errors.append(.notSupported("resourceVersionMatch", .string(match), ["Exact", "NotOlderThan", ""]))
    }
    if match == "Exact", version == "0" {
      errors.append(
        .forbidden("resourceVersionMatch", "resourceVersionMatch \"exact\" is forbidden for resourceVersion \"0\""))
    }
    return errors
  }

  /// How long a watch may last; nil for no limit. Lists only check it.
  func timeout() throws(APIError) -> Duration? {
    guard let text = call.query["timeoutSeconds"] else { return nil }
    guard let seconds = Int(text) else {
      throw .badRequest("strconv.ParseInt: parsing \(JSON.string(text).text): invalid syntax")
    }
    // No watch lasts longer than a year, and no clock can sleep for every number of seconds.
    return seconds > 0 ? .seconds(min(seconds, 31_536_000)) : nil
  }
}
