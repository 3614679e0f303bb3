/** A few things to choose from, each with a key of its own. */
import { plainText } from "../view/plainText.ts"
import { blankRow } from "../view/Row.ts"
import { cutStart, fit } from "../view/textWidth.ts"
import type { Modal } from "./Modal.ts"
import { noOverlay, type OpenOverlay } from "./Overlay.ts"
import { buttonRows, itemRow, titleRow, withFoot } from "./parts.ts"

type Pick = Extract<OpenOverlay, { _tag: "Pick" }>

const moves: Readonly<Record<string, number>> = { Up: -1, k: -1, Down: 1, j: 1 }

/** Its own key or Enter does it. */
export const pick: Modal<Pick> = {
  closesWithoutFocus: false,
  harm: ({ items }, key) =>
    key === "Enter" || items.some((item) => item.key === key)
      ? "changes"
      : key === "Esc" || Object.hasOwn(moves, key)
        ? "looks"
        : null,
  press: (model, overlay, key) => {
    const { at, items } = overlay
    const own = items.find((item) => item.key === key) ?? (key === "Enter" ? items[at] : undefined)
    if (own !== undefined) return [{ ...model, overlay: noOverlay }, [own.command]]
    if (key === "Esc") return [{ ...model, overlay: noOverlay }, []]
    const next = Math.max(0, Math.min(at + (moves[key] ?? 0), items.length - 1))
    return [{ ...model, overlay: { ...overlay, at: next } }, []]
  },
  clicked: (model, { items }, item) => {
    const command = items[item]?.command
    return [{ ...model, overlay: noOverlay }, command === undefined ? [] : [command]]
  },
  rows: (model, { at, items, title }, lines) => {
    const { width } = model.pane
    const list = items.map(({ key, label }, index) =>
      itemRow(
        [
          { text: fit(key, 2), fg: "lavender" },
          { text: cutStart(plainText(label), width - 5), fg: index === at ? "text" : "subtext1" }
        ],
        index,
        index === at
      )
    )
    const foot = buttonRows(
      [
        { key: "Enter", sign: "⏎", word: "take" },
        { key: "Esc", sign: "esc", word: "close" }
      ],
      width
    )
    return withFoot([titleRow(title, width), blankRow, ...list], foot, lines)
  }
}
