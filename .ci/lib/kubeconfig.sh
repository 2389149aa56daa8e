# The kubeconfig files of one control plane. Sourced. Needs: servers.sh.

# The users that tokens name: what each may do is in cluster.sh (rights).
TOKEN_USERS=(admin writer reader nobody)

# tokens: DIR/tokens.csv, one line a user (token, user, uid, groups), readable by its owner only.
tokens() {
  local user
  (
    umask 077
    for user in "${TOKEN_USERS[@]}"; do
      case "$user" in
        admin) printf '%s,token-admin,token-admin,"system:masters"\n' "$(openssl rand -hex 16)" ;;
        *) printf '%s,%s,%s,"testers"\n' "$(openssl rand -hex 16)" "$user" "$user" ;;
      esac
    done >"$DIR/tokens.csv"
  )
}

# token USER
token() { sed -nE "s/^([0-9a-f]+),(token-)?$1,.*/\1/p" "$DIR/tokens.csv"; }

base64_of() { base64 -w 0 "$1"; }

# kubeconfig FILE PORT: the current context is the administrator by client certificate; the others are the
# users of TOKEN_USERS by token.
kubeconfig() {
  local user
  (
    umask 077
    cat >"$1" <<YAML
apiVersion: v1
kind: Config
current-context: admin
clusters:
- name: control-plane
  cluster:
    server: https://127.0.0.1:$2
    certificate-authority-data: $(base64_of "$DIR/pki/ca.crt")
contexts:
- name: admin
  context: {cluster: control-plane, user: admin, namespace: default}
$(for user in "${TOKEN_USERS[@]}"; do
      printf -- '- name: %s\n  context: {cluster: control-plane, user: %s, namespace: default}\n' \
        "$(context_of "$user")" "$(context_of "$user")"
    done)
users:
- name: admin
  user:
    client-certificate-data: $(base64_of "$DIR/pki/admin.crt")
    client-key-data: $(base64_of "$DIR/pki/admin.key")
$(for user in "${TOKEN_USERS[@]}"; do
      printf -- '- name: %s\n  user:\n    token: %s\n' "$(context_of "$user")" "$(token "$user")"
    done)
YAML
  )
}

# context_of USER: "admin" is the certificate's context, "token-admin" the token's.
context_of() { if [ "$1" = admin ]; then echo token-admin; else printf '%s\n' "$1"; fi; }
