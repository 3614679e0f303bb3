#!/bin/sh
# Binds the keys of opensessions as the user's options say (docs/reference/tmux.md). It may run any number of times: what
# it bound before goes first, and bindings of the user's that stood in its place come back when they are free again.

scripts=$(CDPATH='' cd -P -- "$(dirname -- "$0")" && pwd) || exit 1
root=${scripts%/integrations/tmux-plugin/scripts}
# shellcheck source=libexec/tmux.sh
. "$root/libexec/tmux.sh"
command -v tmux >/dev/null || exit 1
# shellcheck source=integrations/tmux-plugin/scripts/bindings.sh
. "$scripts/bindings.sh"

# What a key does. Where a daemon listens tmux itself gives it the words, without a process; else one shell starts it with
# them. The target is the stash, which only a living daemon is attached to; where it is missing tmux takes the current
# session, so its name is looked at.
on_key() {
  printf '%s' "{ if-shell -F -t =_os_stash: '#{&&:#{==:#{session_name},_os_stash},#{session_attached}}' \
{ set-option -gF @opensessions-rung '#{=-4000:@opensessions-rung}$1 #{client_name} #{window_id} #{pane_id}|' ; \
run-shell -bC 'rename-window -t =_os_stash:=ring ring' } \
{ run-shell -b 'exec sh #{q:@opensessions-dir}/bin/opensessions _key \"#{client_name}\" \"#{window_id}\" \"#{pane_id}\" $1' } }"
}

# bind TABLE KEY NOTE WORDS: the key may hold anything.
bind() {
  printf "bind-key -N 'opensessions: %s' -T %s " "$3" "$1"
  case $2 in
  *\'*) printf '"%s" ' "$2" ;;
  *) printf "'%s' " "$2" ;;
  esac
  on_key "$4"
  echo
}

# item NAME KEY WORDS: one line of the help, which does what it tells. A menu expands formats when it is shown; ours are
# for the moment when the key is pressed.
item() {
  printf "'%s' '%s' %s " "$1" "$2" "$(on_key "$3" | sed 's/#/##/g')"
}

# popup_binding: the sidebar in a popup, for windows without room for one. The key may hold anything.
popup_binding() {
  printf "bind-key -N 'opensessions: the sidebar in a popup' -T prefix "
  case $popup_key in
  *\'*) printf '"%s" ' "$popup_key" ;;
  *) printf "'%s' " "$popup_key" ;;
  esac
  # tmux expands no format in what a popup runs, and the user's shell may be one that knows no `$(…)`.
  printf '%s\n' "{ display-popup -E -w '$popup_width' -h '$popup_height' \
\"exec sh -c 'exec sh \\\"\\\$(tmux show-options -gqv @opensessions-dir)/bin/opensessions\\\" sidebar --popup'\" }"
}

# A size as tmux takes it, else the usual one: whatever else stands there must not become a command.
popup_size() {
  case $1 in
  '' | *[!0-9%]*) echo "$2" ;;
  *) echo "$1" ;;
  esac
}

help_menu() {
  printf "bind-key -N 'opensessions: show these keys' -T opensessions ? display-menu -T ' opensessions ' -x C -y C "
  item 'Show and focus the sidebar' s focus
  item 'Show or hide the sidebar' t toggle
  item 'Panes side by side' e even-horizontal
  item 'Go to the agent that needs you' j jump
  item 'Next session' n next
  item 'Previous session' p previous
  # A name that begins with `-` is shown, but can't be chosen.
  printf "'' '-1 to 9 switch to that session' '' ''\n"
}

# The keys behind the prefix key.
table_bindings() {
  bind opensessions s 'show and focus the sidebar' focus
  bind opensessions t 'show or hide the sidebar' toggle
  bind opensessions e 'panes side by side, without touching the sidebar' even-horizontal
  bind opensessions j 'go to the agent that needs you' jump
  bind opensessions n 'next session' next
  bind opensessions p 'previous session' previous
  for index in 1 2 3 4 5 6 7 8 9; do bind opensessions "$index" "switch to session $index" "switch $index"; done
  help_menu
}

# Some terminals send a whole sequence of keys at once, which a table of keys can't follow.
extra_bindings() {
  bind prefix C-s 'show and focus the sidebar' focus
  bind prefix C-t 'show or hide the sidebar' toggle
  for index in 1 2 3 4 5 6 7 8 9; do bind prefix "M-$index" "switch to session $index" "switch $index"; done
}

all_bindings() {
  table_bindings
  case $prefix_key in
  '') ;;
  *\'*) echo "bind-key -N 'opensessions: wait for one of its keys' -T prefix \"$prefix_key\" switch-client -T opensessions" ;;
  *) echo "bind-key -N 'opensessions: wait for one of its keys' -T prefix '$prefix_key' switch-client -T opensessions" ;;
  esac
  if [ -n "$popup_key" ]; then popup_binding; fi
  if [ -n "$focus_key" ]; then bind root "$focus_key" 'show and focus the sidebar' focus; fi
  index=0
  set -f
  for key in $index_keys; do
    index=$((index + 1))
    if [ "$index" -le 9 ]; then bind root "$key" "switch to session $index" "switch $index"; fi
  done
  set +f
  if [ "$extra" = on ]; then extra_bindings; fi
}

{
  IFS= read -r prefix_key
  IFS= read -r focus_key
  IFS= read -r index_keys
  IFS= read -r extra
  IFS= read -r popup_key
  IFS= read -r popup_width
  IFS= read -r popup_height
  IFS= read -r build
  IFS= read -r version
} <<OPTIONS
$(tmux display-message -p '#{@opensessions-prefix-key}
#{@opensessions-focus-global-key}
#{@opensessions-index-keys}
#{@opensessions-extra-bindings}
#{@opensessions-popup-key}
#{@opensessions-popup-width}
#{@opensessions-popup-height}
#{@opensessions-build}
#{version}')
OPTIONS
if is_old_tmux "$version"; then
  tmux display-message "opensessions needs tmux 3.2 or later; this is $version"
  exit 0
fi
# Set to nothing on purpose, it binds no prefix key: the user's own may enter the table.
if [ -z "$prefix_key" ] && [ -z "$(tmux show-options -gq @opensessions-prefix-key)" ]; then prefix_key=o; fi

popup_width=$(popup_size "$popup_width" 50)
popup_height=$(popup_size "$popup_height" 80%)

mistakes=$(replace_bindings "$(all_bindings)" 2>&1)
tmux set-option -g @opensessions-dir "$root"
if [ -n "$mistakes" ]; then tmux display-message "opensessions: $(printf %s "$mistakes" | sed 's/[#%]/&&/g')"; fi
# After an update the daemon that still runs is of the former version.
if [ -n "$build" ]; then tmux run-shell -b 'exec sh #{q:@opensessions-dir}/bin/opensessions _update'; fi
