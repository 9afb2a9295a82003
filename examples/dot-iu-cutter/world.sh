# The example's names, for `up` and `down`. Source it; it does nothing by itself.
# shellcheck shell=bash disable=SC2034

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=../../eng/lib.sh
source "$here/../../eng/lib.sh"

# The plan holds absolute paths, so another root needs another plan.
demo=${DRYRUN_DEMO_ROOT:-/var/lib/dot-iu-cutter-demo}
label_key=example label_value=dot-iu-cutter label=example=dot-iu-cutter
network=incomex-net
production=incomex-postgres
service=incomex-directus
prior=(pg-dry-run-v0.2-p0-2-2026-05-16 pg-dry-run-v0.2-phase-alpha-2026-05-16 pg-dry-run-hb05-2026-05-15)
readonly here demo label label_key label_value network production service prior

# Fails when the name is taken by something the example did not make; true when it is ours, false when it is free.
ours() {
  local id owner
  read -r id owner < <(object "$1" "$2" "$label_key") || return 1
  [[ $owner == "$label_value" ]] || fail "the $1 '$2' exists and does not carry the label $label; left alone. Rename it, or do without the example."
}
