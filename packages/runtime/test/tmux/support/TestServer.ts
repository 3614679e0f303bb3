/** A private tmux server for a test, and clients that are attached to it in panes of a second private server. */
import { execFile } from "node:child_process"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { promisify } from "node:util"
import { Context, Effect, Layer, Schedule } from "effect"

const execute = promisify(execFile)

/** A client in a pty, by the pane of the outer server that it runs in. */
export interface PtyClient {
  readonly tty: string
  /** Keys as `send-keys` names them, pressed at the client's terminal. */
  press(...keys: ReadonlyArray<string>): Effect.Effect<void>
  /** Bytes typed at the client's terminal as they are. */
  type(text: string): Effect.Effect<void>
  resize(width: number, height: number): Effect.Effect<void>
  /** What the client's terminal shows. */
  readonly screen: Effect.Effect<string>
}

export class TestServer extends Context.Service<
  TestServer,
  {
    readonly socketPath: string
    /** Runs tmux in a process of its own, as a user's shell does; gives its output without the last newline. */
    tmux(...words: ReadonlyArray<string>): Effect.Effect<string>
    /** The same, ignoring failure. */
    attempt(...words: ReadonlyArray<string>): Effect.Effect<void>
    /** Attaches a client of 100 columns and 30 rows to a session. */
    attach(target: string): Effect.Effect<PtyClient>
  }
>()("@opensessions/runtime/test/tmux/support/TestServer") {
  /** Servers in a directory of their own, with one session `first`. Both are killed at the end. */
  static readonly layer = Layer.effect(
    TestServer,
    Effect.gen(function* () {
      const directory = yield* Effect.acquireRelease(
        Effect.promise(() => mkdtemp(join(tmpdir(), "os-tmux-"))),
        (path) => Effect.promise(() => rm(path, { recursive: true, force: true }))
      )
      const { TMUX: _socket, TMUX_PANE: _pane, ...environment } = process.env
      const env = { ...environment, TMUX_TMPDIR: directory, SHELL: "/bin/sh", PS1: "$ ", HOME: directory }
      const server = (socketPath: string) => (words: ReadonlyArray<string>) =>
        Effect.promise(async () => {
          const { stdout } = await execute("tmux", ["-u", "-S", socketPath, "-f", "/dev/null", ...words], { env })
          return stdout.replace(/\n$/, "")
        })
      const paths = { inner: join(directory, "inner"), outer: join(directory, "outer") }
      const inner = server(paths.inner)
      const outer = server(paths.outer)
      const end = (run: typeof inner) => Effect.ignoreCause(run(["kill-server"]))
      // Keys that come within a millisecond are a paste to tmux otherwise.
      const first = "new-session -d -s first -x 100 -y 30 ; set-option -g assume-paste-time 0".split(" ")
      yield* Effect.acquireRelease(inner(first), () => end(inner))
      yield* Effect.acquireRelease(
        outer(["new-session", "-d", "-s", "outer", "-x", "100", "-y", "30", "sleep 600"]),
        () => end(outer)
      )
      const once = Schedule.spaced("20 millis").pipe(Schedule.upTo({ times: 200 }))

      const attach = Effect.fn("TestServer.attach")(function* (target: string) {
        const command = `exec tmux -u -S ${paths.inner} attach-session -t '${target}'`
        const made = yield* outer(["new-window", "-d", "-P", "-F", "#{pane_id} #{pane_tty}", "-t", "outer:", command])
        const [pane = "", tty = ""] = made.split(" ")
        yield* inner(["list-clients", "-F", "#{client_tty}"]).pipe(
          Effect.filterOrFail((ttys) => ttys.split("\n").includes(tty)),
          Effect.retry(once),
          Effect.orDie
        )
        // Keys that come before tmux has drawn are lost.
        yield* outer(["capture-pane", "-p", "-t", pane]).pipe(
          Effect.filterOrFail((screen) => screen.trim() !== ""),
          Effect.retry(once),
          Effect.orDie
        )
        return {
          tty,
          press: (...keys: ReadonlyArray<string>) => Effect.asVoid(outer(["send-keys", "-t", pane, ...keys])),
          type: (text: string) => Effect.asVoid(outer(["send-keys", "-t", pane, "-l", text])),
          resize: (width: number, height: number) =>
            Effect.asVoid(outer(["resize-window", "-t", pane, "-x", String(width), "-y", String(height)])),
          screen: outer(["capture-pane", "-p", "-t", pane])
        }
      })

      return TestServer.of({
        socketPath: paths.inner,
        tmux: (...words) => inner(words),
        attempt: (...words) => Effect.asVoid(Effect.ignoreCause(inner(words))),
        attach
      })
    })
  )
}
