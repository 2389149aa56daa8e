/// The messages of one `.proto` file of Kubernetes: a small subset of the language, with markers in comments.
struct ProtoFile {
  struct Message {
    var name: String
    var fields: [Field] = []
  }

  struct Field {
    enum Label { case single, repeated, map }
    var label: Label
    var type: String
    var name: String
    var number: Int
    var markers: [String]

    func marker(_ name: String) -> String? {
      markers.first { $0.hasPrefix("+\(name)=") }.map { String($0.dropFirst(name.count + 2)) }
    }
  }

  private(set) var package = ""
  private(set) var messages: [Message] = []

  init(_ text: String) {
    var markers: [String] = []
    var current: Message?
    for line in text.split(separator: "\n") {
      let line = String(line.drop { $0 == " " || $0 == "\t" })
      if line.hasPrefix("//") {
        let comment = String(line.dropFirst(2).drop { $0 == " " })
        if comment.hasPrefix("+") { markers.append(comment) }
      } else if line.hasPrefix("package ") {
        package = String(line.dropFirst(8).dropLast())
      } else if line.hasPrefix("message ") {
        current = Message(name: String(line.dropFirst(8).prefix { $0 != " " }))
        markers = []
      } else if line.hasPrefix("}") {
        if let message = current { messages.append(message) }
        current = nil
      } else if let field = Self.field(line, markers) {
        current?.fields.append(field)
        markers = []
      }
    }
  }

  private static func field(_ line: String, _ markers: [String]) -> Field? {
    let words = line.split { " ,;".contains($0) }.map(String.init)
    guard let equals = words.firstIndex(of: "="), equals + 1 < words.count, let number = Int(words[equals + 1]) else {
      return nil
    }
    let name = words[equals - 1]
    if words[0].hasPrefix("map<") {
      return Field(label: .map, type: String(words[1].dropLast()), name: name, number: number, markers: markers)
    }
    let label: Field.Label = words[0] == "repeated" ? .repeated : .single
    return Field(label: label, type: words[equals - 2], name: name, number: number, markers: markers)
  }
}
