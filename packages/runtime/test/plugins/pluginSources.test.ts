import { assert, describe, it } from "@effect/vitest"
import { Effect, FileSystem } from "effect"
import { NodeServices } from "@effect/platform-node"
import { chmodSync, mkdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { configuredFile, pluginSources } from "../../src/plugins/pluginSources.ts"

describe("pluginSources", () => {
  it.each([
    ["/a/b.ts", "/a/b.ts"],
    ["~/b.ts", "/home/me/b.ts"],
    ["./b.ts", "/c/b.ts"],
    ["../b.ts", "/b.ts"],
    ["some-package", null],
    ["@scope/package", null]
  ])("%s is the file %s", (word, file) => {
    assert.strictEqual(configuredFile(word, "/c", "/home/me"), file)
  })

  it.effect("are the modules of plugins/ and what is configured, each once; what others can write is refused", () =>
    Effect.gen(function* () {
      const config = yield* (yield* FileSystem.FileSystem).makeTempDirectoryScoped()
      const plugins = join(config, "plugins")
      mkdirSync(join(plugins, "helpers"), { recursive: true })
      for (const name of ["b.ts", "a.mjs", "types.d.ts", "b.test.ts", ".hidden.ts", "notes.md", "helpers/x.ts"])
        writeFileSync(join(plugins, name), "")
      chmodSync(join(plugins, "b.ts"), 0o666)
      const sources = yield* pluginSources(config, ["./plugins/a.mjs", "./missing.ts", "pack"])
      const refusals = sources.map(({ name, refused }) => [name, refused?.replace(config, "") ?? null])
      assert.deepStrictEqual(refusals, [
        ["a", null],
        ["b", "/plugins/b.ts can be written by everybody"],
        ["missing", "/missing.ts is not there"],
        ["pack", null]
      ])
    }).pipe(Effect.provide(NodeServices.layer))
  )
})
