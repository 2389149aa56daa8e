public import KubernetesCore

/// The pages of a list, each read when it is asked for.
///
/// Every iterator begins at the first page. Pages behind the first are asked for with the continue token alone: the
/// server refuses it together with a version.
public struct ListPages<Object: Sendable>: AsyncSequence, Sendable {
  let first: ListOptions
  let size: Int
  let read: @Sendable (ListOptions) async throws -> ListPage<Object>

  /// Begins at the first page.
  public func makeAsyncIterator() -> Iterator { Iterator(pages: self, next: first) }

  /// Reads page by page.
  public struct Iterator: AsyncIteratorProtocol {
    let pages: ListPages
    /// Nil behind the last page.
    var next: ListOptions?

    /// The next page; nil behind the last one.
    ///
    /// - Throws: `KubernetesError`; with the code `decoding` for a page that names itself as the next one.
    public mutating func next() async throws -> ListPage<Object>? {
      guard var options = next else { return nil }
      options.limit = pages.size
      let page = try await pages.read(options)
      if let token = page.continueToken {
        if token == options.continueToken {
          next = nil
          throw KubernetesError(.decoding, "the server repeats its continue token: the pages have no end")
        }
        options.continueToken = token
        options.resourceVersion = nil
        options.resourceVersionMatch = nil
        next = options
      } else {
        next = nil
      }
      return page
    }
  }
}
