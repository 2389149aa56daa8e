extension ListOptions {
  /// The options as query items, in a fixed order.
  package var queryItems: [(name: String, value: String)] {
    var items: [(name: String, value: String)] = []
    if let labelSelector, !labelSelector.isEmpty { items.append(("labelSelector", labelSelector)) }
    if let fieldSelector, !fieldSelector.isEmpty { items.append(("fieldSelector", fieldSelector)) }
    if let limit { items.append(("limit", String(limit))) }
    if let continueToken { items.append(("continue", continueToken)) }
    if let resourceVersion { items.append(("resourceVersion", resourceVersion)) }
    if let resourceVersionMatch { items.append(("resourceVersionMatch", resourceVersionMatch.rawValue)) }
    if let timeoutSeconds { items.append(("timeoutSeconds", String(timeoutSeconds))) }
    if allowWatchBookmarks { items.append(("allowWatchBookmarks", "true")) }
    if let sendInitialEvents { items.append(("sendInitialEvents", String(sendInitialEvents))) }
    return items
  }
}
