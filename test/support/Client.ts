/**
 * A person at a terminal: a real tmux client attached through a pty. The terminal is a window of an outer tmux server,
 * which gives the screen to look at and takes keys and mouse.
 */
import { drag, focusIn, focusOut, hexWords, type MouseButton, press, release, wheel } from "./inputBytes.ts"
import type { TmuxServer } from "./TmuxServer.ts"
import { setTimeout as sleep } from "node:timers/promises"
import { waitFor, type WaitOptions } from "./waiting.ts"

/**
 * Nobody sees what a key did and presses the next one sooner. What comes within 25 ms is text to a sidebar (S53), and on
 * a busy machine the daemon may read two keys at once that were a little further apart.
 */
const reactionMillis = 80

/** Two clicks that are no double click: tmux takes them for one within 300 ms, wherever they are. */
const clicksApartMillis = 400

const matches = (screen: string, text: string | RegExp): boolean =>
  typeof text === "string" ? screen.includes(text) : text.test(screen)

export class Client {
  readonly name: string
  readonly #inner: TmuxServer
  readonly #outer: TmuxServer
  readonly #pane: string
  readonly #prefix: string
  readonly #explain: () => Promise<string>
  #lastKeyAt = 0
  #lastClickAt = Number.NEGATIVE_INFINITY

  constructor(options: {
    readonly name: string
    readonly inner: TmuxServer
    readonly outer: TmuxServer
    /** The outer pane that is this person's terminal. */
    readonly pane: string
    readonly prefix: string
    /** What else helps to understand a failure. */
    readonly explain: () => Promise<string>
  }) {
    this.name = options.name
    this.#inner = options.inner
    this.#outer = options.outer
    this.#pane = options.pane
    this.#prefix = options.prefix
    this.#explain = options.explain
  }

  /** Presses keys one right after the other, by tmux's names: `"prefix o t"`, `"j j Enter"`, `"C-s"`, `"M-1"`. */
  async keys(keys: string): Promise<void> {
    await sleep(Math.max(0, this.#lastKeyAt + reactionMillis - performance.now()))
    for (const key of keys.split(" ").filter((word) => word !== "")) {
      await this.#outer.run("send-keys", "-t", this.#pane, key === "prefix" ? this.#prefix : key)
    }
    this.#lastKeyAt = performance.now()
  }

  /** Types text as it is, all of it at once. */
  async type(text: string): Promise<void> {
    await this.#outer.run("send-keys", "-t", this.#pane, "-l", "--", text)
  }

  /** Lets the terminal send bytes. */
  async send(bytes: string): Promise<void> {
    await this.#outer.run("send-keys", "-t", this.#pane, "-H", ...hexWords(bytes))
  }

  async click(column: number, row: number, button: MouseButton = "left"): Promise<void> {
    await sleep(Math.max(0, this.#lastClickAt + clicksApartMillis - performance.now()))
    this.#lastClickAt = performance.now()
    await this.send(press(column, row, button))
    await this.send(release(column, row, button))
  }

  /** Clicks on the first cell of a text that is on the screen (narrow characters left of it). */
  async clickOn(text: string, button: MouseButton = "left"): Promise<void> {
    await sleep(Math.max(0, this.#lastClickAt + clicksApartMillis - performance.now()))
    const { column, row } = await this.find(text)
    await this.click(column, row, button)
  }

  async wheel(direction: "up" | "down", column: number, row: number): Promise<void> {
    await this.send(wheel(column, row, direction))
  }

  /** Both clicks at once. */
  doubleClick = (column: number, row: number): Promise<void> =>
    this.send([press(column, row), release(column, row)].join("").repeat(2))

  press = (column: number, row: number): Promise<void> => this.send(press(column, row))
  move = (column: number, row: number): Promise<void> => this.send(drag(column, row))
  release = (column: number, row: number): Promise<void> => this.send(release(column, row))

  /** Presses at the first place, moves over the others, releases at the last. */
  async drag(...places: ReadonlyArray<readonly [column: number, row: number]>): Promise<void> {
    const [first, ...others] = places
    await this.send(press(...first!))
    for (const place of others) await this.send(drag(...place))
    await this.send(release(...places.at(-1)!))
  }

  /** The terminal tells that it got or lost the focus. */
  focus = (): Promise<void> => this.send(focusIn)
  blur = (): Promise<void> => this.send(focusOut)

  /** Another size of the terminal; returns when tmux knows it. */
  async resize(width: number, height: number): Promise<void> {
    await this.#outer.run("resize-window", "-t", this.#pane, "-x", String(width), "-y", String(height))
    const size = `${width}x${height}`
    const known = async () => ((await this.where("#{client_width}x#{client_height}")) === size ? true : null)
    await waitFor(known, () => `tmux does not know that ${this.name}'s terminal is ${size}`)
  }

  /** The screen's lines without colours. */
  screen(): Promise<ReadonlyArray<string>> {
    return this.#outer.run("capture-pane", "-p", "-t", this.#pane)
  }

  /** The screen with its colours as escape sequences. */
  colours(): Promise<ReadonlyArray<string>> {
    return this.#outer.run("capture-pane", "-p", "-e", "-t", this.#pane)
  }

  /** Where a text is on the screen, counting from 0. */
  async find(text: string): Promise<{ readonly column: number; readonly row: number }> {
    const screen = await this.screen()
    const row = screen.findIndex((line) => line.includes(text))
    if (row < 0) throw new Error(`${JSON.stringify(text)} is not on the screen of ${this.name}:\n${screen.join("\n")}`)
    return { column: screen[row]!.indexOf(text), row }
  }

  /** Waits until a text is on the screen; gives the screen. */
  sees(text: string | RegExp, options?: WaitOptions): Promise<ReadonlyArray<string>> {
    return this.#until((screen) => matches(screen, text), `${this.name} does not see ${String(text)}`, options)
  }

  /** Waits until a text is not on the screen; gives the screen. */
  lacks(text: string | RegExp, options?: WaitOptions): Promise<ReadonlyArray<string>> {
    return this.#until((screen) => !matches(screen, text), `${this.name} still sees ${String(text)}`, options)
  }

  async #until(fits: (screen: string) => boolean, failure: string, options?: WaitOptions) {
    const look = async () => {
      const screen = await this.screen()
      return fits(screen.join("\n")) ? screen : null
    }
    const explain = async () => `${failure}:\n${(await this.screen()).join("\n")}\n${await this.#explain()}`
    return waitFor(look, explain, options)
  }

  /** The tty under which the inner server knows this client. */
  tty(): Promise<string> {
    return this.#outer.format("#{pane_tty}", this.#pane)
  }

  /** A format of the inner server for this client: `#{session_name}`, `#{pane_id}`, `#{window_index}`. */
  async where(format: string): Promise<string> {
    const tty = await this.tty()
    const clients = await this.#inner.run("list-clients", "-F", `#{client_tty} ${format}`)
    const own = clients.find((line) => line.startsWith(`${tty} `))
    if (own === undefined) throw new Error(`${this.name} is not attached`)
    return own.slice(tty.length + 1)
  }

  /** Whether the terminal has rung. */
  async hasHeardBell(): Promise<boolean> {
    return (await this.#outer.format("#{window_bell_flag}", this.#pane)) === "1"
  }

  /** Whether the terminal's program (the attached client) still runs. */
  async attached(): Promise<boolean> {
    return (await this.#outer.format("#{pane_dead}", this.#pane)) === "0"
  }
}
