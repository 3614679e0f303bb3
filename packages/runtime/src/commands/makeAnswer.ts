/** Answers an agent's question in its pane: only the very question that the person saw, and only if it was taken. */
import type { AgentPrompt } from "@opensessions/protocol/AgentPrompt"
import { type Command, CommandRefused } from "@opensessions/protocol/Command"
import type { PaneId } from "@opensessions/protocol/Ids"
import { Effect, Option } from "effect"
import type { PaneScreens } from "../panes/PaneScreens.ts"
import type { SessionStore } from "../store/SessionStore.ts"
import type { Tmux, TmuxError } from "../tmux/Tmux.ts"

type Asked = Extract<Command, { _tag: "AnswerAgent" }>

const refuse = (reason: string) => Effect.fail(new CommandRefused({ reason }))

/** An agent takes a key and draws anew within this time, on a busy machine too. */
const patience = "2 seconds"

/** For most a digit is the answer; where it only moves the mark, Enter follows after this. */
const markPatience = "400 millis"

/** Between two looks where no write is told. */
const pace = "50 millis"

export interface AnswerOptions {
  readonly tmux: typeof Tmux.Service
  readonly store: typeof SessionStore.Service
  readonly screens: typeof PaneScreens.Service
}

/** What answers. */
export const makeAnswer = ({ tmux, store, screens }: AnswerOptions) => {
  const isWaiting = Effect.fnUntraced(function* (paneId: PaneId) {
    const { sessions } = yield* store.state
    return sessions.some(({ agents }) => agents.some((one) => one.paneId === paneId && one.status === "waiting"))
  })

  const promptOf = (paneId: PaneId) => Effect.map(screens.look(paneId), ({ prompt }) => prompt)

  /** Looks at each write until the question is gone; false where it stays. */
  const gone = (paneId: PaneId, prompt: string, within: Parameters<typeof Effect.sleep>[0]) =>
    Effect.gen(function* () {
      while ((yield* promptOf(paneId))?.id === prompt) {
        yield* Effect.timeoutOption(screens.written(paneId), pace)
      }
      return true
    }).pipe(
      Effect.timeoutOption(within),
      Effect.map((done) => Option.isSome(done))
    )

  const press = (paneId: PaneId, key: string) =>
    tmux.run(/^\d$/.test(key) ? ["send-keys", "-t", paneId, "-l", "--", key] : ["send-keys", "-t", paneId, key])

  /** The same question, once its mark has left a choice; what is there instead where it is another one. */
  const moved = (paneId: PaneId, from: AgentPrompt) =>
    Effect.gen(function* () {
      for (;;) {
        const now = yield* promptOf(paneId)
        if (now?.id !== from.id || markOf(now) !== markOf(from)) return now
        yield* Effect.timeoutOption(screens.written(paneId), pace)
      }
    }).pipe(Effect.timeoutOption(patience))

  /** Moves the mark step by step, each seen before the next, and gives Enter where it stands on the choice. */
  const choose = Effect.fnUntraced(function* (paneId: PaneId, first: AgentPrompt, choice: string) {
    const wanted = first.choices.findIndex(({ key }) => key === choice)
    let now = first
    for (let step = 0; markOf(now) !== wanted; step++) {
      const [back, on] = now.by === "rows" ? (["Up", "Down"] as const) : (["Left", "Right"] as const)
      yield* press(paneId, markOf(now) < wanted ? on : back)
      const next = Option.getOrNull(yield* moved(paneId, now)) ?? null
      if (next === null || next.id !== first.id || step > now.choices.length)
        return yield* refuse("Its answers could not be gone through: answer in its pane.")
      now = next
    }
    yield* press(paneId, "Enter")
  })

  const answer = Effect.fnUntraced(function* ({ choice, paneId, prompt }: Asked) {
    if (!(yield* isWaiting(paneId))) return yield* refuse("The agent asks nothing now.")
    // What is typed in copy mode goes to tmux, not to the agent.
    const [mode] = yield* tmux.run(["display-message", "-p", "-t", paneId, "#{pane_in_mode}"])
    if (mode !== "0") return yield* refuse("Its pane is scrolled back: leave copy mode first.")
    const now = yield* promptOf(paneId)
    if (now === null) return yield* refuse("Its question can't be read here: answer in its pane.")
    if (now.id !== prompt) return yield* refuse("It asks something else now: look again.")
    if (now.choices.every(({ key }) => key !== choice)) return yield* refuse(`It offers no answer ${choice}.`)
    if (now.by === "key" || choice === "Escape") {
      yield* press(paneId, choice)
      if (yield* gone(paneId, prompt, markPatience)) return
      // Only where the mark was seen to move: an Enter that comes late would answer a question that nobody saw.
      const after = yield* promptOf(paneId)
      const isOnIt = after?.id === prompt && after.choices[markOf(after)]?.key === choice
      if (isOnIt && markOf(after) !== markOf(now)) yield* press(paneId, "Enter")
    } else yield* choose(paneId, now, choice)
    if (!(yield* gone(paneId, prompt, patience)))
      return yield* refuse("The agent did not take the answer: look at its pane.")
  })

  return answer as (command: Asked) => Effect.Effect<void, TmuxError | CommandRefused>
}

/** The place of the choice that the agent's own mark is on; -1 where it is on none. */
const markOf = ({ choices }: AgentPrompt): number => choices.findIndex(({ marked }) => marked)
