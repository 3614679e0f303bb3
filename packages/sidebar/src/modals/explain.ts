/** Why an agent is shown as it is: every piece of evidence, where it is from, how old it is, and which one won. */
import type { ExplainedEvidence, Explanation } from "@opensessions/protocol/api/Explanation"
import { Lookup } from "@opensessions/protocol/Lookup"
import type { Model } from "../model.ts"
import { ageText } from "../view/clockwork.ts"
import { plainText } from "../view/plainText.ts"
import { blankRow, type Row, spread } from "../view/Row.ts"
import type { Modal } from "./Modal.ts"
import { noOverlay, type OpenOverlay } from "./Overlay.ts"
import { buttonRows, paragraph, titleRow, withFoot } from "./parts.ts"

type Explain = Extract<OpenOverlay, { _tag: "Explain" }>

const stateOf = ({ reason, status }: Pick<ExplainedEvidence, "status" | "reason">): string =>
  status === null ? "says nothing" : reason === null ? status : `${status} · ${reason}`

const evidenceRows = (evidence: ExplainedEvidence, width: number, nowMs: number): ReadonlyArray<Row> => [
  {
    spans: spread(
      [
        { text: evidence.won ? " ✓ " : " · ", fg: evidence.won ? "green" : "overlay0", bold: evidence.won },
        { text: evidence.source, fg: evidence.won ? "text" : "subtext0", bold: evidence.won }
      ],
      [{ text: `${ageText(evidence.at, nowMs)} `, fg: "overlay1" }],
      width
    )
  },
  ...paragraph(`  ${stateOf(evidence)}`, width, 2, evidence.won ? "subtext1" : "overlay1"),
  ...paragraph(evidence.detail, width, 3, "overlay1")
]

const threadRows = (thread: Explanation, width: number, nowMs: number): ReadonlyArray<Row> => [
  ...paragraph(thread.threadName ?? thread.threadId, width, 2, "text"),
  ...paragraph(
    `${stateOf({ status: thread.status, reason: thread.statusReason })} · ${ageText(thread.since, nowMs)}`,
    width,
    2,
    "subtext1"
  ),
  ...paragraph(thread.because, width, 4),
  ...paragraph(`pane ${thread.paneId ?? "none"}: ${thread.placedBy}`, width, 3, "overlay1"),
  blankRow,
  ...thread.evidence.flatMap((evidence) => [...evidenceRows(evidence, width, nowMs), blankRow])
]

const linesOf = ({ pane }: Model, { found }: Explain, nowMs: number): ReadonlyArray<Row> => {
  const { width } = pane
  if (found === null) return paragraph("looking…", width, 1, "overlay0")
  if (found.length === 0) return paragraph("No agent is known there any more.", width, 2)
  return found.flatMap((thread) => [
    titleRow(`Why ${plainText(thread.agent)}?`, width),
    ...threadRows(thread, width, nowMs)
  ])
}

const steps: Readonly<Record<string, number>> = {
  Up: -1,
  k: -1,
  Down: 1,
  j: 1,
  PageUp: -10,
  PageDown: 10,
  Home: Number.NEGATIVE_INFINITY,
  g: Number.NEGATIVE_INFINITY
}

const closes = ["Esc", "Enter", "E", "q"]

/** Scrolls; every key that closes elsewhere closes. */
export const explain: Modal<Explain> = {
  closesWithoutFocus: false,
  harm: (_, key) => (closes.includes(key) || Object.hasOwn(steps, key) ? "looks" : null),
  press: (model, overlay, key, at) => {
    if (closes.includes(key)) return [{ ...model, overlay: noOverlay }, []]
    const last = Math.max(0, linesOf(model, overlay, at).length - 3)
    const top = Math.max(0, Math.min(last, overlay.top + (steps[key] ?? 0)))
    return [{ ...model, overlay: { ...overlay, top } }, []]
  },
  lookup: ({ target }) => Lookup.cases.Why.make({ target }),
  found: (overlay, answer) => (answer._tag === "Why" ? { ...overlay, found: answer.threads } : overlay),
  rows: (model, overlay, lines, nowMs) =>
    withFoot(
      linesOf(model, overlay, nowMs).slice(overlay.top),
      buttonRows(
        [
          { key: "Down", sign: "j", word: "more" },
          { key: "Esc", sign: "esc", word: "close" }
        ],
        model.pane.width
      ),
      lines
    )
}
