import { assert, describe, it } from "@effect/vitest"
import { type Config, Effect, type Layer } from "effect"
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import type { AgentWatchers } from "../../src/agents/AgentWatchers.ts"
import type { CliAgent } from "../../src/agents/cli-agents/CliAgent.ts"
import { classifyScreen } from "../../src/agents/screenRules.ts"
import type { FileEvents } from "../../src/files/FileEvents.ts"
import type { FileTail } from "../../src/files/FileTail.ts"
import type { ProcessTable } from "../../src/processes/ProcessTable.ts"
import { makePaneWorld, now } from "./paneWorld.ts"

interface Examples {
  readonly ponder: CliAgent
  readonly Ponder: Layer.Layer<never, Config.ConfigError, AgentWatchers | FileEvents | FileTail | ProcessTable>
}

const page = join(import.meta.dirname, "../../../../docs/tutorials/write-a-watcher.md")

/** The programs of the tutorial, as a reader would copy them. */
const examples = Effect.acquireRelease(
  Effect.sync(() => mkdtempSync(join(import.meta.dirname, ".tutorial-"))),
  (directory) => Effect.sync(() => rmSync(directory, { recursive: true, force: true }))
).pipe(
  Effect.flatMap((directory) =>
    Effect.promise(async () => {
      const blocks = [...readFileSync(page, "utf8").matchAll(/^```ts\n([^]*?)^```$/gm)].map(([, code = ""]) => code)
      const load = async (name: string, code = "") => {
        const file = join(directory, name)
        writeFileSync(file, code.replace('"./CliAgent.ts"', '"../../../src/agents/cli-agents/CliAgent.ts"'))
        return (await import(/* @vite-ignore */ file)) as Partial<Examples>
      }
      const all = { ...(await load("screen.ts", blocks[0])), ...(await load("files.ts", blocks[1])) }
      return all as Examples
    })
  )
)

describe("the watchers of the tutorial", () => {
  it.live("one of data tells four screens apart", () =>
    Effect.gen(function* () {
      const { ponder } = yield* examples
      const told = (...screen: ReadonlyArray<string>) => classifyScreen(ponder.screen, screen)?.status
      assert.strictEqual(told("May I run make? [y/n]", "y: yes"), "waiting")
      assert.strictEqual(told("? go", "Pondering (esc to stop)"), "running")
      assert.strictEqual(told("Stopped.", "? "), "interrupted")
      assert.strictEqual(told("Done.", "? "), "idle")
      assert.isUndefined(told("$"))
    })
  )

  it.live("one of files tells of a process from its first record to its end", () =>
    Effect.gen(function* () {
      const { Ponder } = yield* examples
      const world = yield* makePaneWorld(Ponder)
      const directory = join(world.home, ".ponder")
      const write = (text: string) => writeFileSync(join(directory, "10.json"), text)
      world.processes.set(10, { name: "ponder", startedAt: now() })
      mkdirSync(directory)
      write('{"thread": "t-1", "state": "busy", "topic": "Mend it"}')
      yield* world.start
      yield* world.until("t-1", "running")
      assert.strictEqual(world.threads.get("t-1")?.details.threadName, "Mend it")
      write('{"thread": "t-1", "sta')
      write('{"thread": "t-1", "state": "asking", "topic": null}')
      yield* world.until("t-1", "waiting")
      world.processes.delete(10)
      yield* world.until("t-1", "nothing")
    })
  )
})
