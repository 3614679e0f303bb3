/** Commands that a held key repeats faster than tmux follows: only the newest waits, there is no queue (S66). */
import type { Command } from "@opensessions/protocol/Command"
import { Effect } from "effect"

/** What a later command of the same kind makes pointless; null for commands that all count. */
const kindOf = (command: Command): "place" | "width" | "detail" | null => {
  switch (command._tag) {
    case "SwitchToSession":
    case "FocusPane":
      return "place"
    case "SetWidth":
      return "width"
    case "SetDetailHeight":
      return "detail"
    default:
      return null
  }
}

/** Runs commands of one person: those of a kind one after the other, and of those that wait the newest only. */
export const latestWins = <A>(run: (command: Command) => Effect.Effect<A>) => {
  /** The kinds that are being carried out, each with what waits. */
  const waiting = new Map<string, Command | null>()
  return (command: Command): Effect.Effect<void> => {
    const kind = kindOf(command)
    if (kind === null) return Effect.asVoid(run(command))
    return Effect.suspend(() => {
      if (waiting.has(kind)) {
        waiting.set(kind, command)
        return Effect.void
      }
      waiting.set(kind, null)
      const next = (one: Command): Effect.Effect<void> =>
        Effect.suspend(() => {
          waiting.set(kind, null)
          return Effect.andThen(
            run(one),
            Effect.suspend(() => {
              const newest = waiting.get(kind) ?? null
              return newest === null ? Effect.void : next(newest)
            })
          )
        })
      return Effect.ensuring(
        next(command),
        Effect.sync(() => waiting.delete(kind))
      )
    })
  }
}
