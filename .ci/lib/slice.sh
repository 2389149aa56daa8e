# A part of the package: the given targets and what they need, and nothing else. SwiftPM builds the tests of a package
# as one program; with a sanitizer, which doubles the work, only the wanted suites are worth building. Sourced.

# slice_folder NAME WORD...: a folder's name that is another one for each checkout, whose sources are linked into it, and
# for other words.
slice_folder() {
  local name=$1
  shift
  printf '%s-%s\n' "$name" "$(printf '%s ' "$PWD" "$@" | cksum | cut -d' ' -f1)"
}

# package_slice FOLDER TARGET... [-- SWIFT [SWIFT]]: makes FOLDER a package of these targets; its sources are the
# checkout's. The first SWIFT is added to the manifest and may add targets; the second comes last and may add products.
package_slice() {
  local folder=$1 root=$PWD targets=() addition='' ending=''
  shift
  while [ $# -gt 0 ]; do
    if [ "$1" = -- ]; then
      addition=${2:-} ending=${3:-}
      break
    fi
    targets+=("$1")
    shift
  done
  mkdir -p "$folder"
  ln -sfn "$root/Sources" "$folder/Sources"
  ln -sfn "$root/Tests" "$folder/Tests"
  [ ! -f "$root/Package.resolved" ] || cp "$root/Package.resolved" "$folder/Package.resolved"
  {
    cat "$root/Package.swift"
    printf '%s\n' "$addition"
    printf 'let wanted = "%s".split(separator: " ").map(String.init)\n' "${targets[*]}"
    cat <<'SWIFT'
var kept: Set<String> = []
var packages: Set<String> = []
@MainActor func keep(_ name: String) {
  guard let target = package.targets.first(where: { $0.name == name }), kept.insert(name).inserted else { return }
  for dependency in target.dependencies {
    switch dependency {
    case .productItem(_, let package?, _, _): packages.insert(package)
    case .targetItem(let name, _), .byNameItem(let name, _): keep(name)
    default: break
    }
  }
}
for name in wanted {
  precondition(package.targets.contains { $0.name == name }, "there is no target \(name)")
  keep(name)
}
package.targets = package.targets.filter { kept.contains($0.name) }
package.products = []
package.dependencies = package.dependencies.filter { dependency in
  if case .sourceControl(_, let location, _) = dependency.kind {
    return packages.contains { location.hasSuffix("/\($0)") }
  }
  return true
}
SWIFT
    printf '%s\n' "$ending"
  } >"$folder/Package.swift.new"
  # An unchanged manifest keeps its date.
  if cmp -s "$folder/Package.swift.new" "$folder/Package.swift"; then
    rm "$folder/Package.swift.new"
  else
    mv "$folder/Package.swift.new" "$folder/Package.swift"
  fi
}
