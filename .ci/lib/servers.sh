# The processes of one control plane: how each is started, found ready and ended. Sourced.
# Needs: log.sh, assets.sh. DIR has pki/, log/, etcd/, NAME.pid; env (ports and paths) is read by load_cluster.

# free_ports COUNT: loopback ports that nothing listens on, below the range that the kernel hands out to
# outgoing connections, so that a server that is down for a moment finds its port free again.
free_ports() {
  python3 - "$1" <<'PYTHON'
import random, socket, sys
held = []
for port in random.sample(range(20000, 30000), 5000):
    s = socket.socket()
    try:
        s.bind(("127.0.0.1", port))
    except OSError:
        continue
    held.append(s)
    if len(held) == int(sys.argv[1]):
        break
else:
    sys.exit("no free ports")
print(*(s.getsockname()[1] for s in held))
PYTHON
}

# spawn NAME BINARY ARGUMENT...: a process of its own session that outlives this script. It keeps nothing open that this
# script was given: whoever started the script would wait for its end by such a descriptor.
spawn() {
  local name=$1
  shift
  printf '=== %s starts\n' "$(date -u +%FT%TZ)" >>"$DIR/log/$name.log"
  (
    for descriptor in "/proc/$BASHPID/fd"/*; do
      descriptor=${descriptor##*/}
      [ "$descriptor" -le 2 ] || eval "exec $descriptor>&-"
    done
    exec setsid nohup "$@"
  ) >>"$DIR/log/$name.log" 2>&1 </dev/null &
  local pid=$!
  printf '%s\n' "$pid" >"$DIR/$name.pid"
  disown
  # For a moment it is a shell, which `running` would not know.
  for _ in $(seq 250); do
    if running "$name" || ! kill -0 "$pid" 2>/dev/null; then break; fi
    sleep 0.02
  done
}

# running NAME: whether the process is alive and still the one that was started (pids are used again).
running() {
  local pid
  pid=$(cat "$DIR/$1.pid" 2>/dev/null) || return 1
  [ -n "$pid" ] && [ "$(readlink "/proc/$pid/exe" 2>/dev/null)" = "$(readlink -f "$(binary_of "$1")")" ]
}

binary_of() {
  case "$1" in
    etcd) printf '%s\n' "$ETCD_BINARY" ;;
    kube-apiserver) printf '%s\n' "$KUBE_APISERVER_BINARY" ;;
    apiextensions-apiserver) printf '%s\n' "$APIEXTENSIONS_APISERVER_BINARY" ;;
  esac
}

# end NAME [SIGNAL]: end a process and wait until it is gone; 20 seconds after a polite signal, SIGKILL.
end() {
  local pid signal=${2:-TERM} tries=0
  running "$1" || return 0
  pid=$(cat "$DIR/$1.pid")
  kill -s "$signal" "$pid" 2>/dev/null || true
  while running "$1"; do
    tries=$((tries + 1))
    [ $tries -ne 200 ] || kill -s KILL "$pid" 2>/dev/null || true
    sleep 0.1
  done
  rm -f "$DIR/$1.pid"
}

# await NAME SECONDS COMMAND...: until the command succeeds; a process that ends before, or a wait that is too
# long, fails with the end of the process's log.
await() {
  local name=$1 deadline=$((SECONDS + $2))
  shift 2
  until "$@" >/dev/null 2>&1; do
    running "$name" || { failed "$name" "ended before it was ready"; return 1; }
    [ $SECONDS -lt $deadline ] || { failed "$name" "was not ready in time"; return 1; }
    sleep 0.1
  done
}

failed() {
  say "$1 $2; the last $LOG_TAIL lines of $DIR/log/$1.log:"
  tail -n "$LOG_TAIL" "$DIR/log/$1.log" | sed 's/^/  | /' >&2
}

# as_admin PORT PATH [CURL ARGUMENT...]: a request with the administrator's certificate.
as_admin() {
  local port=$1 path=$2
  shift 2
  curl --silent --show-error --fail --noproxy '*' --max-time 10 --cacert "$DIR/pki/ca.crt" \
    --cert "$DIR/pki/admin.crt" --key "$DIR/pki/admin.key" "$@" "https://127.0.0.1:$port$path"
}

etcd_request() {
  curl --silent --show-error --fail --noproxy '*' --max-time 30 "http://127.0.0.1:$ETCD_PORT$1" ${2:+--data "$2"}
}

start_etcd() {
  spawn etcd "$ETCD_BINARY" --name control-plane --data-dir "$DIR/etcd" --unsafe-no-fsync \
    --listen-client-urls "http://127.0.0.1:$ETCD_PORT" --advertise-client-urls "http://127.0.0.1:$ETCD_PORT" \
    --listen-peer-urls "http://127.0.0.1:$ETCD_PEER_PORT" \
    --initial-advertise-peer-urls "http://127.0.0.1:$ETCD_PEER_PORT" \
    --initial-cluster "control-plane=http://127.0.0.1:$ETCD_PEER_PORT"
  await etcd 30 etcd_request /health
}

start_kube_apiserver() {
  spawn kube-apiserver "$KUBE_APISERVER_BINARY" --bind-address=127.0.0.1 --advertise-address=127.0.0.1 \
    --secure-port="$PORT" --etcd-servers="http://127.0.0.1:$ETCD_PORT" --service-cluster-ip-range=10.0.0.0/16 \
    --tls-cert-file="$DIR/pki/server.crt" --tls-private-key-file="$DIR/pki/server.key" \
    --client-ca-file="$DIR/pki/ca.crt" --token-auth-file="$DIR/tokens.csv" --authorization-mode=RBAC \
    --disable-admission-plugins=ServiceAccount --allow-privileged=true --api-audiences=api \
    --endpoint-reconciler-type=none \
    --service-account-issuer=https://kubernetes.default.svc \
    --service-account-key-file="$DIR/pki/service-account.pub" \
    --service-account-signing-key-file="$DIR/pki/service-account.key" \
    --requestheader-client-ca-file="$DIR/pki/proxy-ca.crt" --requestheader-allowed-names=front-proxy-client \
    --requestheader-username-headers=X-Remote-User --requestheader-group-headers=X-Remote-Group \
    --requestheader-extra-headers-prefix=X-Remote-Extra- \
    --proxy-client-cert-file="$DIR/pki/proxy.crt" --proxy-client-key-file="$DIR/pki/proxy.key"
  await kube-apiserver 60 as_admin "$PORT" /readyz
}

# Admission that reads objects which the main server does not have, or not in the version that is asked for.
EXTENSIONS_ADMISSION_OFF=NamespaceLifecycle,MutatingAdmissionWebhook,ValidatingAdmissionWebhook
EXTENSIONS_ADMISSION_OFF+=,MutatingAdmissionPolicy,ValidatingAdmissionPolicy

start_apiextensions_apiserver() {
  spawn apiextensions-apiserver "$APIEXTENSIONS_APISERVER_BINARY" --bind-address=127.0.0.1 \
    --secure-port="$EXTENSIONS_PORT" --etcd-servers="http://127.0.0.1:$ETCD_PORT" \
    --etcd-prefix=/registry-extensions \
    --tls-cert-file="$DIR/pki/extensions.crt" --tls-private-key-file="$DIR/pki/extensions.key" \
    --client-ca-file="$DIR/pki/ca.crt" --kubeconfig="$DIR/kubeconfig" \
    --authentication-kubeconfig="$DIR/kubeconfig" --authorization-kubeconfig="$DIR/kubeconfig" \
    --authentication-skip-lookup --requestheader-client-ca-file="$DIR/pki/proxy-ca.crt" \
    --requestheader-allowed-names=front-proxy-client --requestheader-username-headers=X-Remote-User \
    --requestheader-group-headers=X-Remote-Group --requestheader-extra-headers-prefix=X-Remote-Extra- \
    --disable-admission-plugins="$EXTENSIONS_ADMISSION_OFF" \
    --enable-priority-and-fairness=false
  await apiextensions-apiserver 60 as_admin "$EXTENSIONS_PORT" /readyz
}
