/** Makes a session in another multiplexer than tmux. */
import { type Command, CommandRefused } from "@opensessions/protocol/Command"
import { cleanText } from "@opensessions/protocol/cleanText"
import { Effect } from "effect"
import { existingDirectory } from "../sessions/existingDirectory.ts"
import { freeName, nameOfDirectory, sessionName } from "../sessions/sessionName.ts"
import type { Multiplexers } from "./Multiplexers.ts"

const refuse = (reason: string) => Effect.fail(new CommandRefused({ reason }))

/** Or shows the one of that name and directory. Nobody needs to be attached to it. */
export const makeElsewhere = Effect.fnUntraced(function* (
  multiplexers: Multiplexers["Service"],
  mux: string,
  { directory, name }: Extract<Command, { _tag: "NewSession" }>
) {
  const found = yield* multiplexers.named(mux)
  if (found === null) return yield* refuse(`There is no multiplexer "${cleanText(mux, 50)}" (mux in config.json).`)
  const [place, multiplexer] = found
  const path = existingDirectory(directory)
  if (path === null) return yield* refuse(`There is no directory ${directory}`)
  const wanted = name === null ? nameOfDirectory(path) : sessionName(name)
  if (wanted === null) return yield* refuse("A session can't be called that.")
  const placed = (yield* multiplexers.current).find((one) => one.place === place)
  const sessions = [...(placed?.topology.sessions.values() ?? [])]
  const same = sessions.find((session) => session.name === wanted && session.path === path)
  const free = freeName(wanted, new Set(sessions.map((session) => session.name)))
  const id =
    same?.id ??
    (yield* Effect.mapError(
      multiplexer.newSession(free, path),
      ({ message }) => new CommandRefused({ reason: message })
    ))
  yield* Effect.ignore(multiplexer.switchTo(null, id))
})
