# shellcheck shell=sh
# Sourced first: which tmux, and which server of it.

# Programs of the user's that a bare environment (TPM, launchd, cron) does not name.
PATH=${PATH:-/usr/bin:/bin}:/usr/local/bin:/opt/homebrew/bin:/opt/local/bin
export PATH

# tmux itself takes what stands before the first comma of $TMUX for the path of the socket, which may have commas.
case ${TMUX:-} in
*,*,*,*)
  tmux() {
    command tmux -S "${TMUX%,*,*}" "$@"
  }
  ;;
esac
