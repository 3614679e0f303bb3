/** Where a daemon listens, reads and writes. */

export interface DaemonPlaces {
  /** The tmux server's socket path; null outside tmux. */
  readonly tmuxSocket: string | null
  readonly key: number
  readonly runtimeDirectory: string
  readonly socketFile: string
  readonly infoFile: string
  readonly logFile: string
  readonly configDirectory: string
  readonly stateDirectory: string
  /** The clone or installation that this program runs from. */
  readonly installation: string
}
