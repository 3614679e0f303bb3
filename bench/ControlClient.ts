/** A second control-mode client for the stop-watch: it looks at panes without starting a process for each look. */
import { type ChildProcess, spawn } from "node:child_process"
import type { TmuxServer } from "../test/support/TmuxServer.ts"

export class ControlClient {
  readonly #process: ChildProcess
  readonly #waiting: Array<(lines: ReadonlyArray<string>) => void> = []
  #rest = ""
  #block: Array<string> | null = null

  private constructor(process: ChildProcess) {
    this.#process = process
    process.stdout!.setEncoding("utf8")
    process.stdout!.on("data", (text: string) => this.#read(text))
  }

  /** Attaches without a size and without output, so that nothing changes for the product. */
  static async attach(
    server: TmuxServer,
    session: string,
    env: Readonly<Record<string, string>>
  ): Promise<ControlClient> {
    const [program, ...words] = server.command
    const child = spawn(
      program!,
      [...words, "-C", "attach-session", "-f", "ignore-size,no-output", "-t", `=${session}`],
      {
        env,
        stdio: ["pipe", "pipe", "ignore"]
      }
    )
    const client = new ControlClient(child)
    await new Promise<void>((resolve) => client.#waiting.push(() => resolve()))
    return client
  }

  #read(text: string): void {
    const lines = (this.#rest + text).split("\n")
    this.#rest = lines.pop()!
    for (const line of lines) {
      if (line.startsWith("%begin ")) this.#block = []
      else if (line.startsWith("%end ") || line.startsWith("%error ")) {
        const block = this.#block ?? []
        this.#block = null
        this.#waiting.shift()?.(block)
      } else this.#block?.push(line)
    }
  }

  /** Runs one command line; the words must not need quoting. */
  run(line: string): Promise<ReadonlyArray<string>> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve)
      this.#process.stdin!.write(`${line}\n`)
    })
  }

  screen(pane: string): Promise<ReadonlyArray<string>> {
    return this.run(`capture-pane -p -t ${pane}`)
  }

  /** Looks until the pane shows what is wanted; gives the milliseconds that it took. */
  async until(pane: string, shows: (lines: ReadonlyArray<string>) => boolean, limit = 5000): Promise<number> {
    const started = performance.now()
    for (;;) {
      if (shows(await this.screen(pane))) return performance.now() - started
      if (performance.now() - started > limit) {
        throw new Error(`after ${limit} ms ${pane} still shows:\n${(await this.screen(pane)).join("\n")}`)
      }
    }
  }

  close(): void {
    this.#process.stdin!.end()
  }
}
