/**
 * A whole machine for one test: a private tmux server with a scratch HOME, people attached to it, agents in its panes.
 *
 *     await using t = await TmuxWorld.start({ sessions: { api: {}, web: {} } })
 *     const anna = await t.client("anna", { width: 120, height: 40 })
 *     await t.opensessions("toggle")
 *     await anna.sees("web")
 */
import { State } from "@opensessions/protocol/State"
import { Schema } from "effect"
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { readdir } from "node:fs/promises"
import { dirname, join } from "node:path"
import { Client } from "./Client.ts"
import { type HttpAnswer, type HttpOptions, httpRequest } from "./httpRequest.ts"
import { leftovers } from "./leftovers.ts"
import { type ProgramResult, runProgram } from "./runProgram.ts"
import { installation, type ScratchWorld, scratchWorld } from "./scratchWorld.ts"
import { serverKey } from "./serverKey.ts"
import { TmuxServer } from "./TmuxServer.ts"
import { waitFor, type WaitOptions } from "./waiting.ts"
import {
  basics,
  type ClientOptions,
  type CommandOptions,
  type SessionOptions,
  terminal,
  type WorldOptions
} from "./worldOptions.ts"

export type { WorldOptions } from "./worldOptions.ts"

export class TmuxWorld implements AsyncDisposable {
  readonly scratch: ScratchWorld
  /** The tmux server under test. */
  readonly tmux: TmuxServer
  readonly #outer: TmuxServer
  readonly #prefix: string
  readonly #firstSession: string
  readonly #panes = new Map<string, string>()

  private constructor(scratch: ScratchWorld, tmux: TmuxServer, outer: TmuxServer, prefix: string, first: string) {
    this.scratch = scratch
    this.tmux = tmux
    this.#outer = outer
    this.#prefix = prefix
    this.#firstSession = first
  }

  static async start(options: WorldOptions = {}): Promise<TmuxWorld> {
    const { sessions = { main: {} }, configuration = "", prefix = "C-b", socket = "" } = options
    const config =
      options.config === undefined
        ? {}
        : { ".config/opensessions/config.json": JSON.stringify(options.config, null, 2) }
    const scratch = options.beside?.scratch ?? scratchWorld(options.env ?? {}, { ...config, ...options.files })
    const plugin = options.plugin === true ? `run-shell ${join(installation, "opensessions.tmux")}\n` : ""
    const server = (name: string, text: string) => {
      const file = join(scratch.directory, `${name}.conf`)
      writeFileSync(file, text)
      const path = join(scratch.env["TMUX_TMPDIR"]!, `tmux-${process.getuid?.() ?? 0}`, name)
      return new TmuxServer({ name, socket: path, env: scratch.env, cwd: scratch.home, configuration: file })
    }
    const name = `os-e2e-${scratch.id}${socket}`
    const inner = server(name, `${basics}set -g prefix ${prefix}\n${configuration}\n${plugin}`)
    const outer = server(`${name}-terminals`, terminal)
    const world = new TmuxWorld(scratch, inner, outer, prefix, Object.keys(sessions)[0]!)
    try {
      for (const [name, session] of Object.entries(sessions)) await world.newSession(name, session)
    } catch (cause) {
      await world.end()
      throw cause
    }
    return world
  }

  /** Makes a session without a client, as a script would; gives the id of its pane. */
  async newSession(name: string, options: SessionOptions = {}): Promise<string> {
    const directory = join(this.scratch.home, options.directory ?? "")
    mkdirSync(directory, { recursive: true })
    const size = ["-x", "120", "-y", "40"]
    const command = options.command === undefined ? [] : [options.command]
    const words = ["new-session", "-d", "-P", "-F", "#{pane_id}", "-s", name, "-c", directory, ...size, ...command]
    const made = await this.tmux.run(...words)
    this.#panes.set(name, made[0]!)
    return made[0]!
  }

  /** The pane that a session was made with. */
  pane(session = this.#firstSession): string {
    return this.#panes.get(session)!
  }

  /** Somebody attaches. */
  async client(name: string, options: ClientOptions = {}): Promise<Client> {
    const { width = 120, height = 40, session = this.#firstSession, attach = [] } = options
    const words = ["env", "-u", "TMUX", "-u", "TMUX_PANE", ...this.tmux.command, "attach-session", ...attach]
    const target = session.startsWith("$") ? session : `=${session}`
    const pane = await this.#terminal(name, width, height, [...words, "-t", target])
    const client = this.#person(name, pane)
    // tmux takes for a key that its terminal has no focus, and would end a prefix. A terminal of tmux 3.2 or 3.3 tells it
    // at once, one of a later tmux when it changes.
    if (!/^3\.[23]/.test(await this.#outer.format("#{version}"))) await client.blur()
    const heardTerminal = "#{client_tty} #{&&:#{focus-events},#{m:*focused*,#{client_flags}}}"
    const isAttached = async () => {
      const clients = await this.tmux.run("list-clients", "-F", heardTerminal)
      return clients.includes(`${await client.tty()} 0`) ? true : null
    }
    await waitFor(isAttached, async () => `${name} can't attach:\n${(await client.screen()).join("\n")}`)
    return client
  }

  /** A terminal outside tmux with a program in it. */
  async terminal(name: string, words: ReadonlyArray<string>, options: ClientOptions = {}): Promise<Client> {
    const { width = 120, height = 40 } = options
    return this.#person(
      name,
      await this.#terminal(name, width, height, ["env", "-u", "TMUX", "-u", "TMUX_PANE", ...words])
    )
  }

  async #terminal(name: string, width: number, height: number, words: ReadonlyArray<string>): Promise<string> {
    const size = ["-x", String(width), "-y", String(height)]
    const made = await this.#outer.run(
      "new-session",
      "-d",
      "-P",
      "-F",
      "#{pane_id}",
      "-s",
      name,
      ...size,
      "--",
      ...words
    )
    return made[0]!
  }

  #person(name: string, pane: string): Client {
    const explain = async () => `--- daemon.log\n${this.log().split("\n").slice(-15).join("\n")}`
    return new Client({ name, inner: this.tmux, outer: this.#outer, pane, prefix: this.#prefix, explain })
  }

  get launcher(): string {
    return join(installation, "bin", "opensessions")
  }

  /** Runs `bin/opensessions` as if typed in a pane. */
  async opensessions(...words: ReadonlyArray<string>): Promise<ProgramResult> {
    return this.typed({}, ...words)
  }

  /** As `opensessions`, somewhere else or with another environment. */
  async typed(options: CommandOptions, ...words: ReadonlyArray<string>): Promise<ProgramResult> {
    const { pane = this.pane() } = options
    const inside = pane === null ? {} : await this.insideOf(pane)
    const env = { ...this.scratch.env, ...inside, ...options.env }
    return runProgram(this.launcher, words, { cwd: this.scratch.home, ...options, env })
  }

  /** The variables that tmux gives to what runs in a pane. */
  async insideOf(pane: string): Promise<Record<string, string>> {
    const value = await this.tmux.format("#{socket_path},#{pid},#{s/^.//:session_id}", pane)
    return { TMUX: value, TMUX_PANE: pane }
  }

  /** The runtime directory of this server's daemon. */
  get runtimeDirectory(): string {
    return join(this.scratch.env["XDG_RUNTIME_DIR"]!, "opensessions", String(serverKey(this.tmux.socket)))
  }

  /** `daemon.json`; null where no daemon wrote one. */
  info(): { readonly pid: number; readonly port: number; readonly token: string } | null {
    try {
      return JSON.parse(readFileSync(join(this.runtimeDirectory, "daemon.json"), "utf8"))
    } catch {
      return null
    }
  }

  log(): string {
    try {
      return readFileSync(join(this.runtimeDirectory, "daemon.log"), "utf8")
    } catch {
      return ""
    }
  }

  /** A request on the daemon's Unix socket. */
  socket(path: string, options?: HttpOptions): Promise<HttpAnswer> {
    return httpRequest({ socketPath: join(this.runtimeDirectory, "daemon.sock") }, path, options)
  }

  /** A request on the daemon's TCP port, without a token. */
  http(path: string, options?: HttpOptions): Promise<HttpAnswer> {
    const port = this.info()?.port
    if (port === undefined) throw new Error("no daemon runs")
    return httpRequest({ host: "127.0.0.1", port }, path, options)
  }

  /** The state document, which has to be what the protocol says. */
  async state(): Promise<State> {
    return Schema.decodeUnknownSync(State)((await this.socket("/state")).json())
  }

  /** Waits until the state fits, and gives it. */
  stateWhere(fits: (state: State) => boolean, options?: WaitOptions): Promise<State> {
    let last: unknown = null
    const look = async () => {
      const state = await this.state()
      last = state
      return fits(state) ? state : null
    }
    return waitFor(
      look,
      () => `the state is not as expected:\n${JSON.stringify(last, null, 2)}\n${this.log()}`,
      options
    )
  }

  async end(): Promise<void> {
    const ended = async () => {
      // Tests may have started further servers in this world's directory, or be starting one.
      const names = await readdir(dirname(this.tmux.socket)).catch(() => [])
      for (const name of names.filter((one) => !one.endsWith(".lock")))
        await runProgram("tmux", ["-L", name, "kill-server"], { env: this.scratch.env, cwd: "/" })
      return (await leftovers(this.scratch.id)).length === 0 ? true : null
    }
    try {
      await waitFor(ended, async () => {
        const left = await leftovers(this.scratch.id)
        for (const { pid } of left) process.kill(pid, "SIGKILL")
        return `still running:\n${left.map(({ pid, command }) => `${pid} ${command}`).join("\n")}\n${this.log()}`
      })
    } finally {
      rmSync(this.scratch.directory, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 })
    }
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.end()
  }
}
