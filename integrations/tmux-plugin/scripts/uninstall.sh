#!/bin/sh
# Leaves tmux as it was before opensessions: ends the daemon, takes away what it or a killed one left, and gives the keys
# back. The program, its configuration and its state stay; the last line tells where they are.

scripts=$(CDPATH='' cd -P -- "$(dirname -- "$0")" && pwd) || exit 1
root=${scripts%/integrations/tmux-plugin/scripts}
# shellcheck source=libexec/tmux.sh
. "$root/libexec/tmux.sh"
# shellcheck source=integrations/tmux-plugin/scripts/bindings.sh
. "$scripts/bindings.sh"
# shellcheck source=libexec/ring.sh
. "$root/libexec/ring.sh"
# shellcheck source=libexec/clear.sh
. "$root/libexec/clear.sh"

# The daemon takes away what is its own; it is given five seconds.
end_daemon() {
  ring quit '  ' || return 0
  tries=0
  while daemon_listens || [ -n "$(tmux show-options -gqv @opensessions-build)" ]; do
    tries=$((tries + 1))
    [ "$tries" -lt 100 ] || return 0
    sleep 0.05
  done
}

if tmux list-sessions >/dev/null 2>&1; then
  end_daemon
  remove_bindings
  clear_remains
  tmux set-option -gu @opensessions-dir
  echo 'opensessions: tmux is as it was before.'
else
  echo 'opensessions: no tmux server runs here, so there is nothing to take back.'
fi
echo "The program is in $root, its configuration and state in ${XDG_CONFIG_HOME:-$HOME/.config}/opensessions and ${XDG_STATE_HOME:-$HOME/.local/state}/opensessions."
