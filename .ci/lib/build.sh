# The order in which tools are fetched and built, and what may be skipped. Sourced.
# Needs: log.sh, cache.sh, tools.sh, assets.sh.

TOOLS=(etcd kubectl kube-apiserver go gopath apiextensions-apiserver)

# wanted NAME...: of the given tools (all, when none is given) those that the environment does not supply.
wanted() {
  local name
  [ $# -gt 0 ] || set -- "${TOOLS[@]}"
  for name in "$@"; do
    case " ${TOOLS[*]} " in *" $name "*) ;; *) die "no such tool: $name (there are: ${TOOLS[*]})" ;; esac
    asset_given "$name" || printf '%s\n' "$name"
  done
}

# fetched NAME: whether the download is there whole (the key is written last).
fetched() { [ -e "$CACHE/downloads/$1/key" ]; }

# fetchable NAME: whether the tool has downloads of its own (apiextensions-apiserver is built from gopath).
fetchable() { declare -F "fetch_${1//-/_}" >/dev/null; }

fetch_tool() {
  fetchable "$1" || return 0
  fetched "$1" || step "fetch $1" "fetch_${1//-/_}"
  # Nothing newer than what is built: keep it.
  if cached "$1" && [ -d "$CACHE/tools/$(key_of "$1")" ]; then rm -rf "$CACHE/downloads/$1"; fi
}

build_tool() {
  if fetchable "$1"; then fetched "$1" || return 0; fi
  step "build $1" "build_${1//-/_}"
  work_done "$1"
}

fetch_tools() {
  local name names
  names=$(wanted "$@") || exit
  cache_lock
  for name in $names; do
    cached "$name" || fetch_tool "$name"
  done
}

build_tools() {
  local name names refresh=no
  if [ "${1:-}" = --refresh ]; then
    refresh=yes
    shift
  fi
  names=$(wanted "$@") || exit
  cache_lock
  for name in $names; do
    if [ $refresh = no ] && cached "$name"; then continue; fi
    fetch_tool "$name"
  done
  for name in $names; do
    if fetched "$name" || ! cached "$name" || stale "$name"; then build_tool "$name"; fi
  done
  for name in $names; do say "$name: $(readlink -f "$CACHE/bin/$name")"; done
}

# stale NAME: whether what a tool is built from has moved on since.
stale() {
  [ "$1" = apiextensions-apiserver ] || return 1
  [ "$(extensions_key)" != "$(basename "$(dirname "$(readlink -f "$CACHE/bin/$1")")")" ]
}
