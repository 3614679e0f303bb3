/** `--session`, and what it is where it is not given: the session of the pane that the command runs in. */
import { Config, Effect, Option } from "effect"
import { Flag } from "effect/cli"
import { CliFailed } from "./CliFailed.ts"

export const sessionFlag = Flag.String("session").pipe(
  Flag.withAlias("s"),
  Flag.withDescription("A session's name or id. Default: the session of this pane"),
  Flag.withMetavar("SESSION"),
  Flag.optional
)

const ownPane = Config.String("TMUX_PANE").pipe(Config.withDefault(""))

/** The session that is meant, as the API takes it: the daemon knows whose a pane is. */
export const meantSession = Effect.fn("meantSession")(function* (given: Option.Option<string>) {
  if (Option.isSome(given)) return given.value
  const pane = yield* Effect.orDie(ownPane)
  if (!/^%\d+$/.test(pane)) {
    return yield* new CliFailed({ reason: "which session? This is no tmux pane; use --session NAME", status: 2 })
  }
  return pane
})
