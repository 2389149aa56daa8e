internal import Foundation

/// Takes the known fields out of a mapping one by one; what is left is what the package does not know.
///
/// A field that is null or an empty text counts as missing, as it does for client-go.
struct YAMLFieldReader {
  /// The fields that have not been taken.
  private(set) var rest: [YAMLValue.Member]
  private let place: Place

  /// Where in the files a value stands, for messages.
  struct Place {
    var file: String?
    var entry: String?
    var path: String

    func appending(_ component: String) -> Place {
      var place = self
      let isIndex = component.first == "["
      place.path = path.isEmpty || isIndex ? path + component : "\(path).\(component)"
      return place
    }

    func error(
      _ problem: String, code: ConfigurationError.Code = .invalidField, remedy: String? = nil
    ) -> ConfigurationError {
      ConfigurationError(
        code, problem, file: file, entry: entry, field: path.isEmpty ? nil : path, remedy: remedy)
    }
  }

  init(_ value: YAMLValue, at place: Place) throws(ConfigurationError) {
    self.place = place
    switch value {
    case .null: rest = []
    case .mapping(let members): rest = members
    case .string, .plain, .sequence:
      throw place.error("a mapping is expected, but there is \(value.kind)", remedy: "give it as `name: value` lines")
    }
  }

  /// What has not been taken.
  var unknown: YAMLFields { YAMLFields(rest) }

  private mutating func take(_ name: String) -> YAMLValue? {
    guard let index = rest.firstIndex(where: { $0.name == name }) else { return nil }
    let value = rest.remove(at: index).value
    return value == .null ? nil : value
  }

  /// A text; a number or boolean counts as its spelling.
  mutating func string(_ name: String) throws(ConfigurationError) -> String? {
    guard let value = take(name) else { return nil }
    guard let text = value.text else {
      throw place.appending(name).error("text is expected, but there is \(value.kind)")
    }
    return text.isEmpty ? nil : text
  }

  mutating func sensitive(_ name: String) throws(ConfigurationError) -> SensitiveString? {
    try string(name).map { SensitiveString($0) }
  }

  mutating func bool(_ name: String) throws(ConfigurationError) -> Bool {
    guard let value = take(name) else { return false }
    guard let bool = value.bool else {
      throw place.appending(name).error(
        "true or false is expected, but there is \(value.kind)", remedy: "write true or false without quotes")
    }
    return bool
  }

  /// Bytes in base64; line breaks and blanks within are ignored.
  mutating func base64(_ name: String) throws(ConfigurationError) -> [UInt8]? {
    guard let text = try string(name) else { return nil }
    let compact = text.filter { !$0.isWhitespace }
    guard let data = Data(base64Encoded: compact) else {
      throw place.appending(name).error("not valid base64", remedy: "encode the PEM text with `base64 -w0`")
    }
    return data.isEmpty ? nil : [UInt8](data)
  }

  mutating func value(_ name: String) -> YAMLValue? { take(name) }

  /// The items of a list with their places.
  mutating func list(_ name: String) throws(ConfigurationError) -> [(value: YAMLValue, place: Place)] {
    guard let value = take(name) else { return [] }
    let place = place.appending(name)
    guard case .sequence(let items) = value else {
      throw place.error("a list is expected, but there is \(value.kind)", remedy: "begin every item with `- `")
    }
    return items.enumerated().map { ($0.element, place.appending("[\($0.offset)]")) }
  }

  mutating func strings(_ name: String) throws(ConfigurationError) -> [String] {
    var strings: [String] = []
    for (value, place) in try list(name) {
      guard let text = value.text ?? (value == .null ? "" : nil) else {
        throw place.error("text is expected, but there is \(value.kind)")
      }
      strings.append(text)
    }
    return strings
  }

  /// A mapping's reader; nil when the field is missing.
  mutating func mapping(_ name: String) throws(ConfigurationError) -> YAMLFieldReader? {
    guard let value = take(name) else { return nil }
    return try YAMLFieldReader(value, at: place.appending(name))
  }

  /// A mapping from names to lists of texts.
  mutating func stringLists(_ name: String) throws(ConfigurationError) -> [String: [String]] {
    guard var reader = try mapping(name) else { return [:] }
    var lists: [String: [String]] = [:]
    for name in reader.rest.map(\.name) { lists[name] = try reader.strings(name) }
    return lists
  }
}
