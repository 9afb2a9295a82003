# The example's names, for `up` and `down`. Source it; it does nothing by itself.
# shellcheck shell=bash disable=SC2034

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=../../eng/lib.sh
source "$here/../../eng/lib.sh"

# The plan holds absolute paths, so another root needs another plan.
demo=${DRYRUN_DEMO_ROOT:-/var/lib/dot-iu-cutter-demo}
label=example=dot-iu-cutter
network=incomex-net
production=incomex-postgres
service=incomex-directus
prior=(pg-dry-run-v0.2-p0-2-2026-05-16 pg-dry-run-v0.2-phase-alpha-2026-05-16 pg-dry-run-hb05-2026-05-15)
readonly here demo label network production service prior

# Prints `ID LABEL` of the object of that exact name; nothing when there is none. Docker would take a name for an id's
# beginning, so what it found must carry the name it was asked for. object container|network|volume NAME
object() {
  local format
  case $1 in
    container) format='{{.Id}} {{.Name}} {{or (index .Config.Labels "example") "none"}}' ;;
    network) format='{{.Id}} {{.Name}} {{or (index .Labels "example") "none"}}' ;;
    volume) format='{{.Name}} {{.Name}} {{with .Labels}}{{or (index . "example") "none"}}{{else}}none{{end}}' ;;
  esac
  docker "$1" inspect --format "$format" "$2" 2>/dev/null | while read -r id name owner; do
    if [[ ${name#/} == "$2" ]]; then echo "$id $owner"; fi
  done
}

# Fails when the name is taken by something the example did not make; true when it is ours, false when it is free.
ours() {
  local id owner
  read -r id owner < <(object "$1" "$2") || return 1
  [[ $owner == dot-iu-cutter ]] || fail "the $1 '$2' exists and does not carry the label $label; left alone. Rename it, or do without the example."
}
