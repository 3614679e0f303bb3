/** An agent without files: how its program is known, and what its screen looks like. Data, one file an agent. */
import type { ScreenRule } from "../screenRules.ts"

export interface CliProgram {
  /** Names of its process. */
  readonly names: ReadonlyArray<string>
  /** Its packages of Node's registry, a file of which is the program. */
  readonly packages?: ReadonlyArray<string>
  /** Its module in Python. */
  readonly module?: string
  /** Another file that is the program. */
  readonly file?: RegExp
  /** First words after the program that are not a conversation: servers, settings, or another program of that name. */
  readonly notWith?: RegExp
  /** The only first words that are, where the name is used by other programs, too. */
  readonly onlyWith?: RegExp
}

export interface CliAgent {
  readonly agent: string
  readonly program: CliProgram
  /** What its rules rest on: a version that was observed and when, or public documentation. */
  readonly provenance: string
  /** The thread's name in the title of its pane. */
  readonly topic?: RegExp
  /** The first that matches decides. Without rules it is only shown that the agent is there and whether it draws. */
  readonly screen: ReadonlyArray<ScreenRule>
}
