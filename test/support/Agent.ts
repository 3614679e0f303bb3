/** An agent double in a pane, told what to do from a test. */
import { existsSync, rmSync } from "node:fs"
import { connect, type Socket } from "node:net"
import { createInterface } from "node:readline"
import { setTimeout as sleep } from "node:timers/promises"
import type { AgentSelf, AgentStep } from "./agentSteps.ts"
import { waitFor } from "./waiting.ts"

/** Null where nobody listens yet: a socket's file is there a moment before its listener. */
const connected = (socket: string): Promise<Socket | null> =>
  new Promise((resolve) => {
    const connection = connect(socket)
    connection.once("connect", () => resolve(connection))
    connection.once("error", () => resolve(null))
  })

export class Agent {
  readonly self: AgentSelf
  readonly #connection: Socket
  readonly #answers: AsyncIterator<string>

  private constructor(self: AgentSelf, connection: Socket, answers: AsyncIterator<string>) {
    this.self = self
    this.#connection = connection
    this.#answers = answers
  }

  /** Connects to the double that was started in a pane, as soon as it listens. */
  static async at(socket: string): Promise<Agent> {
    const connection = await waitFor(
      () => (existsSync(socket) ? connected(socket) : null),
      () => `no agent listens at ${socket}`
    )
    connection.on("error", () => undefined)
    const answers = createInterface({ input: connection })[Symbol.asyncIterator]()
    const hello = await answers.next()
    rmSync(socket)
    return new Agent(JSON.parse(hello.value as string) as AgentSelf, connection, answers)
  }

  /** Does these steps, each at its time; gives all that was typed into the pane so far. */
  async play(...steps: ReadonlyArray<AgentStep>): Promise<string> {
    this.#connection.write(`${JSON.stringify(steps)}\n`)
    const answer = await this.#answers.next()
    // A double that was told to end does not answer.
    return answer.done === true ? "" : (JSON.parse(answer.value) as string)
  }

  /** Waits until what was typed into the pane fits. */
  async receives(text: string | RegExp): Promise<string> {
    const fits = (typed: string) => (typeof text === "string" ? typed.includes(text) : text.test(typed))
    let typed = ""
    return waitFor(
      async () => {
        typed = await this.play()
        if (fits(typed)) return typed
        await sleep(10)
        return null
      },
      () => `the agent received ${JSON.stringify(typed)}, not ${String(text)}`
    )
  }
}
