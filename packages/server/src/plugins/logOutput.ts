/** What a plugin prints stands in the daemon's log, by its name. */
import { allowance } from "@opensessions/runtime/plugins/allowance"
import { NodeStream } from "@effect/platform-node"
import { Effect, Stream } from "effect"
import type { Readable } from "node:stream"

/** Bytes; who prints more waits for it to be read. */
const bounds = { burst: 64_000, perSecond: 16_000 } as const

const longestLine = 1000

export const logOutput = Effect.fnUntraced(function* (
  plugin: string,
  output: Readable,
  tellFlood: (flood: boolean) => void
) {
  const take = yield* allowance(bounds, tellFlood)
  yield* NodeStream.fromReadable<Uint8Array, unknown>({ evaluate: () => output, onError: (error) => error }).pipe(
    Stream.tap((bytes) => take(bytes.length)),
    Stream.decodeText(),
    // No line is waited for to end: it might not.
    Stream.flatMap((text) => Stream.fromIterable(text.split("\n").filter((line) => line.trim() !== ""))),
    Stream.runForEach((line) => Effect.logInfo(line.slice(0, longestLine))),
    Effect.annotateLogs({ plugin }),
    Effect.ignore,
    Effect.forkScoped
  )
})
