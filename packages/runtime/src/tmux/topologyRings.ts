/** The words that our own hooks ring with, and what each of them wants read again. */
import type { PaneId, WindowId } from "@opensessions/protocol/Ids"
import type { Ring } from "./Notification.ts"
import { clientsWanted, everythingWanted, nothingWanted, type Wants, windowWanted } from "./topologyWants.ts"

/** A window's panes, sizes or layout changed; the second word is its id. */
export const windowRing = ".window"
/** Something about a pane changed; the second word is its id. */
export const paneRing = ".pane"
/** A client came, went, got another size or focus. */
export const clientsRing = ".clients"
/** Nobody knows what changed. */
export const everythingRing = ".everything"
/** Somebody changed hooks, perhaps ours. */
export const hooksRing = ".hooks"

/** Somebody takes a border with the mouse; the second word is the pane on its left or above it. */
export const dragRing = ".drag"

/** tmux has given a new window its sidebar. */
export const dressedRing = ".dressed"

/** Rings that begin so are our own business; `Tmux.rings` leaves them out. */
export const isInternalRing = (ring: Ring): boolean => ring[0]?.startsWith(".") ?? false

/** What a ring wants read again. A hook that could not name its window or pane means any of them. */
export const wantsOfRing = ([word, id = ""]: Ring): Wants => {
  if (word === clientsRing) return clientsWanted
  if (word === everythingRing) return everythingWanted
  if (word !== windowRing && word !== paneRing) return nothingWanted
  return /^[@%]\d+$/.test(id) ? windowWanted(id as WindowId | PaneId) : everythingWanted
}
