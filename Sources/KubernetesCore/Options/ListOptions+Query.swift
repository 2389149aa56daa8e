extension ListOptions {
  /// The options as query items, not yet percent-encoded, in a fixed order.
  ///
  /// - Throws: ``KubernetesError`` with the code `invalidRequest` for a selector that the server would refuse and for
  ///   a negative number.
  public var queryItems: [(name: String, value: String)] {
    get throws(KubernetesError) {
      do {
        try labelSelector?.validate()
        try fieldSelector?.validate()
      } catch {
        throw .invalid(error)
      }
      var query = QueryItems()
      query.add("labelSelector", labelSelector?.description)
      query.add("fieldSelector", fieldSelector?.description)
      // No limit at all is what a limit of zero means.
      if limit != 0 { try query.add("limit", limit) }
      query.add("continue", continueToken)
      query.add("resourceVersion", resourceVersion)
      query.add("resourceVersionMatch", resourceVersionMatch?.rawValue)
      try query.add("timeoutSeconds", timeoutSeconds)
      if allowWatchBookmarks { query.add("allowWatchBookmarks", true) }
      query.add("sendInitialEvents", sendInitialEvents)
      query.add("shardSelector", shardSelector)
      return query.items
    }
  }
}
