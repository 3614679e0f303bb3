/** Names of sessions: what a person writes, as tmux keeps it. Pure. */
import { cleanText } from "@opensessions/protocol/cleanText"
import { basename } from "node:path"
import { stashName } from "../tmux/Topology.ts"

/** Longer names help nobody, and cost every row of every list. */
const longest = 100

/** As tmux would keep it: one clean line without its separators; null where nothing is left, or where it is ours. */
export const sessionName = (text: string): string | null => {
  const name = cleanText(text, longest).replaceAll(/[:.]/g, "_")
  return name === "" || name === stashName ? null : name
}

/** The name of a session for a directory. */
export const nameOfDirectory = (directory: string): string => sessionName(basename(directory)) ?? "root"

/** The name itself, or with the first number behind it that no other session has. */
export const freeName = (name: string, taken: ReadonlySet<string>): string => {
  if (!taken.has(name)) return name
  for (let number = 2; ; number++) {
    const next = `${name}-${number}`
    if (!taken.has(next)) return next
  }
}
