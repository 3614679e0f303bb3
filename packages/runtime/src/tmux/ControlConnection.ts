/** One control-mode client of tmux as a scoped resource: a process, its pipe, and the commands that are in flight on it. */
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process"
import { randomUUID } from "node:crypto"
import { Data, Deferred, Effect, type Scope } from "effect"
import { makeAnswerQueue } from "./answerQueue.ts"
import { makeCommandGate } from "./commandGate.ts"
import { makeControlParser } from "./controlProtocol.ts"
import type { Answer, Notification } from "./Notification.ts"
import { quoteCommand } from "./quoteCommand.ts"
import { controlClientArguments } from "./stash.ts"
import type { TmuxCommand } from "./TmuxError.ts"

/** The client could not start or ended; `reason` is what it or tmux said. Ends in the reconnection of `makeTmux`. */
export class ConnectionEnded extends Data.TaggedError("ConnectionEnded")<{
  readonly reason: string
  /** There is no server at the socket, so another try is no use. */
  readonly serverGone: boolean
}> {}

/** A connection that stands. */
export interface ControlConnection {
  /**
   * Writes the commands at once, but for what `commandGate` keeps back. `done` gets an answer for each; null for all when
   * the connection broke before the last.
   */
  send(commands: ReadonlyArray<TmuxCommand>, done: (answers: ReadonlyArray<Answer> | null) => void): void
  /** Completes when the connection broke. */
  readonly ended: Effect.Effect<ConnectionEnded>
  readonly unknown: ReadonlyMap<string, number>
}

/** Where to connect, and who hears what tmux tells unasked. `onNotification` is called in order, between the answers. */
export interface ConnectionOptions {
  readonly tmux: string
  readonly socketPath: string
  onNotification(notification: Notification): void
}

const environment = (): NodeJS.ProcessEnv => {
  const { TMUX: _socket, TMUX_PANE: _pane, ...others } = process.env
  return others
}

const gone = /no server running|error connecting to|server exited|lost server|No such file|Connection refused/

const ended = (said: string, exit: string): ConnectionEnded => {
  const reason = said.trim() === "" ? `the control client ended (${exit})` : said.trim()
  return new ConnectionEnded({ reason, serverGone: gone.test(reason) })
}

const start = (options: ConnectionOptions) => {
  // Its own process group: a Ctrl-C at our terminal must not take away the connection that we clean up over.
  const child = spawn(options.tmux, controlClientArguments(options.socketPath), {
    cwd: "/",
    detached: true,
    env: environment(),
    stdio: "pipe"
  })
  const parser = makeControlParser()
  const answers = makeAnswerQueue(`os-${randomUUID().slice(0, 13)}-`)
  const over = Deferred.makeUnsafe<ConnectionEnded>()
  const attached = Deferred.makeUnsafe<void>()
  let said = ""
  const gate = makeCommandGate<(answer: Answer | null) => void>((command, finish) => {
    const mark = answers.add((answer) => {
      finish(answer)
      gate.settled(command)
    })
    child.stdin.cork()
    child.stdin.write(`${quoteCommand(command)}\n${mark}\n`)
    process.nextTick(() => child.stdin.uncork())
  })
  const end = (exit: string) => {
    if (!Deferred.doneUnsafe(over, Effect.succeed(ended(said, exit)))) return
    const unwritten = gate.drain()
    answers.abandon()
    for (const abandon of unwritten) abandon(null)
  }
  const send: ControlConnection["send"] = (commands, done) => {
    if (Deferred.isDoneUnsafe(over)) return done(null)
    const results: Array<Answer> = []
    let open = commands.length
    if (open === 0) return done([])
    for (const command of commands) {
      gate.submit(command, (answer) => {
        if (answer !== null) results.push(answer)
        open -= 1
        if (open === 0) done(results.length === commands.length ? results : null)
      })
    }
  }
  child.on("error", (error) => {
    said ||= error.message
    end("it could not be started")
  })
  child.on("close", (code, signal) => end(`${signal ?? `status ${code}`}`))
  child.stdin.on("error", () => undefined)
  child.stderr.on("data", (bytes: Buffer) => {
    said = (said + bytes.toString()).slice(0, 2000)
  })
  child.stdout.on("data", (bytes: Buffer) => {
    for (const received of parser.push(bytes)) {
      const notification = answers.receive(received)
      if (notification?._tag === "Exited" && notification.reason !== "") said ||= notification.reason
      if (notification?._tag === "ClientSessionChanged" && notification.client === null) {
        Deferred.doneUnsafe(attached, Effect.void)
      }
      if (notification !== null) options.onNotification(notification)
    }
  })
  return {
    child,
    attached: Deferred.await(attached),
    connection: { send, ended: Deferred.await(over), unknown: parser.unknown } satisfies ControlConnection
  }
}

const stop = (child: ChildProcessWithoutNullStreams, connection: ControlConnection) =>
  Effect.sync(() => child.stdin.end()).pipe(
    Effect.andThen(connection.ended),
    Effect.timeoutOrElse({
      duration: "1 second",
      orElse: () => Effect.sync(() => child.kill("SIGKILL"))
    })
  )

/** Connects, and makes `_os_stash` if it is not there. Closing the scope detaches the client and waits for its process. */
export const connect = Effect.fn("ControlConnection.connect")(function* (
  options: ConnectionOptions
): Effect.fn.Return<ControlConnection, ConnectionEnded, Scope.Scope> {
  const { attached, connection } = yield* Effect.acquireRelease(
    Effect.sync(() => start(options)),
    ({ child, connection }) => stop(child, connection)
  )
  // tmux reads our pipe as soon as the client has said its name, even before it runs the client's own command; lines
  // written before the client is in the stash would find no stash.
  const broken = Effect.flatMap(connection.ended, (reason) => Effect.fail(reason))
  yield* Effect.raceFirst(attached, broken)
  return connection
})
