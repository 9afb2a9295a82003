# Shared by the scripts of this folder. Source it; it does nothing by itself.
# shellcheck shell=bash

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
state=${XDG_STATE_HOME:-$HOME/.local/state}/dot-iu-cutter
# shellcheck disable=SC2034 # used by the scripts that source this file
readonly root state

# One plain line per action, on standard error, so that standard output stays a script's answer.
say() { printf '%s: %s\n' "${0##*/}" "$*" >&2; }

fail() {
  say "$*"
  exit 1
}

# Waits until a command succeeds, or says what did not happen. until_true SECONDS WHAT COMMAND…
until_true() {
  local deadline=$((SECONDS + $1)) what=$2
  shift 2
  until "$@" >/dev/null 2>&1; do
    ((SECONDS < deadline)) || fail "$what did not happen in time."
    sleep 0.1
  done
}

# Installs Debian packages where this is Debian and we are root; else says what to do. apt_install PACKAGE…
apt_install() {
  command -v apt-get >/dev/null || fail "needs $*, and there is no apt-get here; install it and try again."
  [[ $(id -u) == 0 ]] || fail "needs $*; run 'sudo apt-get install -y $*' and try again."
  say "installing $* with apt-get"
  export DEBIAN_FRONTEND=noninteractive
  apt-get install -y -q --no-install-recommends "$@" >/dev/null 2>&1 ||
    { apt-get update -q >/dev/null && apt-get install -y -q --no-install-recommends "$@" >/dev/null; }
}

# Prints the directory of the programs bundled beside the repository, where there is one. bundled NAME…
bundled() {
  local unpack=$root/../shared/bundle/unpack
  [[ -x $unpack ]] || return 1
  command -v xz >/dev/null || apt_install xz-utils
  "$unpack" "${XDG_CACHE_HOME:-$HOME/.cache}/dot-iu-cutter/bundle" "$@"
}

# Prints `ID VALUE`: the full id (a volume's name) of the Docker object of that exact name, and its label KEY (`none` without
# it); nothing when there is none. Docker would take a name for an id's beginning, so what it found must carry the name
# it was asked for. object container|network|volume NAME KEY
object() {
  local id=.Id labels=.Labels
  case $1 in
    container) labels=.Config.Labels ;;
    volume) id=.Name ;;
  esac
  docker "$1" inspect --format "{{$id}} {{.Name}} {{with $labels}}{{or (index . \"$3\") \"none\"}}{{else}}none{{end}}" "$2" 2>/dev/null |
    while read -r id name owner; do
      if [[ ${name#/} == "$2" ]]; then echo "$id $owner"; fi
    done
}

# Removes the object of that exact name by its full id, when its label KEY says VALUE; leaves any other alone.
# remove_exact container|network|volume NAME KEY VALUE
remove_exact() {
  local id owner
  read -r id owner < <(object "$1" "$2" "$3") || return 0
  if [[ $owner != "$4" ]]; then
    say "the $1 '$2' does not carry the label $3=$4; left alone"
    return
  fi
  say "removing the $1 $2"
  case $1 in
    container) docker rm --force --volumes "$id" ;;
    network) docker network rm "$id" ;;
    volume) docker volume rm "$id" ;;
  esac >/dev/null
}
