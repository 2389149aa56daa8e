# Where built servers live: outside the checkout, one folder a tool and version, so that a rebuilt checkout or
# a second one finds them. Deleting the whole cache costs time, nothing else. Sourced. Needs: log.sh.
#
#   CACHE/tools/NAME_VERSIONS_rN/  one built tool (N: RECIPE, raised when how it is built changes)
#   CACHE/bin/NAME                 a link to the version in use
#   CACHE/downloads/NAME/          what `fetch` brought and `build` has not used up yet
#   CACHE/apt/SUITE/               the private apt (apt.sh)

export CACHE=${KUBERNETES_SWIFT_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/client-swift}
export RECIPE=1
export CACHE_RUN=${CACHE_RUN:-$$.$(date +%s)}

# cache_lock: one writer of the cache at a time; a second one waits and then finds the work done.
cache_lock() {
  mkdir -p "$CACHE/tools" "$CACHE/bin" "$CACHE/downloads" "$CACHE/work"
  exec 9>"$CACHE/lock"
  flock --nonblock 9 || {
    say "waiting for another build in $CACHE"
    flock 9
  }
}

# cached NAME: whether the tool is built, the way that this recipe builds it.
cached() {
  [ -e "$CACHE/bin/$1" ] || return 1
  [[ "$(readlink "$CACHE/bin/$1")" == ../tools/"$1"_*_r"$RECIPE"/* ]]
}

# cache_publish NAME KEY FOLDER PATH: make FOLDER the tool's version KEY in one rename, and PATH in it the one in use.
cache_publish() {
  rm -rf "$CACHE/tools/$2"
  mv "$3" "$CACHE/tools/$2"
  cache_use "$1" "$2" "$4"
}

# cache_use NAME KEY PATH: point the name at a version that is already there.
cache_use() {
  ln -sfn "../tools/$2/$3" "$CACHE/bin/.$1.new"
  mv -Tf "$CACHE/bin/.$1.new" "$CACHE/bin/$1"
}

# work_folder NAME: an empty folder to build in.
work_folder() {
  chmod -R u+w "$CACHE/work/$1" 2>/dev/null || true
  rm -rf "$CACHE/work/$1"
  mkdir -p "$CACHE/work/$1"
  printf '%s\n' "$CACHE/work/$1"
}

# work_done NAME: drop what was built in and what was downloaded (Go's own caches are read-only).
work_done() {
  chmod -R u+w "$CACHE/work/$1" 2>/dev/null || true
  rm -rf "$CACHE/work/$1" "$CACHE/downloads/$1"
}
