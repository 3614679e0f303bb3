/** The agreement with `libexec/supervise.sh`: what the daemon is told at its start, and how it says that it answers. */
import { carryOutRing } from "@opensessions/runtime/commands/ringFeed"
import { Fact } from "@opensessions/runtime/store/Fact"
import { SessionStore } from "@opensessions/runtime/store/SessionStore"
import { Tmux } from "@opensessions/runtime/tmux/Tmux"
import { Config, Effect } from "effect"

const word = (name: string) => Config.String(name).pipe(Config.withDefault(""))

/** What the supervisor's environment says; empty where it says nothing. */
export const startRequest = Config.all({
  /** The words of a key or command that started us, as a ring has them. */
  request: word("OPENSESSIONS_REQUEST"),
  /** The channel of `tmux wait-for` on which somebody waits, `-` for nobody. */
  ready: word("OPENSESSIONS_READY"),
  /** How the daemon before us ended, if it crashed. */
  crash: word("OPENSESSIONS_CRASH")
})

/** Signals who waits, and shows that there was a crash. */
export const announce = Effect.gen(function* () {
  const { crash, ready } = yield* startRequest
  const tmux = yield* Tmux
  if (ready !== "" && ready !== "-") yield* tmux.run(["wait-for", "-S", ready])
  if (crash === "") return
  const store = yield* SessionStore
  yield* Effect.logWarning(`started again after a crash: ${crash}`)
  yield* store.submit(Fact.NoticeChanged({ key: "crash", text: `the daemon was restarted (${crash})` }))
})

/** Does what the key or command asked for that started the daemon. Who asked is told when it can't be done. */
export const firstRequest = Effect.gen(function* () {
  const { request } = yield* startRequest
  const words = request
    .trim()
    .split(/\s+/u)
    .filter((part) => part !== "")
  if (words.length > 0) yield* carryOutRing(words)
})
