import HTTPTypes
import KubernetesCore

extension Reads {
  func watch() async throws(APIError) -> APIResponse {
    let negotiation = try call.negotiation(definition)
    var selection = try call.selection(of: definition)
    if let name = call.target.name {
      selection.fields.requirements.append(.init(field: "metadata.name", value: name, isEqual: true))
    }
    let query = call.query
    let wanted = try Self.version(query["resourceVersion"])
    let match = query["resourceVersionMatch"]
    let sendsInitialEvents =
      query.contains("sendInitialEvents") && query["sendInitialEvents"] != nil ? query.flag("sendInitialEvents") : nil
    try Self.validateWatch(
      match: match, sendsInitialEvents: sendsInitialEvents, isContinued: query["continue"] != nil)
    let timeout = try timeout()
    let resource = definition.storage
    let listing = await core.storage.read { state in state.listing(resource) }
    if sendsInitialEvents == true, let wanted, wanted > listing.revision {
      throw .tooLarge(requested: wanted, current: listing.revision)
    }
    // Without a version, or with "0", a watch begins with what is there, whatever was asked for; only an explicit
    // `false` begins with nothing.
    let startsFromState = sendsInitialEvents ?? (wanted ?? 0 == 0)
    let allowsBookmarks = query.flag("allowWatchBookmarks")
    // The end of the initial events is a bookmark like others: who does not take them is not told.
    var feed = WatchFeed(
      selection: selection, definition: definition, negotiation: negotiation,
      allowsBookmarks: allowsBookmarks, sendsInitialEventsEnd: sendsInitialEvents == true && allowsBookmarks,
      cursor: startsFromState ? listing.revision : (wanted ?? 0) > 0 ? wanted ?? 0 : listing.revision)
    if startsFromState {
      let page = listing.page(
        namespace: selection.namespace, from: nil, limit: nil,
        isSelected: selection.isUnfiltered ? nil : { selection.matches($0) })
      feed.initial = page.objects[...]
    }
    feed.faults = call.faults
    let body = WatchBody(core: core, feed: feed, timeout: timeout)
    return APIResponse(stream: BodyStream(body), contentType: negotiation.format.watchMediaType)
  }

  private static func validateWatch(
    match: String?, sendsInitialEvents: Bool?, isContinued: Bool
  ) throws(APIError) {
    var errors: [FieldError] = []
    if match != nil, sendsInitialEvents == nil {
      errors.append(
        .forbidden(
          "resourceVersionMatch", "resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided"))
    }
    if sendsInitialEvents != nil, match != "NotOlderThan" {
      errors.append(
        .forbidden("resourceVersionMatch", "sendInitialEvents requires setting resourceVersionMatch to NotOlderThan"))
      if let match { errors.append(.notSupported("resourceVersionMatch", .string(match), ["NotOlderThan"])) }
    }
    if sendsInitialEvents != nil, isContinued {
      errors.append(.forbidden("resourceVersionMatch", "resourceVersionMatch is forbidden when continue is provided"))
    }
    if !errors.isEmpty { throw APICall.invalidOptions("ListOptions", errors) }
  }
}
