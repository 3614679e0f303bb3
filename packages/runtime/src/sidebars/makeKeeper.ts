/** Keeps the sidebars as they are wanted: look, plan, carry out, look again, until nothing is left to do. */
import type { Session } from "@opensessions/protocol/State"
import { Clock, Effect, FiberHandle, Queue, Ref, type Scope, Semaphore, Stream } from "effect"
import type { Tmux, TmuxError, TmuxGone } from "../tmux/Tmux.ts"
import { publishSpawn } from "../tmux/dressNewWindow.ts"
import { publishPlace } from "../tmux/keepWidth.ts"
import type { TmuxTopology } from "../tmux/TmuxTopology.ts"
import type { Topology } from "../tmux/Topology.ts"
import { dressedRing } from "../tmux/topologyRings.ts"
import { carryOut } from "./carryOut.ts"
import { type Efforts, recovery, resting, spend } from "./effort.ts"
import { spawnText } from "./holder.ts"
import { observe, windowsBereft } from "./observe.ts"
import { plan } from "./plan.ts"
import type { SidebarState } from "./SidebarState.ts"
import { type Step, windowOfStep } from "./Step.ts"

/**
 * How much is done in one go in windows that nobody looks at; between two goes tmux serves its clients. A new pane costs
 * tmux about 4 ms, moving one 0.6 ms.
 */
const portion = 24
const cost = (step: Step): number => (step._tag === "Spawn" ? 4 : 1)

const firstOf = (steps: ReadonlyArray<Step>, budget: number): ReadonlyArray<Step> => {
  let spent = 0
  return steps.filter((step) => (spent += cost(step)) <= budget)
}

/** What can't be undone is decided on a certain look only: a pane that is not known yet is content too. */
const isFinal = ({ _tag }: Step): boolean =>
  _tag === "CloseWindow" || _tag === "Reap" || _tag === "GiveBack" || _tag === "Unlink"

/** What undoes a width, which may be that of a drag whose ring is on its way. */
const isRepair = ({ _tag }: Step): boolean => _tag === "Arrange"

/** Far more rounds than any plan needs; a plan that never ends is a defect, and must not hold up everything else. */
const mostRounds = 1000

export interface KeeperOptions {
  readonly tmux: typeof Tmux.Service
  readonly topology: typeof TmuxTopology.Service
  /** The sessions in displayed order. */
  readonly displayed: Effect.Effect<ReadonlyArray<Pick<Session, "id" | "index">>>
  /** The holder's path. */
  readonly script: string
  readonly initial: SidebarState
}

export interface Keeper {
  readonly state: Effect.Effect<SidebarState>
  /** The topology, read again where we changed something since. */
  readonly look: Effect.Effect<Topology, TmuxError>
  /** Changes what is wanted; does nothing about it yet. */
  change(f: (state: SidebarState) => SidebarState): Effect.Effect<void>
  /** Changes something in tmux while nothing else is done to the sidebars. */
  apart<A, E>(effect: Effect.Effect<A, E>): Effect.Effect<A, E>
  /** Does at once what is in view; the rest follows by itself. */
  readonly atOnce: Effect.Effect<void, TmuxError>
  /** Has all looked after soon. */
  readonly nudge: Effect.Effect<void>
  /** Runs this and does nothing ever after. */
  close<A, E>(last: (state: SidebarState) => Effect.Effect<A, E>): Effect.Effect<A, E>
}

/** Keeps them for as long as the scope lasts. Its errors end here, in the log: the next change brings another try. */
export const makeKeeper = Effect.fnUntraced(function* (
  options: KeeperOptions
): Effect.fn.Return<Keeper, never, Scope.Scope> {
  const { tmux, topology, displayed, script, initial } = options
  const state = yield* Ref.make(initial)
  const efforts = yield* Ref.make<Efforts>(new Map())
  const closed = yield* Ref.make(false)
  const stale = yield* Ref.make(false)
  /** What was rung before the look that a repair follows from has been heard. */
  const heard = yield* Ref.make(false)
  const published = yield* Ref.make("")
  const one = yield* Semaphore.make(1)
  const nudges = yield* Queue.sliding<void>(1)
  const nudge = Effect.asVoid(Queue.offer(nudges, undefined))
  const rest = yield* FiberHandle.make()

  /** tmux knows what is wanted before anything is brought to it: else it would put back what we do. */
  const publish = Effect.fnUntraced(function* ({ columns, side }: SidebarState) {
    const place = `${columns} ${side}`
    if ((yield* Ref.get(published)) === place) return
    yield* tmux.runAll([...publishPlace(columns, side), publishSpawn(spawnText({ columns, side }, script))])
    yield* Ref.set(published, place)
  })

  const execute = Effect.fnUntraced(function* (
    observed: SidebarState,
    steps: ReadonlyArray<Step>,
    now: number
  ): Effect.fn.Return<SidebarState, TmuxGone> {
    if (steps.length === 0) return observed
    yield* Ref.set(stale, true)
    const windows = steps.flatMap((step) => windowOfStep(step) ?? [])
    yield* Ref.update(efforts, (spent) => spend(spent, windows, now))
    return yield* carryOut(tmux, script, observed, steps)
  })

  const look = Effect.flatMap(Ref.get(stale), (changed) =>
    changed ? Effect.tap(topology.refresh, () => Ref.set(stale, false)) : topology.current
  )

  /** One look and what follows from it: whether something was done, or has to wait until the rings before it are heard. */
  const round = Effect.fnUntraced(function* (scope: "now" | "all") {
    if (yield* Ref.get(closed)) return "settled"
    const former = yield* Ref.get(state)
    yield* publish(former)
    const now = yield* Clock.currentTimeMillis
    const tired = resting(yield* Ref.get(efforts), now)
    if (tired.size > 0)
      yield* FiberHandle.run(rest, Effect.andThen(Effect.sleep(recovery), nudge), { onlyIfMissing: true })
    const sessions = yield* displayed
    const decide = (seen: Topology) => {
      const observed = observe(former, seen, now)
      const { now: urgent, later } = plan(observed, { topology: seen, displayed: sessions, resting: tired, now })
      return { observed, steps: urgent.length > 0 || scope === "now" ? urgent : firstOf(later, portion) }
    }
    const certain = yield* Ref.get(stale)
    const seen = yield* look
    const first = decide(seen)
    const doubtful = !certain && (windowsBereft(former, seen).length > 0 || first.steps.some(isFinal))
    const { observed, steps } = doubtful ? decide(yield* topology.refresh) : first
    if (scope === "all" && !(yield* Ref.getAndSet(heard, false)) && steps.some(isRepair)) return "unheard"
    yield* Ref.set(state, yield* execute(observed, steps, now))
    return steps.length > 0 ? "changed" : "settled"
  })

  /** A ring leaves tmux up to two turns of its loop after the hook, and an answer takes one; whoever follows drags hears it first. */
  const hear = tmux
    .run(["display-message", "-p", ""])
    .pipe(Effect.andThen(Effect.yieldNow), Effect.repeat({ times: 2 }), Effect.andThen(Ref.set(heard, true)))

  const settle = Effect.gen(function* () {
    for (let rounds = 0; rounds < mostRounds; rounds++) {
      const outcome = yield* one.withPermits(1)(round("all"))
      if (outcome === "settled") return
      if (outcome === "unheard") yield* hear
    }
    yield* Effect.logWarning(`the sidebars were not settled after ${mostRounds} rounds`)
  })

  yield* Stream.merge(topology.changes, Stream.fromQueue(nudges)).pipe(
    Stream.buffer({ capacity: 1, strategy: "sliding" }),
    Stream.runForEach(() =>
      Effect.catch(settle, (error) => Effect.logWarning("the sidebars could not be put right", error))
    ),
    Effect.forkScoped
  )

  // tmux took the commands away when it gave a window its sidebar: one a second at most (S84).
  yield* tmux.notifications.pipe(
    Stream.filter((one) => one._tag === "Rang" && one.ring[0] === dressedRing),
    Stream.debounce("1 second"),
    Stream.runForEach(() => Effect.andThen(Ref.set(published, ""), nudge)),
    Effect.forkScoped({ startImmediately: true })
  )

  return {
    state: Ref.get(state),
    look: one.withPermits(1)(look),
    change: (f) => one.withPermits(1)(Ref.update(state, f)),
    apart: (effect) => one.withPermits(1)(Effect.andThen(Ref.set(stale, true), effect)),
    atOnce: Effect.andThen(one.withPermits(1)(round("now")), nudge),
    nudge,
    close: (last) =>
      one.withPermits(1)(
        Effect.andThen(
          Ref.set(closed, true),
          Effect.flatMap(Ref.get(state), (now) => last(now))
        )
      )
  }
})
