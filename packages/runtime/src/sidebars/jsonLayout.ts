/** `#{window_layout}` as tmux 3.8 writes it: JSON. It still takes the form of the versions before. */
import type { PaneId } from "@opensessions/protocol/Ids"
import { Option, Schema } from "effect"
import type { Cell } from "./layoutTree.ts"

const size = { w: Schema.Int, h: Schema.Int, x: Schema.Int, y: Schema.Int }

interface JsonCell {
  readonly t: string
  readonly w: number
  readonly h: number
  readonly x: number
  readonly y: number
  /** The pane's id and its place in tmux's own order. */
  readonly I?: string
  readonly i?: number
  readonly c?: ReadonlyArray<JsonCell>
}

const JsonCell: Schema.Codec<JsonCell> = Schema.Struct({
  t: Schema.String,
  ...size,
  I: Schema.optionalKey(Schema.String),
  i: Schema.optionalKey(Schema.Int),
  c: Schema.optionalKey(Schema.Array(Schema.suspend((): Schema.Codec<JsonCell> => JsonCell)))
})

const decode = Schema.decodeUnknownOption(Schema.fromJsonString(Schema.Struct({ L: JsonCell })))

const cellOf = ({ t, w, h, x, y, I, c = [] }: JsonCell): Cell | null => {
  const box = { width: w, height: h, left: x, top: y }
  if (t === "p") return I === undefined ? null : { ...box, kind: "pane", paneId: I as PaneId }
  if (t !== "h" && t !== "v") return null
  const cells = c.flatMap((child) => cellOf(child) ?? [])
  return cells.length === c.length ? { ...box, kind: t === "h" ? "row" : "column", cells } : null
}

const panes = (cell: JsonCell): ReadonlyArray<JsonCell> => (cell.t === "p" ? [cell] : (cell.c ?? []).flatMap(panes))

/** The tree, and the panes in tmux's order; null for any other text, and for what has floating panes. */
export const readJsonLayout = (text: string): { readonly tree: Cell; readonly order: ReadonlyArray<PaneId> } | null => {
  if (!text.startsWith("{")) return null
  const root = Option.getOrNull(decode(text))?.L
  const tree = root === undefined ? null : cellOf(root)
  if (root === undefined || tree === null) return null
  const order = panes(root).toSorted((a, b) => (a.i ?? 0) - (b.i ?? 0))
  return { tree, order: order.map(({ I }) => I as PaneId) }
}
