# shellcheck shell=sh
# Sourced: `clear_remains`, which takes away what a daemon that could not do it itself has left in tmux. The keys stay.

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

# It left its format for the names of windows (packages/runtime/src/sidebars/windowNames.ts).
restore_window_names() {
  case $(tmux show-options -gv automatic-rename-format) in
  *@opensessions-automatic-rename-format*)
    tmux set-option -g automatic-rename-format "$(tmux show-options -gqv @opensessions-automatic-rename-format)"
    ;;
  esac
}

# What the user set stays, and what the plugin needs; all other names with our prefix are the daemon's.
remove_options() {
  tmux show-options -g | grep -E '^@opensessions[-_]' |
    grep -Ev '^@opensessions-((prefix|popup|focus-global)-key|index-keys|extra-bindings|popup-(width|height)) ' |
    grep -Ev '^@opensessions-(dir|own-keys|kept-keys) ' | each set-option -gu
  for name in @opensessions-title @opensessions_agent @opensessions_state; do
    tmux list-panes -a -f "#{$name}" -F "#{pane_id}" 2>/dev/null | while read -r pane; do
      tmux set-option -pqu -t "$pane" "$name"
    done
  done
}

remove_window_options() {
  for name in @opensessions-drag @opensessions-displaced; do
    tmux list-windows -a -f "#{$name}" -F "#{window_id}" 2>/dev/null | while read -r window; do
      tmux set-option -wqu -t "$window" "$name"
    done
  done
}

clear_remains() {
  remove_sidebars
  remove_hooks
  restore_window_names
  remove_options
  remove_window_options
}
