/** What a key binding rings, as a command: `<name> [<n>] <client> <window> <pane>`. Pure. */
import { type Command, Command as Commands, type Origin } from "@opensessions/protocol/Command"
import { type ClientName, PaneId, WindowId } from "@opensessions/protocol/Ids"
import type { Ring } from "../tmux/Tmux.ts"
import { Schema } from "effect"

const isWindowId = Schema.is(WindowId)
const isPaneId = Schema.is(PaneId)

/** tmux leaves a word empty where there is no client, window or pane. */
const originOf = ([client = "", window = "", pane = ""]: Ring): Origin => ({
  client: client === "" ? null : (client as ClientName),
  windowId: isWindowId(window) ? window : null,
  paneId: isPaneId(pane) ? pane : null
})

const { cases } = Commands

const numbered: Readonly<Record<string, (n: number, origin: Origin) => Command>> = {
  switch: (index, origin) => cases.SwitchToIndex.make({ origin, index, landing: "content" })
}

const plain: Readonly<Record<string, (origin: Origin) => Command>> = {
  reveal: (origin) => cases.RevealSidebar.make({ origin, focus: false }),
  focus: (origin) => cases.RevealSidebar.make({ origin, focus: true }),
  toggle: (origin) => cases.ToggleSidebar.make({ origin }),
  hide: (origin) => cases.HideSidebar.make({ origin }),
  jump: (origin) => cases.JumpToAttention.make({ origin }),
  next: (origin) => cases.SwitchRelative.make({ origin, by: 1, landing: "content" }),
  previous: (origin) => cases.SwitchRelative.make({ origin, by: -1, landing: "content" }),
  refresh: (origin) => cases.Refresh.make({ origin }),
  quit: (origin) => cases.Quit.make({ origin })
}

/** The command of a ring; null for rings that are none of ours to carry out, or that a later version knows. */
export const commandOfRing = (ring: Ring): Command | null => {
  const [name = "", ...rest] = ring
  const withNumber = Object.hasOwn(numbered, name) ? numbered[name] : undefined
  if (withNumber !== undefined) {
    const [n = "", ...where] = rest
    return /^[1-9]\d{0,3}$/.test(n) ? withNumber(Number(n), originOf(where)) : null
  }
  return Object.hasOwn(plain, name) ? (plain[name]?.(originOf(rest)) ?? null) : null
}
