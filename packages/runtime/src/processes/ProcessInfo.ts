/** What the operating system tells of a process. */

export interface ProcessInfo {
  readonly pid: number
  readonly ppid: number
  /** The foreground process group of its terminal, -1 without one. */
  readonly foregroundGroup: number
  /** Start time in the system's own unit; with the pid it identifies a process. */
  readonly startTime: string
  /** The same in milliseconds since the epoch, right to about a second; null where the system does not tell. */
  readonly startedAt: number | null
  /** The executable's short name. */
  readonly name: string
  readonly zombie: boolean
  /** By Ctrl-Z, most often. */
  readonly stopped: boolean
}
