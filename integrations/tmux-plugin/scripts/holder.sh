#!/bin/sh
# Keeps a sidebar pane open. The daemon draws into the pane's terminal and reads the keys from it; this process only
# makes the terminal raw, so that nothing typed is echoed or becomes a signal, and then sleeps. It ends with its pane. It
# writes nothing: where a person has `monitor-activity` on, tmux marks a window in which anything is written.

PATH=${PATH:-/usr/local/bin:/usr/bin:/bin}
stty raw -echo -isig 2>/dev/null || stty -icanon -echo -isig -ixon -icrnl 2>/dev/null

# The environment of the tmux server may hold secrets, and this process stays for months.
# 68 years: the largest number that every sleep takes.
exec env -i PATH="$PATH" sleep 2147483647
