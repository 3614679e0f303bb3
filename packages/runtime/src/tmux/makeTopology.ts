/** Keeps a topology current: one fiber takes in what tmux tells, in order; another reads what that left uncertain. */
import { Clock, Deferred, Effect, Latch, type Scope, Stream, SubscriptionRef } from "effect"
import { countPanes, crashGuard, needsCrashGuard, panesOption, publishPaneCount } from "./crashGuard.ts"
import { titleOption, topologyHooks } from "./hooks.ts"
import { installHooks } from "./installHooks.ts"
import type { Notification } from "./Notification.ts"
import { askPlaces, placesGap, placesToken, wantsOfPlaces } from "./places.ts"
import { readingGap } from "./readingGap.ts"
import { Tmux } from "./Tmux.ts"
import { type TmuxCommand, type TmuxError, TmuxGone } from "./TmuxError.ts"
import { emptyTopology, stashName, type TmuxClient, type Topology } from "./Topology.ts"
import { applyAnswers } from "./topologyAnswer.ts"
import { applyNotification } from "./topologyChange.ts"
import {
  everythingWanted,
  nothingWanted,
  type Question,
  questionsFor,
  unionWants,
  type Wants,
  wantsNothing
} from "./topologyWants.ts"

/** A reading that was asked for and not yet answered. */
interface Reading {
  readonly token: number
  readonly questions: ReadonlyArray<Question>
  /** True when the answers were taken in, false when the connection broke first. */
  readonly done: Deferred.Deferred<boolean>
}

/** Takes away the options that our hooks work with. */
const forget = (tmux: Tmux["Service"], { panes }: Topology): Effect.Effect<void> => {
  const titles = [...panes.keys()].map((id): TmuxCommand => ["set-option", "-pqu", "-t", id, titleOption])
  const commands: ReadonlyArray<TmuxCommand> = [["set-option", "-gqu", panesOption], ...titles]
  return tmux.runAll(commands).pipe(Effect.timeout("1 second"), Effect.ignore)
}

/** Builds the service over `Tmux`; it has read everything once when it is there. */
export const makeTopology = Effect.fn("TmuxTopology.make")(function* (): Effect.fn.Return<
  { readonly ref: SubscriptionRef.SubscriptionRef<Topology>; readonly refresh: Effect.Effect<Topology, TmuxError> },
  TmuxError,
  Tmux | Scope.Scope
> {
  const tmux = yield* Tmux
  const ref = yield* SubscriptionRef.make(emptyTopology)
  const uncertain = yield* Latch.make(false)
  let wants: Wants = nothingWanted
  let reading: Reading | null = null
  let serial = 0
  let own = ""
  const waiting: Array<Deferred.Deferred<void>> = []

  const isOwn = (topology: Topology) => (client: TmuxClient) => {
    const session = client.sessionId === null ? undefined : topology.sessions.get(client.sessionId)
    return client.name === own || (client.controlMode && session?.name === stashName)
  }

  const want = (more: Wants) => {
    if (wantsNothing(more)) return
    wants = unionWants(wants, more)
    Latch.openUnsafe(uncertain)
  }

  const step = (topology: Topology, notification: Notification): Topology => {
    if (notification._tag === "Answered") {
      if (notification.token === placesToken) want(wantsOfPlaces(notification.answers, topology))
      if (reading?.token !== notification.token) return topology
      const change = applyAnswers(topology, reading.questions, notification.answers, isOwn(topology))
      want(change.wants)
      return change.topology
    }
    const change = applyNotification(topology, notification)
    want(change.wants)
    return change.topology
  }

  const guarded = needsCrashGuard(yield* tmux.version)
  let told = -1
  const tellPaneCount = Effect.fnUntraced(
    function* (topology: Topology) {
      const count = countPanes(topology)
      if (!guarded || count === told) return
      told = count
      yield* tmux.ask(0, [publishPaneCount(count)])
    },
    (effect) => Effect.ignore(effect)
  )

  const takeIn = Effect.fnUntraced(function* (notifications: ReadonlyArray<Notification>) {
    const before = SubscriptionRef.getUnsafe(ref)
    const finished: Array<Effect.Effect<boolean>> = []
    let after = before
    own = yield* tmux.ownClient
    for (const notification of notifications) {
      after = step(after, notification)
      const ends = notification._tag === "Answered" && notification.token === reading?.token
      if (reading !== null && (ends || notification._tag === "Reconnected")) {
        finished.push(Deferred.succeed(reading.done, ends))
        reading = null
      }
    }
    if (after !== before) {
      yield* SubscriptionRef.set(ref, after)
      yield* tellPaneCount(after)
    }
    for (const finish of finished) yield* finish
  })

  const read = Effect.fnUntraced(function* () {
    yield* Latch.close(uncertain)
    const questions = questionsFor(wants)
    const waiters = waiting.splice(0)
    wants = nothingWanted
    serial += 1
    const done = yield* Deferred.make<boolean>()
    reading = { token: serial, questions, done }
    yield* tmux.ask(
      serial,
      questions.map((question) => question.command)
    )
    if (yield* Deferred.await(done)) {
      for (const waiter of waiters) yield* Deferred.succeed(waiter, undefined)
    } else waiting.push(...waiters)
  })

  const gap = readingGap()
  const readForEver = Effect.gen(function* () {
    yield* Latch.await(uncertain)
    yield* Effect.sleep(gap.before(yield* Clock.currentTimeMillis))
    yield* read()
    gap.after(yield* Clock.currentTimeMillis)
  }).pipe(
    Effect.forever,
    Effect.catchTag("TmuxGone", () => Effect.void)
  )

  yield* tmux.notifications.pipe(Stream.runForEachArray(takeIn), Effect.forkScoped({ startImmediately: true }))
  yield* Effect.addFinalizer(() => forget(tmux, SubscriptionRef.getUnsafe(ref)))
  yield* installHooks(guarded ? [...topologyHooks, crashGuard] : topologyHooks)
  want(everythingWanted)
  yield* read()
  yield* Effect.forkScoped(readForEver)
  yield* tmux
    .ask(placesToken, [askPlaces])
    .pipe(Effect.delay(placesGap), Effect.forever, Effect.ignore, Effect.forkScoped)

  const refresh = Effect.gen(function* () {
    const waiter = yield* Deferred.make<void>()
    waiting.push(waiter)
    want(everythingWanted)
    const gone = Effect.andThen(tmux.ended, new TmuxGone({ reason: "it has ended" }))
    yield* Effect.raceFirst(Deferred.await(waiter), gone)
    return yield* SubscriptionRef.get(ref)
  })
  return { ref, refresh }
})
