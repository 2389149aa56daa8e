extension LabelSelector {
  /// The selector that a typed object holds, such as a Deployment's `spec.selector`.
  ///
  /// Nil selects nothing, a selector without conditions selects everything; that is what Kubernetes means by them.
  ///
  /// - Throws: ``SelectorError`` for conditions that the server would refuse.
  public init(_ selector: MetaV1.LabelSelector?) throws(SelectorError) {
    guard let selector else {
      self = .nothing
      return
    }
    var requirements = selector.matchLabels.map { LabelRequirement($0.key, .equals, [$0.value]) }
    for expression in selector.matchExpressions {
      guard let key = expression.key else { throw SelectorError(.invalidKey, "an expression has a key") }
      requirements.append(
        LabelRequirement(key, try Self.comparison(expression.operator ?? "", key: key), expression.values))
    }
    self.init(requirements)
    try validate()
  }

  /// The operator of a `matchExpressions` entry.
  static func comparison(_ name: String, key: String) throws(SelectorError) -> LabelRequirement.Operator {
    guard let comparison = LabelRequirement.Operator(expressionName: name) else {
      throw SelectorError(
        .syntax, "label \(key): \(SelectorError.quoted(name)) is none of In, NotIn, Exists and DoesNotExist")
    }
    return comparison
  }
}

extension MetaV1.LabelSelector {
  /// The form in which objects hold a selector.
  ///
  /// - Throws: ``SelectorError`` for a comparison of integers, for which that form has no operator.
  public init(_ selector: LabelSelector) throws(SelectorError) {
    self.init()
    for requirement in selector.requirements {
      // A second condition on a label that is there already would replace the first one.
      if requirement.operator == .equals, let value = requirement.values.first, matchLabels[requirement.key] == nil {
        matchLabels[requirement.key] = value
        continue
      }
      guard let name = requirement.operator.expressionName else {
        throw SelectorError(.syntax, "label \(requirement.key): integers cannot be compared in an object's selector")
      }
      matchExpressions.append(
        MetaV1.LabelSelectorRequirement(key: requirement.key, operator: name, values: requirement.values))
    }
  }
}

extension LabelRequirement.Operator {
  /// The operator of a `matchExpressions` entry that says the same; nil if there is none.
  public var expressionName: String? {
    switch self {
    case .equals, .in: "In"
    case .notEquals, .notIn: "NotIn"
    case .exists: "Exists"
    case .doesNotExist: "DoesNotExist"
    case .greaterThan, .lessThan: nil
    }
  }
}
