# shellcheck shell=sh
# Sourced: `ring`, the way from a shell to the daemon without Node.

# Where a command was given. tmux puts ids and a tty in place of these, never a name. Outside a pane nobody knows: three
# empty words, and the daemon takes the client that was active last.
if [ -n "${TMUX_PANE:-}" ]; then here='#{client_name} #{window_id} #{pane_id}'; else here='  '; fi

# The control client of a living daemon is attached to the stash. The name is looked at because tmux takes the current
# session where the target is missing.
attached='#{&&:#{==:#{session_name},_os_stash},#{session_attached}}'

# ring WORDS PLACE: gives the words to the daemon of this tmux server; fails where none listens. For the letters that
# words may have see packages/runtime/src/tmux/ring.ts. The place is expanded apart, because what stands behind `if-shell
# -t` may be expanded for that target.
ring() {
  rung=$(tmux set-option -gF @opensessions-asked "$2" \; if-shell -F -t =_os_stash: "$attached" "
    set-option -gF @opensessions-rung \"#{=-4000:@opensessions-rung}$1 #{@opensessions-asked}|\"
    run-shell -bC 'rename-window -t =_os_stash:=ring ring'
    display-message -p rung" \; set-option -gu @opensessions-asked 2>/dev/null) && [ "$rung" = rung ]
}

# Whether a daemon of this tmux server would hear a ring.
daemon_listens() {
  [ "$(tmux if-shell -F -t =_os_stash: "$attached" 'display-message -p yes' 2>/dev/null)" = yes ]
}
