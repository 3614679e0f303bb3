#!/bin/sh
# opensessions for tmux: binds keys and starts nothing. TPM runs this file; `run-shell` and `source-file` of it work too.
# tmux takes the next line for the end of this comment, a shell runs it and reads no further: \
exec sh "$(dirname -- "$0")/integrations/tmux-plugin/scripts/bind.sh"
run-shell 'exec sh #{q:current_file}'
