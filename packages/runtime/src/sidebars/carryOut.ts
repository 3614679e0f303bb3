/** Carries out steps in tmux. What tmux refuses is noted for the window and logged; only a lost server is an error. */
import type { PaneId, WindowId } from "@opensessions/protocol/Ids"
import { Effect } from "effect"
import type { Tmux, TmuxError, TmuxGone } from "../tmux/Tmux.ts"
import type { WindowNow } from "./arrangement.ts"
import { dressCommands, spawnCommand } from "./holder.ts"
import { type Done, noteDone } from "./noteDone.ts"
import type { SidebarState } from "./SidebarState.ts"
import type { Step } from "./Step.ts"
import {
  askWindow,
  type Displacement,
  layoutCommands,
  type LayoutStep,
  parseDisplacement,
  parseWindowNow,
  plainCommands,
  type PlainStep,
  type WindowMemory
} from "./stepCommands.ts"

type TmuxService = typeof Tmux.Service
type Spawn = Extract<Step, { _tag: "Spawn" }>

interface Means {
  readonly tmux: TmuxService
  readonly script: string
  readonly state: SidebarState
}

const noLayout = { layout: "", order: [], active: null }

const isPlain = (step: Step): step is PlainStep =>
  step._tag !== "Spawn" && step._tag !== "Recall" && step._tag !== "Arrange" && step._tag !== "Stash"

/** tmux says so of an id that was right a moment ago. */
const isGone = (reason: string): boolean => reason.startsWith("can't find")

/** A refusal of tmux is the end of one step, not of all; what has gone meanwhile refused nothing. */
const orRefused = <A>(step: Step, effect: Effect.Effect<A, TmuxError>, refused: A): Effect.Effect<A | null, TmuxGone> =>
  Effect.catchTag(effect, "TmuxCommandFailed", (error) =>
    Effect.as(Effect.logDebug("tmux refused a sidebar step", step._tag, error), isGone(error.reason) ? null : refused)
  )

/** First the pane, then what makes it a sidebar: tmux tells a pane's id only afterwards. */
const spawn = Effect.fnUntraced(function* (tmux: TmuxService, script: string, step: Spawn) {
  const made = yield* tmux.run(spawnCommand(step.place, script))
  const dressed = yield* tmux.runAll([...dressCommands((made[0] ?? "") as PaneId), askWindow(step.place.windowId)])
  return dressed.at(-1)
})

const place = Effect.fnUntraced(function* (
  tmux: TmuxService,
  state: SidebarState,
  {
    step,
    now,
    displacement
  }: { readonly step: LayoutStep; readonly now: WindowNow; readonly displacement: Displacement | null }
) {
  const windowId = windowOf(step)
  const memory = { ...memoryOf(state, windowId), displacement }
  const answers = yield* tmux.runAll([...layoutCommands(step, now, memory), askWindow(windowId)])
  return answers.at(-1)
})

/** What is remembered of a window. */
export const memoryOf = ({ layouts, settled }: SidebarState, windowId: WindowId): WindowMemory => ({
  pair: layouts.get(windowId),
  settled: settled.get(windowId)
})

const windowOf = (step: LayoutStep | Spawn) => (step._tag === "Stash" ? step.windowId : step.place.windowId)

/**
 * One step in its window; null where the user has just zoomed it, which the topology may not know yet: all that follows
 * would take the zoom away (S15).
 */
const inWindow = Effect.fnUntraced(function* (
  { tmux, script, state }: Means,
  step: LayoutStep | Spawn
): Effect.fn.Return<Done | null, TmuxError> {
  const seen = yield* tmux.run(askWindow(windowOf(step)))
  const before = parseWindowNow(seen)
  const displacement = parseDisplacement(seen)
  if (before.zoomedOn !== null && (step._tag === "Spawn" || before.zoomedOn !== step.paneId)) return null
  const answer =
    step._tag === "Spawn"
      ? yield* spawn(tmux, script, step)
      : yield* place(tmux, state, { step, now: before, displacement })
  const displaced = { wasDisplaced: displacement !== null, isDisplaced: parseDisplacement(answer) !== null }
  return { step, ok: true, before, after: parseWindowNow(answer), ...displaced }
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
  const [first] = plain
  if (first !== undefined) yield* orRefused(first, tmux.runAll(plain.flatMap(plainCommands)), [])
  const placed = yield* Effect.forEach(
    steps.filter((step) => !isPlain(step)),
    (step) =>
      orRefused<Done | null>(step, inWindow({ tmux, script, state }, step), {
        step,
        ok: false,
        before: noLayout,
        after: noLayout
      }),
    { concurrency: "unbounded" }
  )
  return noteDone(state, [
    ...plain.map((step): Done => ({ step, ok: true, before: noLayout, after: noLayout })),
    ...placed.filter((done) => done !== null)
  ])
})
