/** What the detail is drawn for. */
import type { Look } from "./glyph.ts"

/** Where and when a detail is drawn. */
export interface DetailPlace {
  readonly width: number
  readonly lines: number
  readonly home: string
  /** Nobody has started an agent yet: say how. */
  readonly teach: boolean
  /** The thread that keys act on, as `threadKey` names it. */
  readonly thread: string | null
  readonly look: Look
}
