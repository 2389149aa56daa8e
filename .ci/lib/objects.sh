# What is put into a control plane through its API: rights of the users, custom resources. Sourced.
# Needs: log.sh, servers.sh.

# rights: reader may read everything; writer has what the built-in roles view and edit are made of (no controller is
# there to put those together); nobody has nothing.
rights() {
  local api=/apis/rbac.authorization.k8s.io/v1
  as_admin "$PORT" "$api/clusterroles" --json '{"metadata":{"name":"reader"},"rules":[
    {"apiGroups":["*"],"resources":["*"],"verbs":["get","list","watch"]},
    {"nonResourceURLs":["*"],"verbs":["get"]}]}' --output /dev/null
  binding reader reader
  binding writer system:aggregate-to-view
  binding writer system:aggregate-to-edit
}

binding() {
  as_admin "$PORT" /apis/rbac.authorization.k8s.io/v1/clusterrolebindings --output /dev/null --json \
    '{"metadata":{"name":"'"$1:${2#system:}"'"},
      "roleRef":{"apiGroup":"rbac.authorization.k8s.io","kind":"ClusterRole","name":"'"$2"'"},
      "subjects":[{"apiGroup":"rbac.authorization.k8s.io","kind":"User","name":"'"$1"'"}]}'
}

# cluster_install_crd DIR FILE: create one CustomResourceDefinition (JSON or YAML) in the custom resource server, and
# have the main server pass its versions on, so that both answer for it.
cluster_install_crd() {
  load_cluster "$1"
  local path=/apis/apiextensions.k8s.io/v1/customresourcedefinitions answer name group version
  [ -n "${EXTENSIONS_PORT:-}" ] || die "there is no custom resource server in $DIR"
  answer=$(as_admin "$EXTENSIONS_PORT" "$path" --header 'Content-Type: application/yaml' --data-binary "@$2") \
    || die "the custom resource server refuses $2 (is it there already?)"
  read -r name group versions <<<"$(crd_summary "$answer")"
  for version in $versions; do
    await apiextensions-apiserver 30 as_admin "$EXTENSIONS_PORT" "/apis/$group/$version"
    serve_group "$group" "$version"
  done
  say "installed $name: $URL/apis/$group (versions $versions) is answered by the custom resource server"
}

crd_summary() {
  python3 -c '
import json, sys
crd = json.load(sys.stdin)
print(crd["metadata"]["name"], crd["spec"]["group"], *[v["name"] for v in crd["spec"]["versions"] if v["served"]])
' <<<"$1"
}

# serve_group GROUP VERSION: an aggregated API of the main server, answered by the custom resource server behind a
# service that is a name for loopback.
serve_group() {
  local services=/api/v1/namespaces/default/services apis=/apis/apiregistration.k8s.io/v1/apiservices
  as_admin "$PORT" "$services/extensions" --output /dev/null 2>/dev/null \
    || as_admin "$PORT" "$services" --output /dev/null --json \
      '{"metadata":{"name":"extensions"},"spec":{"type":"ExternalName","externalName":"localhost"}}'
  as_admin "$PORT" "$apis/$2.$1" --output /dev/null 2>/dev/null \
    || as_admin "$PORT" "$apis" --output /dev/null --json '{"metadata":{"name":"'"$2.$1"'"},
      "spec":{"group":"'"$1"'","version":"'"$2"'","groupPriorityMinimum":1000,"versionPriority":10,
        "caBundle":"'"$(base64_of "$DIR/pki/ca.crt")"'",
        "service":{"namespace":"default","name":"extensions","port":'"$EXTENSIONS_PORT"'}}}'
  await kube-apiserver 30 as_admin "$PORT" "/apis/$1/$2"
}
