import KubernetesCore

/// Hides what differs from run to run.
struct ConformanceMask: Sendable {
  /// The case's namespace.
  let namespace: String

  private static let hidden: Set<String> = [
    "uid", "resourceVersion", "creationTimestamp", "deletionTimestamp", "time", "lastTransitionTime", "continue",
    "selfLink", "clusterIP", "clusterIPs", "token", "expirationTimestamp", "nodePort",
    "healthCheckNodePort",
  ]

  /// The value with its members in order of their names, and the hidden ones masked where they are not empty.
  func masked(_ value: JSON) -> JSON {
    switch value {
    case .array(let list): return .array(list.map(masked))
    case .string(let text): return .string(plain(text))
    case .object(let object):
      var result = JSONObject()
      let isGenerated = object["generateName"]?.string?.isEmpty == false
      for member in object.members.sorted(by: { $0.key < $1.key }) {
        // Empty times are not always written; descriptions are not part of the contract.
        if member.key == "creationTimestamp", member.value.isNull { continue }
        if member.key == "description", member.value.string != nil { continue }
        if member.key == "managedFields", let list = member.value.array {
          // The order depends on the second in which each manager wrote.
          let sorted = list.map(masked).sorted { $0.text < $1.text }
          result.appendUnchecked(member.key, .array(sorted))
          continue
        }
        if Self.hidden.contains(member.key), member.value.object == nil {
          if !member.value.isEmpty { result.appendUnchecked(member.key, .string("<\(member.key)>")) }
        } else if member.key == "name", isGenerated {
          result.appendUnchecked(member.key, "<generated>")
        } else {
          result.appendUnchecked(plain(member.key), masked(member.value))
        }
      }
      return Self.sortedCauses(.object(result))
    default: return value
    }
  }

  /// The API server collects mistakes in the order of Go's maps, which is none.
  private static func sortedCauses(_ status: JSON) -> JSON {
    guard status["kind"] == "Status", var causes = status[path: "details", "causes"]?.array, causes.count > 1 else {
      return status
    }
    causes.sort { $0.text < $1.text }
    var status = status
    status["details"]?["causes"] = .array(causes)
    if let message = status["message"]?.string {
      // What the causes say as well.
      let head = message.firstRange(of: " is invalid: ") ?? message.firstRange(of: " conflicts: ")
      if let head { status["message"] = .string(message[..<head.upperBound] + "…") }
    }
    return status
  }

  /// A text without uids, versions, and what depends on the server's storage.
  func plain(_ text: String) -> String {
    // The age of an object in a table.
    if text.utf8.count < 5, text.wholeMatch(of: #/[0-9]+[smh]/#) != nil { return "<age>" }
    // Short texts hold nothing of the kind, and most texts are short.
    guard text.utf8.count > 7 else { return text }
    let text = text.replacing(namespace, with: "<ns>").replacing(#/\bpolicy\/v1(beta1)?\b/#, with: "policy/<version>")
    // Generated names need not have a digit.
    let hints = ["Invalid value: \"{", "Bad_"]
    guard text.utf8.contains(where: { $0 >= 0x30 && $0 <= 0x39 }) || hints.contains(where: text.contains) else {
      return text
    }
    return
      text
      .replacing(#/Invalid value: "\{.*\}": /#.dotMatchesNewlines(), with: "Invalid value: <document>: ")
      .replacing(#/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/#, with: "<uid>")
      .replacing(#/Bad_[a-z0-9]{5}\b/#, with: "Bad_<generated>")
      .replacing(#/Key: \/registry[^,]*,/#, with: "Key: <key>,")
      .replacing(#/\b10\.(0|96)\.[0-9]+\.[0-9]+/#, with: "<address>")
      .replacing(
        #/(current: |version: |record \(|precondition \(|ResourceVersion in precondition: |ResourceVersion in object meta: )[0-9]+( \([0-9]+\))?/#
      ) { "\($0.output.1)<version>" }
  }
}
