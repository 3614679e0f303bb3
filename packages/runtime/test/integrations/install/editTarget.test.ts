import { assert, describe, it } from "@effect/vitest"
import {
  type AgentHomes,
  type AgentIntegration,
  agentIntegrations
} from "@opensessions/runtime/integrations/install/agentIntegrations"
import { integrateAgent, integrationStatus, separateAgent } from "@opensessions/runtime/integrations/install/integrate"
import { Effect } from "effect"
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync
} from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"

/** A HOME with these files. */
const scratchHome = (files: Readonly<Record<string, string>>) =>
  Effect.acquireRelease(
    Effect.sync(() => {
      const home = mkdtempSync(join(tmpdir(), "os-integrate-"))
      for (const [path, text] of Object.entries(files)) {
        mkdirSync(dirname(join(home, path)), { recursive: true })
        writeFileSync(join(home, path), text)
      }
      return home
    }),
    (home) => Effect.sync(() => rmSync(home, { recursive: true, force: true }))
  )

const homesOf = (home: string, variables: Readonly<Record<string, string>> = {}): AgentHomes => ({
  home,
  installation: "/opt/my sessions",
  variable: (name) => variables[name] ?? null
})

const named = (agent: string): AgentIntegration => agentIntegrations.find((one) => one.agent === agent)!

const recordsOf = (home: string): string => join(home, ".local/state/opensessions/integrations.json")

const add = (home: string, agent: string, variables = {}) =>
  integrateAgent(homesOf(home, variables), recordsOf(home), named(agent))
const take = (home: string, agent: string) => separateAgent(homesOf(home), recordsOf(home), named(agent))

/** All that is below HOME, but for what is remembered to undo. */
const everything = (home: string): ReadonlyArray<string> =>
  readdirSync(home, { recursive: true, withFileTypes: true })
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !path.startsWith(join(home, ".local")))
    .map((path) => `${path} ${lstatSync(path).isFile() ? readFileSync(path, "utf8") : ""}`)
    .sort()

const files: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "claude-code": { ".claude/settings.json": '{\n  // mine\n  "hooks": {},\n  "model": "opus"\n}\n' },
  codex: { ".codex/config.toml": '# mine\nmodel = "gpt-5"\n[tui]\ntheme = "x"\n', ".codex/hooks.json": "{}" },
  opencode: { ".config/opencode/opencode.jsonc": "{}" },
  amp: { ".config/amp/settings.json": "{}" },
  pi: { ".pi/agent/settings.json": "{}" },
  gemini: { ".gemini/settings.json": '{"hooks": {"enabled": true}, "ui": {}}' }
}

describe("an integration", () => {
  for (const agent of Object.keys(files)) {
    for (const [what, before] of [
      ["where the agent is configured", files[agent]!],
      ["where nothing is there", {}]
    ] as const)
      it.effect(`of ${agent} ${what} is added once, and its end leaves all as it was`, () =>
        Effect.gen(function* () {
          const home = yield* scratchHome(before)
          const former = everything(home)
          const first = yield* add(home, agent)
          assert.isTrue(first.changes.every(({ done }) => done === "added"))
          const after = everything(home)
          const status = yield* integrationStatus(homesOf(home), named(agent), false)
          assert.strictEqual(status.state, "installed")
          const again = yield* add(home, agent)
          assert.isTrue(again.changes.every(({ done }) => done === "unchanged"))
          assert.deepStrictEqual(everything(home), after)
          const end = yield* take(home, agent)
          assert.isTrue(end.changes.every(({ done }) => done === "removed"))
          assert.deepStrictEqual(everything(home), former)
          assert.isTrue((yield* take(home, agent)).changes.every(({ done }) => done === "unchanged"))
        }).pipe(Effect.scoped)
      )
  }

  it.effect("is written through links, and mode and links stay", () =>
    Effect.gen(function* () {
      const home = yield* scratchHome({ "dotfiles/claude/settings.json": '{"a": 1}' })
      const file = join(home, "dotfiles/claude/settings.json")
      symlinkSync("dotfiles/claude", join(home, ".claude"))
      chmodSync(file, 0o640)
      yield* add(home, "claude-code")
      assert.isTrue(lstatSync(join(home, ".claude")).isSymbolicLink())
      assert.include(readFileSync(file, "utf8"), "opensessions-hook.sh")
      assert.strictEqual(statSync(file).mode & 0o777, 0o640)
      yield* take(home, "claude-code")
      assert.strictEqual(readFileSync(file, "utf8"), '{"a": 1}')
    }).pipe(Effect.scoped)
  )

  it.effect("leaves with what others wrote since staying", () =>
    Effect.gen(function* () {
      const home = yield* scratchHome({ ".claude/settings.json": '{\n  "a": 1\n}\n' })
      const file = join(home, ".claude/settings.json")
      yield* add(home, "claude-code")
      writeFileSync(file, readFileSync(file, "utf8").replace('"a": 1', '"a": 2'))
      yield* take(home, "claude-code")
      assert.strictEqual(readFileSync(file, "utf8"), '{\n  "a": 2\n}\n')
    }).pipe(Effect.scoped)
  )

  it.effect("of a former installation is brought up to date, and still leaves all as it was", () =>
    Effect.gen(function* () {
      const home = yield* scratchHome({ ".gemini/settings.json": '{ "hooks": {} }' })
      const file = join(home, ".gemini/settings.json")
      const gemini = named("gemini")
      yield* integrateAgent({ ...homesOf(home), installation: "/former" }, recordsOf(home), gemini)
      assert.strictEqual((yield* integrationStatus(homesOf(home), gemini, false)).state, "outdated")
      assert.strictEqual((yield* add(home, "gemini")).changes[0]?.done, "updated")
      assert.notInclude(readFileSync(file, "utf8"), "/former")
      yield* take(home, "gemini")
      assert.strictEqual(readFileSync(file, "utf8"), '{ "hooks": {} }')
    }).pipe(Effect.scoped)
  )

  const refused: ReadonlyArray<readonly [string, Readonly<Record<string, string>>]> = [
    ["claude-code", { ".claude/settings.json": '{ "hooks": \n' }],
    ["gemini", { ".gemini/settings.json": "[]" }],
    ["codex", { ".codex/config.toml": 'notify = ["mine"]\n[[hooks.Stop]]\n' }],
    ["codex", { ".codex/config.toml": "broken", ".codex/hooks.json": "{}" }],
    ["opencode", { ".config/opencode/plugin/opensessions.js": "export const mine = 1\n" }]
  ]
  for (const [agent, before] of refused)
    it.effect(`of ${agent} is refused by ${JSON.stringify(before)}, which stays as it is`, () =>
      Effect.gen(function* () {
        const home = yield* scratchHome(before)
        const former = everything(home)
        const { changes } = yield* add(home, agent)
        assert.isTrue(changes.every(({ done, reason }) => done === "left" && reason !== null))
        assert.deepStrictEqual(everything(home), former)
        yield* take(home, agent)
        assert.deepStrictEqual(everything(home), former)
      }).pipe(Effect.scoped)
    )

  it.effect(
    "changes no file that its owner protected, nor one that is no UTF-8, and says why; the others are done",
    () =>
      Effect.gen(function* () {
        const home = yield* scratchHome({ ".codex/config.toml": "a = 1\n", ".claude/settings.json": "{}" })
        chmodSync(join(home, ".codex/config.toml"), 0o444)
        writeFileSync(join(home, ".claude/settings.json"), Buffer.from('{\n  // caf\xe9\n  "a": 1\n}\n', "latin1"))
        const former = everything(home)
        const claude = yield* add(home, "claude-code")
        assert.deepStrictEqual(
          claude.changes.map(({ done, reason }) => `${done}: ${reason}`),
          ["failed: it can't be read: it is no UTF-8 text"]
        )
        assert.deepStrictEqual(everything(home), former)
        const codex = yield* add(home, "codex")
        assert.deepStrictEqual(
          codex.changes.map(({ done, reason }) => `${done}: ${reason}`),
          ["added: null", "failed: it can't be written: it is read-only"]
        )
        assert.deepStrictEqual(
          (yield* take(home, "codex")).changes.map(({ done }) => done),
          ["unchanged", "removed"]
        )
        assert.deepStrictEqual(everything(home), former)
      }).pipe(Effect.scoped)
  )

  it.effect("of Codex leaves the user's own notify alone and has its hooks", () =>
    Effect.gen(function* () {
      const toml = 'notify = ["mine"]\n'
      const home = yield* scratchHome({ ".codex/config.toml": toml })
      const { changes } = yield* add(home, "codex")
      assert.deepStrictEqual(
        changes.map(({ done }) => done),
        ["added", "left"]
      )
      assert.strictEqual(readFileSync(join(home, ".codex/config.toml"), "utf8"), toml)
      assert.strictEqual((yield* integrationStatus(homesOf(home), named("codex"), false)).state, "installed")
    }).pipe(Effect.scoped)
  )

  it.effect("stands where the agents' own variables point to", () =>
    Effect.gen(function* () {
      const home = yield* scratchHome({})
      const claude = join(home, "my claude")
      const pi = join(home, "my pi")
      yield* add(home, "claude-code", { CLAUDE_CONFIG_DIR: claude })
      yield* add(home, "pi", { PI_CODING_AGENT_DIR: pi })
      assert.isTrue(existsSync(join(claude, "settings.json")))
      assert.isTrue(existsSync(join(pi, "extensions/opensessions.ts")))
      assert.isFalse(existsSync(join(home, ".claude")))
    }).pipe(Effect.scoped)
  )
})
