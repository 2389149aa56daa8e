# The commands on a running control plane. Sourced.
# Needs: log.sh, assets.sh, certificates.sh, servers.sh, kubeconfig.sh, objects.sh.

# load_cluster DIR: the paths and ports that `start` wrote.
load_cluster() {
  DIR=$(cd "$1" 2>/dev/null && pwd) || die "no control plane in $1"
  [ -e "$DIR/env" ] || die "no control plane in $1 (there is no $1/env)"
  source "$DIR/env"
}

write_env() {
  local port etcd_port etcd_peer_port extensions_port extensions=''
  read -r port etcd_port etcd_peer_port extensions_port <<<"$(free_ports 4)"
  extensions=$(asset apiextensions-apiserver) || say "no apiextensions-apiserver: without the custom resource server"
  {
    printf 'PORT=%s\nETCD_PORT=%s\nETCD_PEER_PORT=%s\n' "$port" "$etcd_port" "$etcd_peer_port"
    printf 'URL=https://127.0.0.1:%s\nKUBECONFIG=%q\n' "$port" "$DIR/kubeconfig"
    printf 'ETCD_BINARY=%q\nKUBE_APISERVER_BINARY=%q\n' "$(need etcd)" "$(need kube-apiserver)"
    printf 'APIEXTENSIONS_APISERVER_BINARY=%q\n' "$extensions"
    if [ -n "$extensions" ]; then
      printf 'EXTENSIONS_PORT=%s\nEXTENSIONS_URL=https://127.0.0.1:%s\n' "$extensions_port" "$extensions_port"
      printf 'EXTENSIONS_KUBECONFIG=%q\n' "$DIR/kubeconfig-extensions"
    fi
  } >"$DIR/env"
}

# start_existing DIR: USE_EXISTING_CLUSTER: nothing is started, the caller's own cluster is used.
start_existing() {
  local kubectl
  kubectl=$(need kubectl)
  (umask 077 && "$kubectl" config view --raw --flatten --minify >"$DIR/kubeconfig")
  grep -q 'server:' "$DIR/kubeconfig" || die "kubectl has no current context: there is no cluster to use"
  printf 'EXISTING=true\nKUBECONFIG=%q\n' "$DIR/kubeconfig" >"$DIR/env"
  say "uses the existing cluster of context $("$kubectl" config current-context): $DIR/kubeconfig"
}

cluster_start() {
  mkdir -p "$1"
  DIR=$(cd "$1" && pwd)
  if [ -e "$DIR/env" ] && (source "$DIR/env" && running kube-apiserver); then
    die "already running in $DIR: stop it first"
  fi
  [ -z "$(ls -A "$DIR")" ] || [ -e "$DIR/env" ] || die "$DIR is neither empty nor a control plane's folder"
  # A stopped control plane's folder starts anew.
  rm -rf "$DIR"/{etcd,log,pki,env,kubeconfig,kubeconfig-extensions,tokens.csv} "$DIR"/*.pid
  if [ "${USE_EXISTING_CLUSTER:-}" = true ]; then
    start_existing
    return
  fi

  local began=$SECONDS
  need etcd >/dev/null
  need kube-apiserver >/dev/null
  mkdir -p "$DIR/log"
  write_env
  source "$DIR/env"
  export DIR CERTIFICATE_DAYS
  attempt "certificates" certificates "$DIR/pki" || exit 1
  tokens
  kubeconfig "$DIR/kubeconfig" "$PORT"
  trap 'cluster_abort' EXIT
  start_etcd
  start_kube_apiserver
  if [ -n "$APIEXTENSIONS_APISERVER_BINARY" ]; then
    kubeconfig "$DIR/kubeconfig-extensions" "$EXTENSIONS_PORT"
    start_apiextensions_apiserver
  fi
  rights
  trap - EXIT
  say "ready in $((SECONDS - began)) s: $URL, custom resources ${EXTENSIONS_URL:-none}, KUBECONFIG=$KUBECONFIG"
}

# cluster_abort: a control plane that does not come up leaves no process behind.
cluster_abort() {
  local status=$?
  for name in apiextensions-apiserver kube-apiserver etcd; do end "$name" KILL; done
  say "error: the control plane in $DIR did not start"
  exit $status
}

cluster_stop() {
  load_cluster "$1"
  [ -z "${EXISTING:-}" ] || return 0
  for name in apiextensions-apiserver kube-apiserver etcd; do end "$name"; done
  say "stopped $DIR"
}

cluster_restart_apiserver() {
  local name=kube-apiserver signal=TERM
  load_cluster "$1"
  [ -z "${EXISTING:-}" ] || die "an existing cluster is not restarted"
  shift
  for option in "$@"; do
    case "$option" in
      --kill) signal=KILL ;;
      --extensions) name=apiextensions-apiserver ;;
      *) die "usage: restart-apiserver DIR [--kill] [--extensions]" ;;
    esac
  done
  end "$name" "$signal"
  "start_${name//-/_}"
  say "$name is back, pid $(cat "$DIR/$name.pid")"
}

cluster_etcd_compact() {
  load_cluster "$1"
  local revision=${2:-}
  if [ -z "$revision" ]; then
    revision=$(etcd_request /v3/kv/range '{"key":"AA==","limit":1}' | sed -nE 's/.*"revision":"([0-9]+)".*/\1/p')
  fi
  etcd_request /v3/kv/compaction '{"revision":"'"$revision"'","physical":true}' >/dev/null
  say "compacted up to revision $revision"
}
