/** A tmux world with an installation whose daemon is a stub that writes down what it hears. */
import { type ChildProcess, spawn } from "node:child_process"
import { mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { type ProgramResult, runProgram } from "../../support/runProgram.ts"
import { TmuxWorld, type WorldOptions } from "../../support/TmuxWorld.ts"
import { waitFor } from "../../support/waiting.ts"
import { type Installation, makeInstallation } from "./installation.ts"

export class StubWorld implements AsyncDisposable {
  readonly world: TmuxWorld
  readonly installation: Installation
  readonly #stub: string

  private constructor(world: TmuxWorld, installation: Installation, stub: string) {
    this.world = world
    this.installation = installation
    this.#stub = stub
  }

  static async start(options: WorldOptions & { readonly name?: string } = {}): Promise<StubWorld> {
    const installation = makeInstallation(options.name === undefined ? {} : { name: options.name })
    const stub = join(installation.directory, "stub")
    mkdirSync(stub)
    try {
      const env = { ...options.env, STUB_DIRECTORY: stub }
      return new StubWorld(await TmuxWorld.start({ ...options, env }), installation, stub)
    } catch (cause) {
      installation[Symbol.dispose]()
      throw cause
    }
  }

  get plugin(): string {
    return join(this.installation.root, "opensessions.tmux")
  }

  /** As the tmux plugin manager runs a plugin: by its path, with a bare environment. */
  async loadPlugin(): Promise<ProgramResult> {
    const { TMUX } = await this.world.insideOf(await this.firstPane())
    return runProgram(this.plugin, [], { cwd: "/", env: { TMUX: TMUX!, PATH: this.world.scratch.barePath } })
  }

  async firstPane(): Promise<string> {
    return (await this.world.tmux.run("list-panes", "-a", "-F", "#{pane_id}"))[0]!
  }

  /** Runs the launcher as if typed in a pane; null is outside tmux. */
  async opensessions(pane: string | null, ...words: ReadonlyArray<string>): Promise<ProgramResult> {
    const inside = pane === null ? {} : await this.world.insideOf(pane)
    const { env, home } = this.world.scratch
    return runProgram(this.installation.launcher, words, { cwd: home, env: { ...env, ...inside } })
  }

  /** What the stub wrote down. */
  heard(): ReadonlyArray<string> {
    try {
      return readFileSync(join(this.#stub, "heard"), "utf8").trim().split("\n")
    } catch {
      return []
    }
  }

  /** Waits until it heard this. */
  hears(line: string | RegExp): Promise<string> {
    const fits = (text: string) => (typeof line === "string" ? text === line : line.test(text))
    return waitFor(
      () => this.heard().find(fits) ?? null,
      () => `the daemon never heard ${String(line)}, but:\n${this.heard().join("\n")}`
    )
  }

  /** A process that has the place of the daemon, and neither answers nor goes before it is killed. */
  takesThePlace(): ChildProcess {
    const process = spawn("sleep", ["600"], { env: this.world.scratch.env, stdio: "ignore" })
    writeFileSync(join(this.#stub, "pid"), String(process.pid))
    return process
  }

  /** The process of the stub that runs. */
  pid(): number {
    return Number(readFileSync(join(this.#stub, "pid"), "utf8"))
  }

  /** Makes the daemon end otherwise than it should. */
  order(name: "refuse" | "crash" | "end", text: string): void {
    writeFileSync(join(this.#stub, name), text)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    try {
      await this.world.end()
    } finally {
      this.installation[Symbol.dispose]()
    }
  }
}
