/** What a command of a sidebar in a terminal of its own means. Pure. */
import type { Command, Origin } from "@opensessions/protocol/Command"

/** `end`: this program ends, before the command or, in a popup, when it is done. */
export interface Meaning {
  readonly command: Command | null
  readonly end: boolean
}

/** Commands that lead somewhere else: a popup would stand in the way there. */
const leadsAway = (command: Command): boolean =>
  (command._tag === "SwitchToSession" && command.landing === "content") ||
  command._tag === "FocusPane" ||
  command._tag === "JumpToAttention" ||
  command._tag === "NewSession" ||
  command._tag === "Quit"

/** The focus is in this program: no other sidebar is to get it, and to hide this one means to end it. */
export const meaningOf = (command: Command, origin: Origin, popup: boolean): Meaning => {
  if (command._tag === "HideSidebar") return { command: null, end: true }
  if (command._tag === "FocusContent") return { command: null, end: popup }
  const end = popup && leadsAway(command)
  if (command._tag === "SwitchToSession") return { command: { ...command, origin, landing: "content" }, end }
  return { command: "origin" in command ? { ...command, origin } : command, end }
}
