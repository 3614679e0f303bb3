/** tmux's layout strings (`plainLayout`) as a tree, and back. */
import type { PaneId } from "@opensessions/protocol/Ids"
import { checksum } from "../tmux/plainLayout.ts"

export interface Box {
  readonly width: number
  readonly height: number
  readonly left: number
  readonly top: number
}

export interface PaneCell extends Box {
  readonly kind: "pane"
  readonly paneId: PaneId
}

/** Cells side by side (`row`) or above one another (`column`), with one separating line between neighbours. */
export interface SplitCell extends Box {
  readonly kind: "row" | "column"
  readonly cells: ReadonlyArray<Cell>
}

export type Cell = PaneCell | SplitCell

const body = (cell: Cell): string => {
  const box = `${cell.width}x${cell.height},${cell.left},${cell.top}`
  if (cell.kind === "pane") return `${box},${cell.paneId.slice(1)}`
  const [open, close] = cell.kind === "row" ? ["{", "}"] : ["[", "]"]
  return `${box}${open}${cell.cells.map(body).join(",")}${close}`
}

/** A layout that `select-layout` takes. */
export const formatLayout = (cell: Cell): string => {
  const text = body(cell)
  return `${checksum(text)},${text}`
}

/** The tree of a layout string; null for anything that is not understood, such as floating panes of a later tmux. */
export const parseLayout = (layout: string): Cell | null => {
  const text = layout.replace(/^[0-9a-f]{4},/, "")
  let at = 0
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at
    const match = pattern.exec(text)
    if (match !== null) at += match[0].length
    return match
  }
  const cell = (): Cell | null => {
    const match = take(/(\d+)x(\d+),(\d+),(\d+)/y)
    if (match === null) return null
    const [width = 0, height = 0, left = 0, top = 0] = match.slice(1).map(Number)
    const box = { width, height, left, top }
    const open = take(/[{[]/y)
    if (open === null) {
      const pane = take(/,(\d+)/y)
      return pane === null ? null : { ...box, kind: "pane", paneId: `%${pane[1]}` as PaneId }
    }
    const cells: Array<Cell> = []
    do {
      const child = cell()
      if (child === null) return null
      cells.push(child)
    } while (take(/,/y) !== null)
    if (take(open[0] === "{" ? /\}/y : /\]/y) === null) return null
    return { ...box, kind: open[0] === "{" ? "row" : "column", cells }
  }
  const root = cell()
  return root !== null && at === text.length ? root : null
}
