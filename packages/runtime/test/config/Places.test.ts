import { assert, describe, it } from "@effect/vitest"
import { ConfigProvider, Effect, Layer } from "effect"
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs"
import { tmpdir } from "node:os"
import { Places } from "../../src/config/Places.ts"
import { type Environment, placesOf } from "../../src/config/placesOf.ts"

const environment: Environment = {
  uid: 1000,
  home: "/home/me",
  socket: null,
  tmux: "/tmp/tmux-1000/default,99,0",
  tmuxTmpdir: null,
  xdgRuntimeDir: "/run/user/1000",
  xdgConfigHome: null,
  xdgStateHome: null,
  serverKey: null,
  installation: "/opt/opensessions",
  realPath: (path) => path,
  isOwnDirectory: () => true
}

describe("placesOf", () => {
  it("puts everything of a daemon below the runtime directory of its key", () => {
    assert.deepStrictEqual(placesOf(environment), {
      tmuxSocket: "/tmp/tmux-1000/default",
      key: 2486,
      runtimeDirectory: "/run/user/1000/opensessions/2486",
      socketFile: "/run/user/1000/opensessions/2486/daemon.sock",
      infoFile: "/run/user/1000/opensessions/2486/daemon.json",
      logFile: "/run/user/1000/opensessions/2486/daemon.log",
      configDirectory: "/home/me/.config/opensessions",
      stateDirectory: "/home/me/.local/state/opensessions",
      installation: "/opt/opensessions"
    })
  })

  it("serves the default tmux server outside tmux", () => {
    const places = placesOf({ ...environment, tmux: null })
    assert.strictEqual(places.tmuxSocket, null)
    assert.strictEqual(places.key, 2486)
  })

  it("resolves the directory of the default socket as tmux does", () => {
    const links: Record<string, string> = { "/tmp": "/private/tmp" }
    const realPath = (path: string) => links[path] ?? null
    assert.strictEqual(placesOf({ ...environment, uid: 501, tmux: null, realPath }).key, 19916)
    assert.strictEqual(placesOf({ ...environment, uid: 501, tmux: null, realPath, tmuxTmpdir: "/gone" }).key, 19916)
  })

  it("S46: two tmux servers of one user have nothing in common", () => {
    const other = placesOf({ ...environment, tmux: "/tmp/tmux-1000/work,7,0" })
    assert.notStrictEqual(other.key, 2486)
    assert.notStrictEqual(other.runtimeDirectory, placesOf(environment).runtimeDirectory)
  })

  it.each([
    ["is not set", { xdgRuntimeDir: null }],
    ["is no absolute path", { xdgRuntimeDir: "run" }],
    ["is not this user's", { isOwnDirectory: () => false }],
    ["is too long for a socket", { xdgRuntimeDir: `/${"x".repeat(100)}` }]
  ])("S89: falls back to a directory of this user in /tmp where XDG_RUNTIME_DIR %s", (_, change) => {
    assert.strictEqual(placesOf({ ...environment, ...change }).runtimeDirectory, "/tmp/opensessions-1000/2486")
  })

  it("takes the socket that the caller names, and the key that the environment names", () => {
    assert.strictEqual(placesOf({ ...environment, socket: "/tmp/tmux-0/default" }).key, 18239)
    assert.strictEqual(placesOf({ ...environment, serverKey: "77" }).key, 77)
    assert.strictEqual(placesOf({ ...environment, serverKey: "../../etc" }).key, 2486)
  })

  it("ignores relative XDG directories", () => {
    const places = placesOf({ ...environment, xdgConfigHome: "config", xdgStateHome: "/state/" })
    assert.strictEqual(places.configDirectory, "/home/me/.config/opensessions")
    assert.strictEqual(places.stateDirectory, "/state/opensessions")
  })
})

describe("Places.layer", () => {
  const scratch = Effect.acquireRelease(
    Effect.sync(() => mkdtempSync(`${tmpdir()}/os-places-`)),
    (directory) => Effect.sync(() => rmSync(directory, { recursive: true, force: true }))
  )
  const placesIn = (variables: Record<string, string>) =>
    Places.pipe(
      Effect.provide(Places.layer.pipe(Layer.provide(ConfigProvider.layer(ConfigProvider.fromEnvRecord(variables)))))
    )

  it.effect("reads the environment and finds the installation", () =>
    Effect.gen(function* () {
      const directory = yield* scratch
      const places = yield* placesIn({ HOME: "/home/me", XDG_RUNTIME_DIR: directory, TMUX: "/tmp/tmux-0/default,1,0" })
      assert.strictEqual(places.runtimeDirectory, `${directory}/opensessions/18239`)
      assert.strictEqual(places.configDirectory, "/home/me/.config/opensessions")
      assert.isTrue(existsSync(`${places.installation}/packages`))
    })
  )

  it.effect("S89: does not follow a link in the place of XDG_RUNTIME_DIR", () =>
    Effect.gen(function* () {
      const directory = yield* scratch
      mkdirSync(`${directory}/real`)
      chmodSync(`${directory}/real`, 0o700)
      symlinkSync(`${directory}/real`, `${directory}/link`)
      const places = yield* placesIn({ XDG_RUNTIME_DIR: `${directory}/link`, TMUX: "/tmp/tmux-0/default,1,0" })
      assert.match(places.runtimeDirectory, /^\/tmp\/opensessions-\d+\/18239$/)
    })
  )

  it.effect("makes no directory by itself", () =>
    Effect.gen(function* () {
      const directory = yield* scratch
      yield* placesIn({ XDG_RUNTIME_DIR: directory, OPENSESSIONS_DIR: "/opt/os" })
      assert.isFalse(existsSync(`${directory}/opensessions`))
    })
  )
})
