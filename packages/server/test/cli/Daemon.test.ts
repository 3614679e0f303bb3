import { assert, describe, it } from "@effect/vitest"
import { Places } from "@opensessions/runtime/config/Places"
import { Effect, Fiber, Layer } from "effect"
import { chmodSync, mkdirSync, writeFileSync } from "node:fs"
import { createServer, type RequestListener } from "node:http"
import { dirname } from "node:path"
import { Daemon } from "../../src/cli/Daemon.ts"
import { scratchPlaces } from "../daemon/scratch.ts"

/** In the place of a daemon. */
const listening = Effect.fnUntraced(function* (answer: RequestListener) {
  const { runtimeDirectory, socketFile } = yield* Places
  mkdirSync(runtimeDirectory, { recursive: true, mode: 0o700 })
  yield* Effect.acquireRelease(
    Effect.promise(async () => {
      const server = createServer(answer)
      await new Promise<void>((resolve) => server.listen(socketFile, resolve))
      return server
    }),
    (server) => Effect.sync(() => void server.close())
  )
})

const failureOf = Effect.flatMap(Daemon, ({ ask }) =>
  Effect.match(ask({ path: "/health" }), { onFailure: ({ _tag }) => _tag, onSuccess: () => null })
)

const Here = Layer.provideMerge(
  Daemon.layer,
  Layer.effect(
    Places,
    Effect.map(scratchPlaces, (places) => ({ ...places, tmuxSocket: `${places.installation}/tmux` }))
  )
)

/** A tmux that says this, whatever it is asked. */
const tmuxThatSays = Effect.fnUntraced(function* (words: string) {
  const { installation } = yield* Places
  mkdirSync(`${installation}/bin`)
  writeFileSync(`${installation}/bin/tmux`, `#!/bin/sh\necho '${words}'\n`, { mode: 0o755 })
  const path = process.env["PATH"]
  yield* Effect.acquireRelease(
    Effect.sync(() => (process.env["PATH"] = `${installation}/bin:${path}`)),
    () => Effect.sync(() => (process.env["PATH"] = path))
  )
})

describe("a question to the daemon", () => {
  it.live("is answered also by a command that takes its time", () =>
    Effect.gen(function* () {
      const daemon = yield* Daemon
      yield* listening((_, response) => void setTimeout(() => response.end('"done"'), 50))
      assert.strictEqual(yield* daemon.ask({ path: "/commands/theme", body: { theme: "nord" } }), "done")
    }).pipe(Effect.provide(Here))
  )

  it.live("is a failure, and no word that none runs, where the daemon hangs up", () =>
    Effect.gen(function* () {
      yield* listening(({ socket }) => void socket.destroy())
      assert.strictEqual(yield* failureOf, "DaemonSilent")
    }).pipe(Effect.provide(Here))
  )

  it.live.each(["the directory", "the one above"])("S89: is not asked where others can write to %s", (which) =>
    Effect.gen(function* () {
      const { runtimeDirectory } = yield* Places
      yield* listening((_, response) => void response.end('"trapped"'))
      chmodSync(which === "the directory" ? runtimeDirectory : dirname(runtimeDirectory), 0o777)
      assert.strictEqual(yield* failureOf, "NoDaemon")
    }).pipe(Effect.provide(Here))
  )

  it.live("waits for the socket of a daemon that tmux knows already", () =>
    Effect.gen(function* () {
      yield* tmuxThatSays("_os_stash 1")
      const daemon = yield* Daemon
      const asked = yield* Effect.forkChild(daemon.ask({ path: "/health" }))
      yield* Effect.sleep("50 millis")
      yield* listening((_, response) => void response.end('"here"'))
      assert.strictEqual(yield* Fiber.join(asked), "here")
    }).pipe(Effect.provide(Here))
  )

  it.live.each(["_os_stash 0", "main 1", ""])("finds nobody where tmux says %j", (words) =>
    Effect.gen(function* () {
      yield* tmuxThatSays(words)
      assert.strictEqual(yield* failureOf, "NoDaemon")
    }).pipe(Effect.provide(Here))
  )

  it.live("finds nobody where nobody listens", () =>
    Effect.gen(function* () {
      assert.strictEqual(yield* failureOf, "NoDaemon")
    }).pipe(Effect.provide(Here))
  )
})
