/** A world with the product running in it, and the stop-watch that looks at its panes. */
import { TmuxWorld, type WorldOptions } from "../test/support/TmuxWorld.ts"
import { waitFor } from "../test/support/waiting.ts"
import type { Client } from "../test/support/Client.ts"
import { ControlClient } from "./ControlClient.ts"
import { type Cost, costOf, processesOf } from "./processes.ts"

export class SidebarBench implements AsyncDisposable {
  readonly world: TmuxWorld
  readonly anna: Client
  readonly watch: ControlClient

  private constructor(world: TmuxWorld, anna: Client, watch: ControlClient) {
    this.world = world
    this.anna = anna
    this.watch = watch
  }

  /** A client of 160×48 is attached; the product is not started. */
  static async prepare(options: WorldOptions = {}): Promise<SidebarBench> {
    const world = await TmuxWorld.start(options)
    const anna = await world.client("anna", { width: 160, height: 48 })
    const first = Object.keys(options.sessions ?? { main: {} })[0]!
    return new SidebarBench(world, anna, await ControlClient.attach(world.tmux, first, world.scratch.env))
  }

  /** The same with the sidebar painted. */
  static async start(options: WorldOptions = {}): Promise<SidebarBench> {
    const bench = await SidebarBench.prepare(options)
    await bench.open()
    await bench.painted()
    return bench
  }

  /**
   * Types `opensessions`. A start that says anything is none to measure: it builds first where the checkout is newer than
   * its build, which once made 2,992 ms of 430.
   */
  async open(): Promise<void> {
    const { status, stderr } = await this.world.opensessions()
    if (status !== 0 || stderr !== "") throw new Error(`${stderr.trim()} (status ${status}; is the build current?)`)
  }

  /** The sidebar's header is in its cells. */
  async painted(): Promise<void> {
    await this.watch.until(await this.sidebar(), (lines) => lines.some((line) => line.includes("sessions")))
  }

  /** The pane of the sidebar in the current window of a session. */
  async sidebar(session = "main"): Promise<string> {
    const find = async () => {
      const panes = await this.world.tmux.run(
        "list-panes",
        "-t",
        `=${session}:`,
        "-F",
        "#{pane_id} #{@opensessions-sidebar}"
      )
      return panes.find((line) => line.endsWith(" 1"))?.split(" ")[0] ?? null
    }
    return waitFor(find, async () => `no sidebar in ${session}`)
  }

  daemonPid(): number {
    const info = this.world.info()
    if (info === null) throw new Error("no daemon runs")
    return info.pid
  }

  /** All processes of the product: daemon, supervisor, its control client, and the holders of all sidebar panes. */
  async costs(): Promise<ReadonlyArray<Cost>> {
    const ours = /main\.mjs|supervise\.sh|tmux -N/
    const holders = await this.world.tmux.run("list-panes", "-a", "-f", "#{@opensessions-sidebar}", "-F", "#{pane_pid}")
    return [
      ...processesOf(this.world.scratch.id, (command) => ours.test(command)),
      ...holders.map((pid) => costOf(Number(pid)))
    ]
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.watch.close()
    await this.world.end()
  }
}
