/** One call of a hook or plugin, as it lies in the inbox: a file with the payload, and one whose name tells the sender. */
import { PaneId } from "@opensessions/protocol/Ids"

export interface HookSender {
  /** The name of the payload's file. */
  readonly payload: string
  readonly agent: string
  /** The pane in whose environment the agent runs. */
  readonly paneId: PaneId | null
  /** The process that called, and its parent: of a shell in between nothing may be left. */
  readonly pids: ReadonlyArray<number>
}

const pattern = /^(\d+(?:-\d+)?),([a-z-]{1,40}),(%\d+)?,(\d+),(\d*)$/

/** Null for any other file: a payload, or none of ours. */
export const parseSender = (name: string): HookSender | null => {
  const [, call, agent, pane, pid, above] = pattern.exec(name) ?? []
  if (call === undefined || agent === undefined) return null
  const pids = [pid, above].map(Number).filter((one) => Number.isSafeInteger(one) && one > 1)
  return { payload: `${call}.json`, agent, paneId: pane === undefined ? null : PaneId.make(pane), pids }
}
