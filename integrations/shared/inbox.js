/**
 * Tells the daemon of this tmux server what an agent does, with a file in the daemon's inbox, as opensessions-hook.sh does
 * it. For plugins that run inside of an agent: it never throws and prints nothing.
 */
import { lstatSync, readdirSync, readFileSync, writeFileSync } from "node:fs"

const uid = process.getuid?.() ?? 0
const socket = (process.env.TMUX ?? "").replace(/,[^,]*,[^,]*$/, "")

const list = (directory) => {
  try {
    return readdirSync(directory).map((name) => `${directory}/${name}`)
  } catch {
    return []
  }
}

/** Whether this is the inbox of the living daemon of this tmux server, and this user's: anybody can make one in /tmp. */
const isOurs = (inbox) => {
  try {
    const found = lstatSync(inbox)
    if (!found.isDirectory() || found.uid !== uid) return false
    const [owner, pid] = readFileSync(`${inbox}/owner`, "utf8").split("\n")
    return owner === socket && process.kill(Number(pid), 0)
  } catch {
    return false
  }
}

const bases = [`${process.env.XDG_RUNTIME_DIR || "/nonexistent"}/opensessions`, `/tmp/opensessions-${uid}`]

const findInbox = () =>
  [...bases, `/run/user/${uid}/opensessions`]
    .flatMap(list)
    .map((directory) => `${directory}/inbox`)
    .find(isOurs)

let calls = 0

/** Hands over one event of this process's agent. */
export const tell = (agent, payload) => {
  if (socket === "") return
  try {
    const inbox = findInbox()
    if (inbox === undefined) return
    const name = `${inbox}/${process.pid}-${++calls}`
    writeFileSync(`${name}.json`, JSON.stringify(payload), { mode: 0o600 })
    writeFileSync(`${name},${agent},${process.env.TMUX_PANE ?? ""},${process.pid},`, "", { mode: 0o600 })
  } catch {
    // The daemon ended at this moment, or the disk is full: the agent goes on.
  }
}
