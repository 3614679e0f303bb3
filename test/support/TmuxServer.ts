/** A tmux server on a socket of its own, told what to do by its command line. */
import { runProgram } from "./runProgram.ts"

export class TmuxServer {
  readonly name: string
  readonly socket: string
  readonly #env: Readonly<Record<string, string>>
  readonly #cwd: string
  readonly #configuration: string

  constructor(options: {
    readonly name: string
    readonly socket: string
    readonly env: Readonly<Record<string, string>>
    readonly cwd: string
    /** A file for `-f`. */
    readonly configuration?: string
  }) {
    this.name = options.name
    this.socket = options.socket
    this.#env = options.env
    this.#cwd = options.cwd
    this.#configuration = options.configuration ?? "/dev/null"
  }

  /** The words that start a tmux command for this server. */
  get command(): ReadonlyArray<string> {
    return ["tmux", "-L", this.name, "-f", this.#configuration]
  }

  /** Runs one tmux command (or several, with `;` words between) and gives its lines; throws where tmux refuses. */
  async run(...words: ReadonlyArray<string>): Promise<ReadonlyArray<string>> {
    const result = await this.attempt(...words)
    if (result.status !== 0) throw new Error(`tmux ${words.join(" ")}: ${result.stderr.trim() || result.status}`)
    return result.stdout === "" ? [] : result.stdout.replace(/\n$/, "").split("\n")
  }

  attempt(...words: ReadonlyArray<string>) {
    const [program, ...options] = this.command
    return runProgram(program!, [...options, ...words], { env: this.#env, cwd: this.#cwd })
  }

  /** One format, expanded for a target. */
  async format(format: string, target?: string): Promise<string> {
    const lines = await this.run("display-message", "-p", ...(target === undefined ? [] : ["-t", target]), format)
    return lines.join("\n")
  }

  async alive(): Promise<boolean> {
    return (await this.attempt("list-sessions")).status === 0
  }
}
