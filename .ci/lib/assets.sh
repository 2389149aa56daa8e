# Which binary is meant by a name, found the way envtest finds it, then in the cache. Sourced. Needs: cache.sh.

# asset_variable NAME: envtest's variable for one binary.
asset_variable() { printf 'TEST_ASSET_%s\n' "$(tr 'a-z-' 'A-Z_' <<<"$1")"; }

# asset NAME: the path of a server or tool, or a failure.
#   TEST_ASSET_KUBE_APISERVER, TEST_ASSET_ETCD, TEST_ASSET_KUBECTL,
#   TEST_ASSET_APIEXTENSIONS_APISERVER   one binary each
#   KUBEBUILDER_ASSETS                   a folder with etcd, kube-apiserver and kubectl
#   CACHE/bin                            what `.ci/control-plane build` made
#   /usr/local/kubebuilder/bin           envtest's own default
asset() {
  local variable candidate
  variable=$(asset_variable "$1")
  if [ -n "${!variable:-}" ]; then
    [ -x "${!variable}" ] || die "$variable names ${!variable}, which is not an executable file"
    printf '%s\n' "${!variable}"
    return
  fi
  for candidate in ${KUBEBUILDER_ASSETS:+"$KUBEBUILDER_ASSETS/$1"} "$CACHE/bin/$1" "/usr/local/kubebuilder/bin/$1"; do
    [ -e "$candidate" ] || continue
    readlink -f "$candidate"
    return
  done
  return 1
}

# asset_given NAME: whether the environment supplies the binary, so that nothing has to be built.
asset_given() {
  local variable
  variable=$(asset_variable "$1")
  [ -n "${!variable:-}" ] || { [ -n "${KUBEBUILDER_ASSETS:-}" ] && [ -x "$KUBEBUILDER_ASSETS/$1" ]; }
}

# need NAME: the path, or the end, with what to do.
need() { asset "$1" || die "no $1: run .ci/control-plane build, or set KUBEBUILDER_ASSETS"; }

# print_environment: the servers' paths as variables, so that what is found here is what a test finds.
print_environment() {
  local name path
  for name in etcd kube-apiserver apiextensions-apiserver kubectl; do
    if path=$(asset "$name"); then printf 'export %s=%q\n' "$(asset_variable "$name")" "$path"; fi
  done
}
