# shellcheck shell=sh
# Sourced by bin/opensessions when the plugin was read (again): after an update the daemon that still runs makes room for
# the new build, and the sidebars stay.

# shellcheck source=libexec/prepare.sh
. "$root/libexec/prepare.sh"

update() {
  daemon_listens || return 0
  prepare
  while read -r key hash; do
    [ "$key" = '"sourceHash":' ] && present=$hash
  done <"$root/dist/build.json"
  running=$(tmux show-options -gqv @opensessions-build)
  [ -n "$running" ] && [ "$running" != "${present:-}" ] || return 0
  exec "$node" "$node_flags" "$root/dist/cli.mjs" restart
}
