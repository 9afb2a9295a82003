# Images from Debian packages, for scripts that have sourced lib.sh. Source it; it does nothing by itself.
# shellcheck shell=bash

# shellcheck disable=SC2034 # used by the scripts that source this file
readonly suite=trixie recipes=${root:?}/eng/recipes label=dot-iu-cutter.recipe

# Debian's essential packages and those of the recipe's file `packages`, as an image. Prints its name. debian_base RECIPE FOR
debian_base() {
  local base=dot-iu-cutter-base-$1:$suite packages
  if ! command -v mmdebstrap >/dev/null; then apt_install mmdebstrap; fi
  packages=$(<"$recipes/$1/packages")
  say "building $2 from Debian $suite packages ($packages); this takes about a minute"
  # PostgreSQL's package would make a cluster of its own, which the image must not carry.
  # shellcheck disable=SC2016 # the hook's $1 is mmdebstrap's
  mmdebstrap --quiet --variant=essential --include="$packages" \
    --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/locale/*' \
    --essential-hook='mkdir -p "$1/etc/postgresql-common"; echo create_main_cluster=false >"$1/etc/postgresql-common/createcluster.conf"' \
    "$suite" - | docker import - "$base" >/dev/null
  echo "$base"
}

# The plain builder: it is in every engine, BuildKit is a package of its own. Its warning about that is kept back.
# docker_build IMAGE BASE CONTEXT LABEL
docker_build() {
  local log
  log=$(DOCKER_BUILDKIT=0 docker build --build-arg BASE="$2" --label "$label=$4" --tag "$1" "$3" 2>&1) || fail "could not build $1: $log"
}
