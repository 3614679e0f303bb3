/** An agent without files: how its program is known, and what its screen looks like. Data, one file an agent. */
import type { NamedProgram } from "../namedProgram.ts"
import type { ScreenRule } from "../screenRules.ts"

export interface CliAgent {
  readonly agent: string
  readonly program: NamedProgram
  /** What its rules rest on: a version that was observed and when, or public documentation. */
  readonly provenance: string
  /** The thread's name in the title of its pane. */
  readonly topic?: RegExp
  /** The first that matches decides. Without rules it is only shown that the agent is there and whether it draws. */
  readonly screen: ReadonlyArray<ScreenRule>
}
