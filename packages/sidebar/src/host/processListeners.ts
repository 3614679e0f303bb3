/** What a renderer hangs on the process, which is not its own here. */

const events = ["warning", "uncaughtException", "unhandledRejection", "exit"] as const

/**
 * Runs `build` and removes the process listeners that it added. A renderer would otherwise swallow the daemon's uncaught
 * exceptions for as long as a pane is drawn, print its warnings, and act at its exit.
 */
export const withoutProcessListeners = <A>(build: () => A): A => {
  const before = events.map((event) => new Set(process.rawListeners(event)))
  try {
    return build()
  } finally {
    for (const [index, event] of events.entries()) {
      for (const listener of process.rawListeners(event)) {
        if (!before[index]!.has(listener)) process.removeListener(event, listener as () => void)
      }
    }
  }
}
