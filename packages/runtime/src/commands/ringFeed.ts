/** Key bindings at work: what they ring is carried out, and a refusal is shown in the status line of who pressed the key. */
import { Effect, Layer, Stream } from "effect"
import { type Ring, Tmux } from "../tmux/Tmux.ts"
import { Commands } from "./Commands.ts"
import { commandOfRing } from "./ringCommands.ts"

/** tmux expands formats and times in a message; ours are sentences. */
export const messageText = (text: string): string => text.replaceAll("#", "##").replaceAll("%", "%%")

/** Carries out the command that these words are. Its errors end here: as a message to who asked, or in the log. */
export const carryOutRing = Effect.fn("carryOutRing")(function* (ring: Ring) {
  const tmux = yield* Tmux
  const commands = yield* Commands
  const command = commandOfRing(ring)
  if (command === null) return yield* Effect.logWarning("somebody rang with words that are no command", ring[0] ?? "")
  const client = "origin" in command ? command.origin.client : null
  const where = client === null ? [] : ["-c", client]
  yield* commands.run(command).pipe(
    Effect.catch(({ reason }) => tmux.run(["display-message", ...where, messageText(`opensessions: ${reason}`)])),
    Effect.catch((error) => Effect.logWarning("a refusal could not be shown", error))
  )
})

/** In the order in which the keys were pressed. */
export const ringFeed = Layer.effectDiscard(
  Effect.gen(function* () {
    const { rings } = yield* Tmux
    yield* rings.pipe(Stream.runForEach(carryOutRing), Effect.forkScoped)
  })
)
