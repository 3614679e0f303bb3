/** What a key binding or the launcher rings, as a command: `<name> [<argument>] <client> <window> <pane>`. Pure. */
import { type Command, Command as Commands, type Origin } from "@opensessions/protocol/Command"
import { type ClientName, PaneId, SessionId, WindowId } from "@opensessions/protocol/Ids"
import { Schema } from "effect"
import type { Ring } from "../tmux/Tmux.ts"

const isWindowId = Schema.is(WindowId)
const isPaneId = Schema.is(PaneId)
const isSessionId = Schema.is(SessionId)

/** tmux leaves a word empty where there is no client, window or pane, so each is known by its form, not by its place. */
const originOf = (words: Ring): Origin => ({
  client: (words.find((word) => word !== "" && !isWindowId(word) && !isPaneId(word)) ?? null) as ClientName | null,
  windowId: words.find(isWindowId) ?? null,
  paneId: words.find(isPaneId) ?? null
})

const { cases } = Commands

const plain: Readonly<Record<string, (origin: Origin) => Command>> = {
  focus: (origin) => cases.RevealSidebar.make({ origin, focus: true }),
  reveal: (origin) => cases.RevealSidebar.make({ origin, focus: false }),
  toggle: (origin) => cases.ToggleSidebar.make({ origin }),
  "even-horizontal": (origin) => cases.EvenHorizontal.make({ origin }),
  hide: (origin) => cases.HideSidebar.make({ origin }),
  jump: (origin) => cases.JumpToAttention.make({ origin }),
  next: (origin) => cases.SwitchRelative.make({ origin, by: 1, landing: "content" }),
  previous: (origin) => cases.SwitchRelative.make({ origin, by: -1, landing: "content" }),
  refresh: (origin) => cases.Refresh.make({ origin }),
  quit: (origin) => cases.Quit.make({ origin })
}

/** An index as shown, or a session's id. */
const switchTo = ([to = "", ...where]: Ring): Command | null => {
  const common = { origin: originOf(where), landing: "content" } as const
  if (isSessionId(to)) return cases.SwitchToSession.make({ ...common, sessionId: to })
  return /^[1-9]\d{0,3}$/.test(to) ? cases.SwitchToIndex.make({ ...common, index: Number(to) }) : null
}

/** The command of a ring; null for words that are none of ours, or that only a later version knows. */
export const commandOfRing = ([name = "", ...words]: Ring): Command | null => {
  if (name === "switch") return switchTo(words)
  return Object.hasOwn(plain, name) ? (plain[name]?.(originOf(words)) ?? null) : null
}
