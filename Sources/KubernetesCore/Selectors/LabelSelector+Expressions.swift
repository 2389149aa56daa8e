extension LabelSelector {
  /// The selector that an object holds as `matchLabels` and `matchExpressions`, such as a Deployment's `spec.selector`.
  ///
  /// Nil and `null` select nothing, an object without conditions selects everything; that is what Kubernetes means by
  /// them.
  ///
  /// - Throws: ``SelectorError`` for conditions that the server would refuse.
  public init(expressions json: JSONValue?) throws(SelectorError) {
    guard let json, !json.isNull else {
      self = .nothing
      return
    }
    guard case .object(let fields) = json else { throw SelectorError(.syntax, "a label selector is an object") }
    var requirements: [LabelRequirement] = []
    switch fields["matchLabels"] {
    case .object(let labels):
      for member in labels {
        guard let value = member.value.string else {
          throw SelectorError(.invalidValue, "label \(member.key): the value is not a string")
        }
        requirements.append(LabelRequirement(member.key, .equals, [value]))
      }
    case nil, .null: break
    case .some: throw SelectorError(.syntax, "matchLabels is an object")
    }
    switch fields["matchExpressions"] {
    case .array(let expressions):
      for expression in expressions { requirements.append(try LabelRequirement(expression: expression)) }
    case nil, .null: break
    case .some: throw SelectorError(.syntax, "matchExpressions is an array")
    }
    self.init(requirements)
    try validate()
  }
}

extension LabelRequirement {
  /// One of the `matchExpressions`.
  fileprivate init(expression json: JSONValue) throws(SelectorError) {
    guard let key = json["key"]?.string else { throw SelectorError(.invalidKey, "an expression has a key") }
    let comparison = try LabelSelector.comparison(json["operator"]?.string ?? "", key: key)
    let values = json["values"]?.array ?? []
    let texts = values.compactMap(\.string)
    guard texts.count == values.count else {
      throw SelectorError(.invalidValue, "label \(key): a value is not a string")
    }
    self.init(key, comparison, texts)
  }
}

extension LabelRequirement.Operator {
  /// The operator of a `matchExpressions` entry: `In`, `NotIn`, `Exists` or `DoesNotExist`; nil for anything else.
  public init?(expressionName name: String) {
    switch name {
    case "In": self = .in
    case "NotIn": self = .notIn
    case "Exists": self = .exists
    case "DoesNotExist": self = .doesNotExist
    default: return nil
    }
  }
}
