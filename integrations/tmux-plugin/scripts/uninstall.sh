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

# each COMMAND…: runs a tmux command for every line that it reads, with the line as its last word.
each() {
  while read -r word _; do tmux "$@" "$word"; done
}

remove_sidebars() {
  tmux list-panes -a -f '#{@opensessions-sidebar}' -F '#{pane_id}' 2>/dev/null | each kill-pane -t
  tmux kill-session -t =_os_stash 2>/dev/null
}

# Ours stand at indexes that nobody else uses (packages/runtime/src/tmux/hooks.ts).
remove_hooks() {
  {
    tmux show-hooks -g
    tmux show-hooks -gw
  } 2>/dev/null | grep -E '^[a-z-]+\[739[1-9]\] ' | sort -u | each set-hook -gu
}

# A killed daemon left its format for the names of windows (packages/runtime/src/sidebars/windowNames.ts).
restore_window_names() {
  case $(tmux show-options -gv automatic-rename-format) in
  *@opensessions-automatic-rename-format*)
    tmux set-option -g automatic-rename-format "$(tmux show-options -gqv @opensessions-automatic-rename-format)"
    ;;
  esac
}

# What the user set stays; all other names with our prefix are ours.
remove_options() {
  tmux show-options -g | grep -E '^@opensessions[-_]' |
    grep -Ev '^@opensessions-((prefix|popup|focus-global)-key|index-keys|extra-bindings|popup-(width|height)) ' |
    each set-option -gu
  for name in @opensessions-title @opensessions_agent @opensessions_state; do
    tmux list-panes -a -f "#{$name}" -F "#{pane_id}" 2>/dev/null | while read -r pane; do
      tmux set-option -pqu -t "$pane" "$name"
    done
  done
}

if tmux list-sessions >/dev/null 2>&1; then
  end_daemon
  remove_sidebars
  remove_hooks
  remove_bindings
  restore_window_names
  remove_options
  echo 'opensessions: tmux is as it was before.'
else
  echo 'opensessions: no tmux server runs here, so there is nothing to take back.'
fi
echo "The program is in $root, its configuration and state in ${XDG_CONFIG_HOME:-$HOME/.config}/opensessions and ${XDG_STATE_HOME:-$HOME/.local/state}/opensessions."
