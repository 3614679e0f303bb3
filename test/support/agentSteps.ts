/** What an agent double can be told to do: exactly what is seen of an agent from outside. */

/** `at` is when, in milliseconds after the batch began; at once, in order, where it is not given. */
export type AgentStep = { readonly at?: number } & (
  | { readonly do: "append" | "rewrite" | "replace"; readonly path: string; readonly text: string }
  | { readonly do: "delete"; readonly path: string }
  | { readonly do: "title"; readonly text: string }
  /** Clears the pane and writes these lines. */
  | { readonly do: "screen"; readonly lines: ReadonlyArray<string> }
  /** A child process with this name; it lives until `childEnds`. */
  | { readonly do: "childStarts"; readonly name: string }
  | { readonly do: "childEnds" }
  /** Runs a hook: a shell command that is given this payload. */
  | { readonly do: "hook"; readonly command: string; readonly payload: string }
  /** Files that an orderly end takes away (also a hangup). */
  | { readonly do: "removeAtExit"; readonly path: string }
  | { readonly do: "exit"; readonly code: number }
  /** Dies as by kill -9. */
  | { readonly do: "die" }
)

/** What a double says of itself when somebody connects. */
export interface AgentSelf {
  readonly pid: number
  /** Field 22 of `/proc/PID/stat`. */
  readonly startTicks: string
  readonly cwd: string
  readonly paneId: string
  /** `$TMUX`. */
  readonly tmux: string
}

/** The variable with the directory of the doubles' sockets. */
export const agentsVariable = "OPENSESSIONS_TEST_AGENTS"
