/** An agent's question as it stands on its screen, with its choices as keys. */
import type { AgentPrompt } from "@opensessions/protocol/AgentPrompt"
import { Command } from "@opensessions/protocol/Command"
import { Lookup } from "@opensessions/protocol/Lookup"
import { type Model, originOf, type Outcome } from "../model.ts"
import { plainText } from "../view/plainText.ts"
import { blankRow, gap, Hit, type Row } from "../view/Row.ts"
import { fit, wrap } from "../view/textWidth.ts"
import type { Modal } from "./Modal.ts"
import { type AgentTarget, noOverlay, type OpenOverlay, type Overlay } from "./Overlay.ts"
import { buttonRows, paragraph, titleRow, withFoot } from "./parts.ts"

type Answer = Extract<OpenOverlay, { _tag: "Answer" }>

/** Opens on what the agent asks. */
export const answerTo = (target: AgentTarget, openedAt: number): Overlay => ({
  _tag: "Answer",
  target,
  openedAt,
  screen: null
})

/** Escape closes the modal, so the agent's own is given by another key. */
const keyOf = (choice: { readonly key: string }): string => (choice.key === "Escape" ? "c" : choice.key)

const goThere = (model: Model, { target }: Answer): Outcome => [
  { ...model, overlay: noOverlay },
  [Command.cases.FocusPane.make({ origin: originOf(model), paneId: target.paneId })]
]

type Choice = AgentPrompt["choices"][number]

/** On as many lines as it takes: the end of a choice may say what else it allows. */
const choiceRows = (choice: Choice, width: number, lines: number): ReadonlyArray<Row> =>
  wrap(plainText(choice.label), width - 4, lines).map((line, at) => ({
    spans: [
      gap(1),
      { text: fit(at === 0 ? keyOf(choice) : "", 2), fg: "lavender", bold: true },
      { text: line, fg: "text" }
    ],
    hit: Hit.Key({ key: keyOf(choice) })
  }))

/** All choices are in sight, whole where there is room: nobody gives an answer that was not seen. */
const answerRows = (choices: ReadonlyArray<Choice>, width: number, room: number): ReadonlyArray<Row> => {
  const told = [9, 3, 2].map((lines) => choices.flatMap((choice) => choiceRows(choice, width, lines)))
  return told.find((rows) => rows.length <= room) ?? choices.flatMap((choice) => choiceRows(choice, width, 1))
}

/** A choice's key answers, `o` goes to the pane. What the person saw goes with the answer. */
export const answer: Modal<Answer> = {
  closesWithoutFocus: true,
  harm: ({ screen }, key) => {
    if (key === "Esc") return "looks"
    if (key === "o") return "moves"
    return screen?.prompt?.choices.some((choice) => keyOf(choice) === key) === true ? "changes" : null
  },
  press: (model, overlay, key) => {
    if (key === "Esc") return [{ ...model, overlay: noOverlay }, []]
    if (key === "o") return goThere(model, overlay)
    const prompt = overlay.screen?.prompt
    const choice = prompt?.choices.find((one) => keyOf(one) === key)
    if (prompt === undefined || prompt === null || choice === undefined) return [model, []]
    const command = Command.cases.AnswerAgent.make({
      paneId: overlay.target.paneId,
      prompt: prompt.id,
      choice: choice.key
    })
    return [{ ...model, overlay: noOverlay }, [command]]
  },
  lookup: ({ target }) => Lookup.cases.Screen.make({ paneId: target.paneId }),
  found: (overlay, found) => (found._tag === "Screen" ? { ...overlay, screen: found.screen } : overlay),
  rows: (model, overlay, lines) => {
    const { width } = model.pane
    const { screen, target } = overlay
    const foot = buttonRows(
      [
        { key: "o", sign: "o", word: "open it" },
        { key: "Esc", sign: "esc", word: "close" }
      ],
      width
    )
    const title = titleRow(`Answer ${target.agent}`, width, "status.waiting")
    if (screen === null) return withFoot([title, ...paragraph("looking…", width, 1, "overlay0")], foot, lines)
    if (screen.prompt === null)
      return withFoot(
        [title, blankRow, ...paragraph("Its question can't be read here: open it.", width, 3)],
        foot,
        lines
      )
    const { choices, text } = screen.prompt
    const below = lines - foot.length - 1
    const answers = answerRows(choices, width, below - 3)
    const air: ReadonlyArray<Row> = below - answers.length > 3 ? [blankRow] : []
    // The end of the question is what it asks.
    const room = Math.max(0, below - answers.length - 2 * air.length)
    const question = room === 0 ? [] : text.flatMap((line) => paragraph(line, width, 3, "subtext1")).slice(-room)
    return withFoot([title, ...air, ...question, ...air, ...answers], foot, lines)
  }
}
