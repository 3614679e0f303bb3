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

# unset_in LIST ID FLAG OPTION…: takes options away from the panes or windows that have them.
unset_in() {
  list=$1 id=$2 flag=$3
  shift 3
  for name; do
    tmux "$list" -a -f "#{$name}" -F "#{$id}" 2>/dev/null | while read -r target; do
      tmux set-option "$flag" -t "$target" "$name"
    done
  done
}

# What the user set stays, and what the plugin needs; all other names with our prefix are the daemon's.
remove_options() {
  tmux show-options -g | grep -E '^@opensessions[-_]' |
    grep -Ev '^@opensessions-((prefix|popup|focus-global)-key|index-keys|extra-bindings|popup-(width|height)) ' |
    grep -Ev '^@opensessions-(dir|own-keys|kept-keys) ' | each set-option -gu
  unset_in list-panes pane_id -pqu @opensessions-title @opensessions_agent @opensessions_state
  unset_in list-windows window_id -wqu @opensessions-drag @opensessions-displaced
}

clear_remains() {
  remove_sidebars
  remove_hooks
  restore_window_names
  remove_options
}
