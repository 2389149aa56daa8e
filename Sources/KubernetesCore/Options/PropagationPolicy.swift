/// What happens to the objects that a deleted object owns.
public enum PropagationPolicy: String, Hashable, Sendable, CaseIterable {
  /// They stay, without an owner.
  case orphan = "Orphan"
  /// They are deleted afterwards.
  case background = "Background"
  /// They are deleted first; the owner stays until they are gone.
  case foreground = "Foreground"
}
