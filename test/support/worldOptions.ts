/** What a test can ask of a world, of people in it, and of commands that they type. */
import type { ProgramOptions } from "./runProgram.ts"
import type { TmuxWorld } from "./TmuxWorld.ts"

export interface SessionOptions {
  /** Below HOME; made where it is missing. HOME itself where it is not given. */
  readonly directory?: string
  /** Instead of a shell. */
  readonly command?: string
}

export interface WorldOptions {
  /** In this order; one called `main` where nothing is given. */
  readonly sessions?: Readonly<Record<string, SessionOptions>>
  /** Lines of `tmux.conf` after those of `basics`. */
  readonly configuration?: string
  /** Becomes `config.json`. */
  readonly config?: unknown
  /** Files below HOME. */
  readonly files?: Readonly<Record<string, string>>
  readonly env?: Readonly<Record<string, string>>
  readonly prefix?: string
  /** `tmux.conf` loads the plugin, as TPM's last line would. */
  readonly plugin?: boolean
  /** What the socket's name ends with. */
  readonly socket?: string
  /** Another tmux server of the same person: the same HOME, runtime directory and configuration. */
  readonly beside?: TmuxWorld
}

export interface ClientOptions {
  readonly width?: number
  readonly height?: number
  /** By name, or by its id; the first one where it is not given. */
  readonly session?: string
  /** Further words for `attach-session`, such as `-r`. */
  readonly attach?: ReadonlyArray<string>
}

export interface CommandOptions extends Partial<ProgramOptions> {
  /** The pane it is typed in; null is outside tmux. The first pane where it is not given. */
  readonly pane?: string | null
}

/**
 * What most people have, no waiting for the rest of an escape sequence, and keys that are keys however fast they come: two
 * of them within a millisecond are a paste to tmux, and a prefix within the repeat time of a key before it is none.
 */
export const basics = [
  "set -g mouse on",
  "set -g assume-paste-time 0",
  "set -g repeat-time 0",
  "set -s escape-time 10",
  "set -g focus-events on",
  "set -g default-shell /bin/sh",
  ""
].join("\n")

/** The outer tmux is only a terminal. */
export const terminal = [
  "set -g status off",
  "set -g prefix None",
  "set -s escape-time 0",
  "set -g default-terminal tmux-256color",
  "set -as terminal-features ',*:RGB'",
  "set -g focus-events on",
  "set -g remain-on-exit on",
  ""
].join("\n")
