/** An agent's screen, live and read-only: to look whether it is worth to go there. */
import { Command } from "@opensessions/protocol/Command"
import { Lookup } from "@opensessions/protocol/Lookup"
import { originOf } from "../model.ts"
import type { Row } from "../view/Row.ts"
import { colouredSpans, spansFrom } from "./colouredSpans.ts"
import type { Modal } from "./Modal.ts"
import { type AgentTarget, noOverlay, type OpenOverlay, type Overlay } from "./Overlay.ts"
import { buttonRows, paragraph, titleRow, withFoot } from "./parts.ts"

type Preview = Extract<OpenOverlay, { _tag: "Preview" }>

/** Opens at the lower left, where agents say what they do. */
export const previewOf = (target: AgentTarget): Overlay => ({ _tag: "Preview", target, left: 0, up: 0, screen: null })

const filledLines = (lines: ReadonlyArray<string>): ReadonlyArray<string> =>
  lines.slice(0, lines.findLastIndex((line) => line.replaceAll(/\u001b\[[0-9;:]*m/gu, "").trim() !== "") + 1)

const pan: Readonly<Record<string, { readonly left?: number; readonly up?: number }>> = {
  Left: { left: -8 },
  h: { left: -8 },
  Right: { left: 8 },
  l: { left: 8 },
  Up: { up: 1 },
  k: { up: 1 },
  Down: { up: -1 },
  j: { up: -1 },
  PageUp: { up: 10 },
  PageDown: { up: -10 },
  Home: { left: -1000 },
  G: { up: -1000 }
}

const closes = ["Esc", "p", "q"]

/** Enter goes there; nothing that is pressed here reaches the agent. */
export const preview: Modal<Preview> = {
  closesWithoutFocus: false,
  harm: (_, key) => (key === "Enter" ? "moves" : closes.includes(key) || Object.hasOwn(pan, key) ? "looks" : null),
  press: (model, overlay, key) => {
    const closed = { ...model, overlay: noOverlay }
    if (closes.includes(key)) return [closed, []]
    if (key === "Enter")
      return [closed, [Command.cases.FocusPane.make({ origin: originOf(model), paneId: overlay.target.paneId })]]
    const { left = 0, up = 0 } = pan[key] ?? {}
    const lines = filledLines(overlay.screen?.lines ?? []).length
    return [
      {
        ...model,
        overlay: {
          ...overlay,
          left: Math.max(0, Math.min(400, overlay.left + left)),
          up: Math.max(0, Math.min(Math.max(0, lines - 3), overlay.up + up))
        }
      },
      []
    ]
  },
  lookup: ({ target }) => Lookup.cases.Screen.make({ paneId: target.paneId }),
  found: (overlay, answer) => (answer._tag === "Screen" ? { ...overlay, screen: answer.screen } : overlay),
  rows: (model, { left, screen, target, up }, lines) => {
    const { width } = model.pane
    const foot = buttonRows(
      [
        { key: "Enter", sign: "⏎", word: "go" },
        { key: "Right", sign: "→", word: "pan" },
        { key: "Esc", sign: "esc", word: "close" }
      ],
      width
    )
    const title = titleRow(target.agent, width)
    if (screen === null) return withFoot([title, ...paragraph("looking…", width, 1, "overlay0")], foot, lines)
    const room = Math.max(0, lines - foot.length - 1)
    const filled = filledLines(screen.lines)
    const end = filled.length - up
    const seen = filled.slice(Math.max(0, end - room), end)
    return withFoot(
      [title, ...seen.map((line): Row => ({ spans: spansFrom(colouredSpans(line), left, width) }))],
      foot,
      lines
    )
  }
}
