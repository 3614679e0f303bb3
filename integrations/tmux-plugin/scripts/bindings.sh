# shellcheck shell=sh
# Sourced by bind.sh and uninstall.sh: keeps the user's bindings that ours replace, and gives them back.
#
# The global option @opensessions-own-keys has our bindings and @opensessions-kept-keys the user's in their places. A
# binding in one of our places that is not ours any more was made by the user since, and stays.

# bindings GIVE: prints one of the results of bindings.awk from what its input says.
bindings() {
  awk -v give="$1" -f "$scripts/bindings.awk"
}

# Reads what is there: our bindings, those they replaced, what the user noted about bindings, and all bindings.
read_present() {
  echo '== own'
  tmux show-options -gqv @opensessions-own-keys
  echo '== kept'
  tmux show-options -gqv @opensessions-kept-keys
  echo '== notes prefix'
  tmux list-keys -N -P '' -T prefix
  echo '== notes root'
  tmux list-keys -N -P '' -T root
  echo '== present'
  tmux list-keys
}

# replace_bindings COMMANDS: our bindings are these from now on.
replace_bindings() {
  present=$(read_present 2>/dev/null)
  # In one go, so that no key that is pressed meanwhile finds nothing.
  {
    printf '%s\n' "$present" | bindings removal
    printf '%s\n' "$1"
  } | tmux source-file -
  # Through a file for its length: the arguments of a command may have 16 kB.
  {
    echo '== before'
    printf '%s\n' "$present" | bindings before
    echo '== after'
    tmux list-keys
  } | bindings memory | tmux source-file -
}

# Takes our bindings away for good.
remove_bindings() {
  read_present 2>/dev/null | bindings removal | tmux source-file -
  tmux set-option -gqu @opensessions-own-keys \; set-option -gqu @opensessions-kept-keys
}
