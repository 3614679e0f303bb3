import { assert, describe, it } from "@effect/vitest"
import { Places } from "@opensessions/runtime/config/Places"
import { ConfigProvider, Effect, Layer } from "effect"
import { Command } from "effect/cli"
import { TestConsole } from "effect/testing"
import { commandLine, commandLineOutput } from "../../src/cli/commandLine.ts"
import { Daemon, DaemonRefused, NoDaemon, type Question } from "../../src/cli/Daemon.ts"
import { environment } from "../../src/cli/environment.ts"
import { exitStatusOf, isSaid } from "../../src/cli/exitStatus.ts"
import { agent, session, state } from "./states.ts"

const places = {
  tmuxSocket: null,
  key: 2486,
  runtimeDirectory: "/run/none",
  socketFile: "/run/none/daemon.sock",
  infoFile: "/run/none/daemon.json",
  logFile: "/run/none/daemon.log",
  configDirectory: "/c",
  stateDirectory: "/s",
  installation: new URL("../../../..", import.meta.url).pathname
}

type Ask = (question: Question) => Effect.Effect<unknown, NoDaemon | DaemonRefused>

/** Runs the command line as if typed outside tmux; gives what was asked of the daemon, printed, and the exit status. */
const run = (words: ReadonlyArray<string>, ask: Ask = () => Effect.succeed(null)) =>
  Effect.gen(function* () {
    const asked: Array<Question> = []
    const daemon = Layer.mock(Daemon, {
      ask: (question) => {
        asked.push(question)
        return ask(question)
      }
    })
    const surroundings = Layer.mergeAll(
      daemon,
      environment,
      commandLineOutput,
      Layer.succeed(Places, places),
      ConfigProvider.layer(ConfigProvider.fromUnknown({}))
    )
    const failure = yield* Command.runWith(commandLine, { version: "0.1.0" })(words).pipe(
      Effect.match({ onFailure: (error) => error, onSuccess: () => null }),
      Effect.provide(surroundings)
    )
    const out = (yield* TestConsole.logLines).map(String)
    const err = (yield* TestConsole.errorLines).map(String)
    const said = failure === null || isSaid(failure) ? err : [...err, failure.message]
    return { asked, out, err: said, status: failure === null ? 0 : exitStatusOf(failure) }
  }).pipe(Effect.provide(TestConsole.layer))

describe("the command line", () => {
  it.effect.each([
    [
      ["set-status", "Deploying", "--tone", "warn", "-s", "api"],
      "/set-status",
      { session: "api", text: "Deploying", tone: "warn" }
    ],
    [
      ["set-status", "x", "--ttl", "30s", "--session", "$3"],
      "/set-status",
      { session: "$3", text: "x", ttlMs: 30_000 }
    ],
    [["set-status", "--clear", "-s", "api"], "/set-status", { session: "api", text: null }],
    [
      ["set-progress", "3/10", "--label", "services", "-s", "a"],
      "/set-progress",
      { session: "a", current: 3, total: 10, label: "services" }
    ],
    [["set-progress", "40%", "-s", "a"], "/set-progress", { session: "a", percent: 0.4 }],
    [["set-progress", "--clear", "-s", "a"], "/set-progress", { session: "a", clear: true }],
    [
      ["log", "Tests passed", "--source", "ci", "--tone", "success", "-s", "a"],
      "/log",
      { session: "a", message: "Tests passed", tone: "success", source: "ci" }
    ],
    [["notify", "done", "-s", "a"], "/notify", { session: "a", message: "done" }],
    [["clear-log", "-s", "a"], "/clear-log", { session: "a" }]
  ] as const)("sends %j", ([words, path, body]) =>
    Effect.gen(function* () {
      const ended = yield* run(words)
      assert.deepStrictEqual(ended, { asked: [{ path, body }], out: [], err: [], status: 0 })
    })
  )

  it.effect.each([
    [["nonsense"], /Unknown subcommand "nonsense".*; see: opensessions --help$/],
    [["ls", "--jsn"], /--jsn.*; see: opensessions ls --help$/],
    [["set-progress", "a lot", "-s", "a"], /a lot.*3\/10 or 40%/],
    [["set-status", "x", "--ttl", "soon", "-s", "a"], /soon.*30s/],
    [["set-status", "x", "--tone", "loud", "-s", "a"], /loud/],
    [["set-status", "-s", "a"], /either a text or --clear/],
    [["set-status", "x", "--clear", "-s", "a"], /either a text or --clear/],
    [["set-progress", "-s", "a"], /an amount/],
    [["log", "hello"], /which session\?.*--session/]
  ] as const)("refuses %j with one line and status 2", ([words, says]) =>
    Effect.gen(function* () {
      const { asked, err, out, status } = yield* run(words)
      assert.deepStrictEqual([asked, out, err.length, status], [[], [], 1, 2])
      assert.match(err[0]!, says)
    })
  )

  it.effect.each([
    ["ls"],
    ["ls", "--json"],
    ["explain", "%4"],
    ["quit"],
    ["log", "x", "-s", "a"],
    ["watch"],
    ["status", "--json"]
  ])("%j is status 3 where no daemon runs", (words) =>
    Effect.gen(function* () {
      const { err, status } = yield* run(words, () => Effect.fail(new NoDaemon({ key: 2486 })))
      assert.strictEqual(status, 3)
      assert.match(err.join("\n"), /^no daemon runs for this tmux server/)
    })
  )

  it.effect("is status 1 with the daemon's own words where it refuses", () =>
    Effect.gen(function* () {
      const refusal = new DaemonRefused({ status: 404, reason: "unknown session 'a'" })
      const { err, status } = yield* run(["log", "x", "-s", "a"], () => Effect.fail(refusal))
      assert.deepStrictEqual([status, err], [1, ["unknown session 'a'"]])
    })
  )

  it.effect("prints the state document as it came, for a program in one line", () =>
    Effect.gen(function* () {
      const document = { ...state([session()]), news: "of a later version" }
      const { out } = yield* run(["ls", "--json"], () => Effect.succeed(document))
      assert.deepStrictEqual(out, [JSON.stringify(document)])
    })
  )

  it.effect.each(["ls", "watch", "explain", "history", "status", "theme", "doctor", "integrate", "bench", "version"])(
    "%s, which prints data, has --json",
    (command) =>
      Effect.gen(function* () {
        assert.match((yield* run([command, "--help"])).out.join("\n"), /^ +--json +Print JSON for a program$/m)
      })
  )

  it.effect("counts for a status line", () =>
    Effect.gen(function* () {
      const document = state([
        session({ agents: [agent({ status: "waiting" }), agent({ threadId: "2", status: "done", unseen: true })] })
      ])
      const { out } = yield* run(["status"], () => Effect.succeed(document))
      assert.deepStrictEqual(out, ["1 waiting 1 done"])
      const json = yield* run(["status", "--json"], () => Effect.succeed(document))
      assert.deepInclude(JSON.parse(json.out.at(-1)!), { waiting: 1, done: 1, running: 0, unseen: 1, sessions: 1 })
    })
  )

  it.effect.each(["bash", "zsh", "fish"])("completes every command in %s", (shell) =>
    Effect.gen(function* () {
      const { out, status } = yield* run(["completions", shell])
      assert.strictEqual(status, 0)
      for (const word of ["set-status", "set-progress", "explain", "completions", "tone"]) {
        assert.include(out.join("\n"), word)
      }
    })
  )

  it.effect("asks for a pane, an agent or a thread as it was typed", () =>
    Effect.gen(function* () {
      for (const [target, path] of [
        ["%4", "/agents/%254/explain"],
        ["claude-code", "/agents/claude-code/explain"],
        ["Mend the build", "/agents/Mend%20the%20build/explain"]
      ] as const) {
        const { asked, status } = yield* run(["explain", target], () => Effect.succeed([]))
        assert.deepStrictEqual([asked.at(-1)!.path, status], [path, 0])
      }
    })
  )

  it.effect("teaches by example in every command's help", () =>
    Effect.gen(function* () {
      const { out } = yield* run(["--help"])
      const commands = [...out.join("\n").matchAll(/^ {2}([a-z-]+) {2,}[A-Z]/gm)].map((found) => found[1]!)
      assert.isAtLeast(commands.length, 23)
      for (const command of commands) {
        const help = yield* run([command, "--help"])
        assert.strictEqual(help.status, 0)
        if (command !== "version") assert.match(help.out.join("\n"), /EXAMPLES[^]*opensessions/, command)
      }
    })
  )
})
