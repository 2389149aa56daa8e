import KubernetesCore

/// Finds where two servers have answered the calls of a case differently.
public struct ConformanceComparison: Sendable {
  /// The minor version that the suite describes; servers of that version, and newer ones, have to agree in everything.
  public static let currentMinor = 36

  /// The call and how the answers differ.
  public struct Finding: Sendable, CustomStringConvertible {
    /// The call, as the suite writes it.
    public var call: String
    /// The lines of the answers that differ: `-` for the first server, `+` for the second.
    public var difference: String

    /// Both.
    public var description: String { "\(call)\n\(difference)" }
  }

  private let minor: Int

  /// - Parameter minor: The older of the two servers' minor versions.
  public init(minor: Int = ConformanceComparison.currentMinor) { self.minor = minor }

  /// Compares answers call by call. What older servers do otherwise is left out where the suite names the reason.
  public func findings(
    _ test: ConformanceCase, _ first: [ConformanceAnswer], _ second: [ConformanceAnswer]
  ) -> [Finding] {
    zip(test.steps, zip(first, second)).compactMap { step, pair in
      let (a, b) = pair
      guard minor < Self.currentMinor else {
        // Texts of libraries, such as parsers, are not part of the contract.
        let hidden: Set<String> = step.age?.0 == .message ? ["message"] : []
        return Self.finding(step, Self.without(hidden, a), Self.without(hidden, b))
      }
      if step.age?.0 == .skip { return nil }
      return Self.finding(step, aged(a, step, test), aged(b, step, test))
    }
  }

  private static func finding(_ step: ConformanceStep, _ a: ConformanceAnswer, _ b: ConformanceAnswer) -> Finding? {
    a == b ? nil : Finding(call: step.line, difference: a.difference(from: b))
  }

  /// An answer without what the age of a server changes.
  private func aged(_ answer: ConformanceAnswer, _ step: ConformanceStep, _ test: ConformanceCase) -> ConformanceAnswer
  {
    var answer = answer
    // Warnings came with 1.19, those about fields with 1.25.
    answer.warnings = []
    if step.age?.0 == .status {
      return ConformanceAnswer(status: answer.status, contentType: "", warnings: [], bodies: [])
    }
    var hidden = Set(test.ages.map(\.member))
    hidden.formUnion(Self.everywhere.map(\.member))
    if step.age?.0 == .managers { hidden.insert("managedFields") }
    if step.age?.0 == .message { hidden.insert("message") }
    answer.bodies = answer.bodies.map { Self.without(hidden, $0) }
    return answer
  }

  /// What older servers write otherwise in every object, with the reason.
  static let everywhere: [(member: String, reason: String)] = [
    ("internalTrafficPolicy", "services have it since 1.21"),
    ("ipFamilies", "services have it since 1.20, behind a gate"),
    ("ipFamilyPolicy", "services have it since 1.20, behind a gate"),
    ("clusterIPs", "services have it since 1.20, behind a gate"),
    ("f:internalTrafficPolicy", "services have it since 1.21"),
    ("persistentVolumeClaimRetentionPolicy", "stateful sets have it since 1.23"),
    ("f:persistentVolumeClaimRetentionPolicy", "stateful sets have it since 1.23"),
    ("kubernetes.io/metadata.name", "namespaces are labelled since 1.21"),
    ("f:creationTimestamp", "empty times are not written since 1.34"),
  ]

  private static func without(_ members: Set<String>, _ answer: ConformanceAnswer) -> ConformanceAnswer {
    var answer = answer
    if !members.isEmpty { answer.bodies = answer.bodies.map { without(members, $0) } }
    return answer
  }

  private static func without(_ members: Set<String>, _ value: JSON) -> JSON {
    switch value {
    case .array(let list): return .array(list.map { without(members, $0) })
    case .object(let object):
      var result = JSONObject()
      for member in object.members where !members.contains(member.key) {
        let inner = without(members, member.value)
        // An object that held nothing else is as good as none.
        if inner.object?.isEmpty == true, member.value.object?.isEmpty == false { continue }
        result.appendUnchecked(member.key, inner)
      }
      return .object(result)
    default: return value
    }
  }
}
