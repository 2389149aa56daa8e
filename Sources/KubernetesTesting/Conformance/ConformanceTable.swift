import KubernetesCore

/// Reads the cases of a group from their text.
///
/// A line `# name` begins a case, `## name` a list of calls each of which is a case of its own, `@ name template` makes a
/// template for bodies, `! member reason` says that older servers write that member of objects otherwise, `~kind reason` that
/// they answer the call before otherwise; every other line is a call. In a call `{ns}` is the case's namespace, and `{2.metadata.uid}` a value of the answer to its second call.
struct ConformanceTable {
  /// A line that says nothing.
  struct Malformed: Error { var line: String }

  static func parse(_ text: String, _ group: ConformanceGroup) throws -> [ConformanceCase] {
    var cases: [ConformanceCase] = []
    var templates: [String: String] = [:]
    var name = ""
    var steps: [ConformanceStep] = []
    var ages: [(member: String, reason: String)] = []
    var isList = false
    func finishCase() {
      if !steps.isEmpty {
        let name = isList ? "\(name): \(steps[0].line)" : name
        cases.append(ConformanceCase(name: name, group: group, steps: steps, ages: ages))
      }
      steps = []
    }
    func finish() {
      finishCase()
      ages = []
    }
    for line in text.split(separator: "\n").map({ String($0.trimmed) }) where !line.isEmpty {
      let words = line.split(separator: " ", maxSplits: 2).map(String.init)
      if line.hasPrefix("# ") || line.hasPrefix("## ") {
        finish()
        isList = line.hasPrefix("##")
        name = String(line.drop { $0 == "#" }.trimmed)
      } else if line.hasPrefix("@ "), words.count == 3 {
        templates[words[1]] = words[2]
      } else if line.hasPrefix("! "), words.count == 3 {
        ages.append((words[1], words[2]))
      } else if line.hasPrefix("~") {
        let parts = line.dropFirst().split(separator: " ", maxSplits: 1).map(String.init)
        guard parts.count == 2, let age = ConformanceStep.Age(rawValue: parts[0]), !steps.isEmpty else {
          throw Malformed(line: line)
        }
        steps[steps.count - 1].age = (age, parts[1])
      } else {
        guard let step = ConformanceStep(line, templates: templates) else { throw Malformed(line: line) }
        if isList { finishCase() }
        steps.append(step)
      }
    }
    finish()
    return cases
  }
}
