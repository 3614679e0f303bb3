/** Why a plugin's process ended, in words for people. Pure. */
import { constants } from "node:os"

const signals = new Map(Object.entries(constants.signals).map(([name, number]) => [number, name]))

/** Bytes that V8 may fill; see `pluginFlags`. */
export const heapMegabytes = 128

/** `status`: of the shell around it, which adds 128 to the number of a signal. Null where that was killed itself. */
export const howItEnded = (status: number | null): string => {
  if (status === constants.signals.SIGABRT + 128)
    return `it was aborted, as one is that needs more than ${heapMegabytes} MB of memory`
  const signal = status === null ? "SIGKILL" : signals.get(status - 128)
  return signal === undefined ? `it ended its process with status ${status}` : `its process was killed (${signal})`
}
