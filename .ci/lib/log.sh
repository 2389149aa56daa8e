# Messages and steps of the scripts in .ci. Sourced.

LOG_NAME=${LOG_NAME:-ci}
LOG_TAIL=${LOG_TAIL:-40}

# say TEXT...: one progress line.
say() { printf '%s: %s\n' "$LOG_NAME" "$*" >&2; }

# die TEXT...: name the failure and stop.
die() {
  printf '%s: error: %s\n' "$LOG_NAME" "$*" >&2
  exit 1
}

# attempt NAME COMMAND...: run a command or function quietly, its first failing line ending it; when it fails
# show the end of what it printed, and fail. It runs in a bash of its own, because bash ignores `set -e` in a
# function that is called from a condition; it sees exported variables and every function.
attempt() {
  local name=$1 log start=$SECONDS
  shift
  log=$(mktemp "${TMPDIR:-/tmp}/client-swift-step.XXXXXX")
  # shellcheck disable=SC2046
  export -f $(compgen -A function)
  if bash -euo pipefail -c '"$@"' step "$@" >"$log" 2>&1 </dev/null; then
    say "$name: done in $((SECONDS - start)) s"
    rm -f "$log"
    return 0
  fi
  say "$name: FAILED after $((SECONDS - start)) s; the last $LOG_TAIL lines:"
  tail -n "$LOG_TAIL" "$log" | sed 's/^/  | /' >&2
  rm -f "$log"
  return 1
}

# step NAME COMMAND...: an attempt without which there is no going on.
step() { attempt "$@" || die "step failed: $1"; }
