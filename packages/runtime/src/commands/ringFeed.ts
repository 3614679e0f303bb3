/** Key bindings at work: what they ring is carried out, and a refusal is shown in the status line of who pressed the key. */
import { noOrigin } from "@opensessions/protocol/Command"
import { Effect, Layer, Stream } from "effect"
import { type Ring, Tmux } from "../tmux/Tmux.ts"
import { TmuxTopology } from "../tmux/TmuxTopology.ts"
import { Commands } from "./Commands.ts"
import { actingClient } from "./originOf.ts"
import { commandOfRing } from "./ringCommands.ts"

/** tmux expands formats and times in a message; ours are sentences. */
export const messageText = (text: string): string => text.replaceAll("#", "##").replaceAll("%", "%%")

/** Carries out the command that these words are. Its errors end here: as a message to who asked, or in the log. */
export const carryOutRing = Effect.fn("carryOutRing")(function* (ring: Ring) {
  const tmux = yield* Tmux
  const topology = yield* TmuxTopology
  const commands = yield* Commands
  const command = commandOfRing(ring)
  if (command === null) return yield* Effect.logWarning("somebody rang with words that are no command", ring[0] ?? "")
  const tell = Effect.fnUntraced(function* (reason: string) {
    const origin = "origin" in command ? command.origin : noOrigin
    const client = actingClient(yield* topology.current, origin)
    if (client === null) return yield* Effect.logInfo(`nobody is there to be told: ${reason}`)
    yield* tmux.run(["display-message", "-c", client.name, messageText(`opensessions: ${reason}`)])
  })
  yield* commands.run(command).pipe(
    Effect.catch(({ reason }) => tell(reason)),
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
