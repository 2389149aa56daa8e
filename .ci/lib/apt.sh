# A private apt: its own sources, lists and downloads, one folder a suite, so that packages of another suite
# can be fetched and unpacked while the machine's own configuration and packages stay as they are. Sourced.
# Needs: log.sh, cache.sh.

# debian_mirror: the Debian mirror that the machine itself is configured with, else the one that all know.
debian_mirror() {
  if [ -n "${KUBERNETES_SWIFT_DEBIAN_MIRROR:-}" ]; then
    printf '%s\n' "$KUBERNETES_SWIFT_DEBIAN_MIRROR"
    return
  fi
  local mirrors
  # What apt has lists of, of Debian itself; other archives may end in the same word.
  mirrors=$(apt-get indextargets --format '$(REPO_URI)' 'Origin: Debian' 2>/dev/null | grep -v security) || true
  # A list of mirrors stands for its first one.
  mirrors=$(
    while IFS= read -r uri; do
      case "$uri" in
        mirror+file:*) sed -nE 's,^[[:space:]]*(https?://[^[:space:]]+).*,\1,p' "${uri#mirror+file:}" 2>/dev/null | head -n 1 ;;
        http*) printf '%s\n' "$uri" ;;
      esac
    done <<<"$mirrors" | sed 's,/*$,,'
  ) || true
  mirrors=${mirrors%%$'\n'*}
  printf '%s\n' "${mirrors:-http://deb.debian.org/debian}"
}

# apt_in SUITE COMMAND...: an apt command that sees only SUITE and nothing installed.
apt_in() {
  local root="$CACHE/apt/$1" command=$2
  shift 2
  "$command" \
    -o Dir::Etc::sourcelist="$root/sources.list" -o Dir::Etc::sourceparts=/dev/null \
    -o Dir::Etc::preferences=/dev/null -o Dir::Etc::preferencesparts=/dev/null \
    -o Dir::State="$root/state" -o Dir::State::status=/dev/null -o Dir::State::lists="$root/lists" \
    -o Dir::Cache="$root/cache" -o APT::Sandbox::User= -o Acquire::Languages=none -o Acquire::Retries=3 \
    -o APT::Install-Recommends=false "$@"
}

# apt_prepare SUITE: make the private apt of one suite and read its package lists, once a run.
apt_prepare() {
  local root="$CACHE/apt/$1" mirror keyring=/usr/share/keyrings/debian-archive-keyring.gpg
  [ "$(cat "$root/run" 2>/dev/null)" != "$CACHE_RUN" ] || return 0
  [ -e "$keyring" ] || die "no Debian archive keyring: run .ci/install-deps live"
  mirror=$(debian_mirror) || return
  mkdir -p "$root/state" "$root/lists/partial" "$root/cache/archives/partial"
  printf '%s [signed-by=%s] %s %s main\n' deb "$keyring" "$mirror" "$1" deb-src "$keyring" "$mirror" "$1" \
    >"$root/sources.list"
  apt_in "$1" apt-get update --error-on=any || return
  printf '%s\n' "$CACHE_RUN" >"$root/run"
}

# apt_candidate SUITE PACKAGE: the version of a binary package, or nothing.
apt_candidate() { apt_in "$1" apt-cache policy "$2" | sed -nE 's/^ +Candidate: ([^(].*)/\1/p'; }

# apt_source_version SUITE PACKAGE: the version of a source package, or nothing.
apt_source_version() {
  apt_in "$1" apt-cache showsrc --only-source "$2" 2>/dev/null | sed -nE 's/^Version: (.*)/\1/p' | sort -V | tail -n 1
}

# apt_download SUITE FOLDER PACKAGE...: fetch packages (checked by apt), unpacked nowhere.
apt_download() {
  local suite=$1 folder=$2
  shift 2
  mkdir -p "$folder"
  (cd "$folder" && apt_in "$suite" apt-get download "$@")
}

# apt_unpack FOLDER ROOT: unpack every package in FOLDER under ROOT, without installing.
apt_unpack() {
  local package
  mkdir -p "$2"
  for package in "$1"/*.deb; do dpkg-deb --extract "$package" "$2"; done
}
