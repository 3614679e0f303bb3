/** Carries out steps in tmux. What tmux refuses is noted for the window and logged; only a lost server is an error. */
import type { PaneId } from "@opensessions/protocol/Ids"
import { Effect } from "effect"
import type { Tmux, TmuxError, TmuxGone } from "../tmux/Tmux.ts"
import type { WindowLayout } from "./arrangement.ts"
import { dressCommands, spawnCommand } from "./holder.ts"
import { type Done, noteDone } from "./noteDone.ts"
import type { SidebarState } from "./SidebarState.ts"
import type { Step } from "./Step.ts"
import {
  askLayout,
  layoutCommands,
  type LayoutStep,
  parseWindowLayout,
  plainCommands,
  type PlainStep
} from "./stepCommands.ts"

type TmuxService = typeof Tmux.Service
type Spawn = Extract<Step, { _tag: "Spawn" }>

const noLayout: WindowLayout = { layout: "", order: [] }

const isPlain = (step: Step): step is PlainStep =>
  step._tag !== "Spawn" && step._tag !== "Recall" && step._tag !== "Arrange" && step._tag !== "Stash"

/** A refusal of tmux is the end of one step, not of all. */
const orRefused = <A>(step: Step, effect: Effect.Effect<A, TmuxError>, refused: A): Effect.Effect<A, TmuxGone> =>
  Effect.catchTag(effect, "TmuxCommandFailed", (error) =>
    Effect.as(Effect.logDebug("tmux refused a sidebar step", step._tag, error), refused)
  )

/** First the pane, then what makes it a sidebar: tmux tells a pane's id only afterwards. */
const spawn = Effect.fnUntraced(function* (tmux: TmuxService, script: string, step: Spawn) {
  const { windowId } = step.place
  const [layout, made] = yield* tmux.runAll([askLayout(windowId), spawnCommand(step.place, script)])
  const pane = (made?.[0] ?? "") as PaneId
  const dressed = yield* tmux.runAll([...dressCommands(pane), askLayout(windowId)])
  return { step, ok: true, before: parseWindowLayout(layout), after: parseWindowLayout(dressed.at(-1)) } satisfies Done
})

/** Coming back needs no look at the layout first; being put right and leaving follow from it. */
const place = Effect.fnUntraced(function* (tmux: TmuxService, state: SidebarState, step: LayoutStep) {
  const windowId = step._tag === "Stash" ? step.windowId : step.place.windowId
  const ask = askLayout(windowId)
  if (step._tag === "Recall") {
    const answers = yield* tmux.runAll([ask, ...layoutCommands(step, noLayout, undefined), ask])
    const [before, after] = [parseWindowLayout(answers[0]), parseWindowLayout(answers.at(-1))]
    return { step, ok: true, before, after } satisfies Done
  }
  const before = parseWindowLayout(yield* tmux.run(ask))
  const answers = yield* tmux.runAll([...layoutCommands(step, before, state.layouts.get(windowId)), ask])
  return { step, ok: true, before, after: parseWindowLayout(answers.at(-1)) } satisfies Done
})

/** Carries the steps out, each window's in one write, and gives the state that knows of them. */
export const carryOut = Effect.fn("Sidebars.carryOut")(function* (
  tmux: TmuxService,
  script: string,
  state: SidebarState,
  steps: ReadonlyArray<Step>
): Effect.fn.Return<SidebarState, TmuxGone> {
  const plain = steps.filter(isPlain)
  // In this order and before all else: clients leave what ends.
  for (const step of plain.slice(0, 1)) yield* orRefused(step, tmux.runAll(plain.flatMap(plainCommands)), [])
  const inWindows = yield* Effect.forEach(
    steps.filter((step) => !isPlain(step)),
    (step) => {
      const done: Effect.Effect<Done, TmuxError> =
        step._tag === "Spawn" ? spawn(tmux, script, step) : place(tmux, state, step)
      return orRefused(step, done, { step, ok: false, before: noLayout, after: noLayout })
    },
    { concurrency: "unbounded" }
  )
  return noteDone(state, [
    ...plain.map((step): Done => ({ step, ok: true, before: noLayout, after: noLayout })),
    ...inWindows
  ])
})
