# Which bindings are ours, which of the user's they replace, and how those come back. Used by bindings.sh.
#
# Input is in parts, each behind a line `== NAME`. Bindings are lines of `list-keys`; a line `note TEXT` behind a binding
# is what the user noted about it, which `list-keys` prints apart.

# The place of a binding: its table and key.
function place(line,    words, count, i) {
  count = split(line, words, / +/)
  for (i = 2; i <= count; i++) if (words[i] == "-T") return words[i + 1] " " words[i + 2]
}

function quoted(text,    i, letter, result) {
  for (i = 1; i <= length(text); i++) {
    letter = substr(text, i, 1)
    if (letter == "\n") letter = "\\n"
    else if (letter ~ /["\\$]/) letter = "\\" letter
    result = result letter
  }
  return "\"" result "\""
}

# tmux prints commands that stood on several lines with `;;` between, which it does not read back; each gets its line again.
function lines(commands, escaped,    i, letter, inside, result) {
  for (i = 1; i <= length(commands); i++) {
    letter = substr(commands, i, 1)
    if (letter == "\"") inside = !inside
    if (!inside && substr(commands, i, 4) == " ;; ") { result = result "\n"; i += 3; continue }
    if (!inside && escaped && substr(commands, i, 6) == " \\;\\; ") { result = result "\n"; i += 5; continue }
    if (!inside && escaped && substr(commands, i, 4) == " \\; ") { result = result " ; "; i += 3; continue }
    result = result letter
    if (letter == "\\") result = result substr(commands, ++i, 1)
  }
  return result
}

# The command that makes this binding again.
function restored(line, note,    head, commands, escaped) {
  match(line, /-T +[^ ]+ +[^ ]+ +/)
  head = substr(line, 1, RSTART + RLENGTH - 1)
  commands = substr(line, RSTART + RLENGTH)
  if (note != "") head = "bind-key -N " quoted(note) substr(head, 9)
  escaped = index(commands, " \\;\\; ") > 0
  commands = lines(commands, escaped)
  return head (escaped ? "{ " commands " }" : commands)
}

function print_binding(line, note) {
  print line (note == "" ? "" : "\nnote " note)
}

/^== / { part = $2; table = $3; next }

# From our bindings (`own`), those kept, the notes of a table and all bindings (`present`):
# give=removal  the commands that take ours away and bring the kept ones back
# give=before   the bindings as they are then
part == "own" { own[$0] = 1 }
part == "kept" && /^note / { kept_note[last] = substr($0, 6); next }
part == "kept" { last = place($0); kept[last] = $0 }
part == "notes" {
  key = $1
  # tmux 3.8 puts a blank behind the prefix string, which is empty here.
  sub(/^ *[^ ]+ +/, "")
  note_of[table " " key] = $0
}
part == "present" {
  at = place($0)
  if (!($0 in own)) {
    key = at
    if (key ~ / "/) gsub(/"/, "", key)
    else sub(/ \\/, " ", key)
    if (give == "before") print_binding($0, note_of[key])
    next
  }
  if (give == "removal") print "unbind-key -T " at
  if (!(at in kept)) next
  if (give == "removal") print restored(kept[at], kept_note[at])
  else print_binding(kept[at], kept_note[at])
}

# From the bindings without ours (`before`) and those with ours (`after`):
# give=memory   the commands that store ours and those that they replaced
part == "before" && /^note / { before_note[last] = substr($0, 6); next }
part == "before" { last = place($0); before[last] = $0; was[$0] = 1 }
part == "after" && !($0 in was) {
  at = place($0)
  ours = ours $0 "\n"
  if (at in before) replaced = replaced before[at] "\n" (before_note[at] == "" ? "" : "note " before_note[at] "\n")
}
END {
  if (give != "memory") exit
  print "set-option -g @opensessions-own-keys " quoted(ours)
  print "set-option -g @opensessions-kept-keys " quoted(replaced)
}
