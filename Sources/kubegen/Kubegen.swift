import ArgumentParser

/// `kubegen`: turns what is known of an API into Swift types.
@main
struct Kubegen: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Makes Swift types from the schemas of Kubernetes APIs.",
    subcommands: [Import.self, Generate.self])
}
