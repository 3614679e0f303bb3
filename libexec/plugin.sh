#!/bin/sh
# Runs a plugin's process within bounds, and ends it with the daemon:
#
#   plugin.sh PROGRAM [WORDS]
#
# The daemon never writes to the standard input; its end ends the program, also one that never gives control back and
# whose daemon was killed. 3 and 4 are the program's connections to the daemon.

# Memory beside the heap, which Node bounds itself: 570 MB are reserved by a Node that does nothing.
ulimit -d 1000000 2>/dev/null
ulimit -c 0
# Where memory runs out all the same, the plugin goes first.
{ echo 1000 >/proc/self/oom_score_adj; } 2>/dev/null

exec 5<&0 </dev/null
"$@" 5<&- 1>&2 &
program=$!
exec 3>&- 4>&-
{
  read -r _ <&5
  kill -KILL "$program"
} 2>/dev/null &
guard=$!
# What the shell says of a program that was killed is no word of the plugin.
exec 5<&- 2>/dev/null
wait "$program"
status=$?
kill "$guard"
exit "$status"
