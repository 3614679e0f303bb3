/** Matches answers to commands. A command may answer in several blocks (`if -F`, `run-shell -C`, an alias of the user's). */
import type { Answer, Notification } from "./Notification.ts"
import type { Received } from "./controlProtocol.ts"

interface Pending {
  readonly token: string
  readonly blocks: Array<Answer>
  readonly finish: (answer: Answer | null) => void
}

/** Commands in flight on one connection. */
export interface AnswerQueue {
  /** Registers a command; the line that it gives must be written right after the command's own. */
  add(finish: (answer: Answer | null) => void): string
  /** Takes in what came from tmux; gives the notification if it was one. */
  receive(received: Received): Notification | null
  /** The connection broke: every command in flight learns that it will have no answer. */
  abandon(): void
}

const joined = (blocks: ReadonlyArray<Answer>): Answer =>
  blocks.find((block) => !block.ok) ?? { ok: true, lines: blocks.flatMap((block) => block.lines) }

/**
 * After each command goes a word that is no command. Its `parse error` marks where the command's blocks end, so one that
 * answers with more or fewer blocks than expected, or whose output imitates a guard, never shifts the answers behind it.
 * A parse error costs tmux less than any command, runs no hook and leaves no line in `show-messages`.
 */
export const makeAnswerQueue = (secret: string): AnswerQueue => {
  const queue: Array<Pending> = []
  let serial = 0

  const mark = (answer: Answer): Pending | undefined => {
    const line = answer.ok || answer.lines.length !== 1 ? undefined : answer.lines[0]
    if (line === undefined || !line.includes(secret)) return undefined
    return queue.find((pending) => line.endsWith(pending.token))
  }

  return {
    add: (finish) => {
      serial += 1
      const token = `${secret}${serial}.`
      queue.push({ token, blocks: [], finish })
      return token
    },
    receive: (received) => {
      if (received._tag === "Notified") return received.notification
      if (!received.own) return null
      const answer = { ok: received.ok, lines: received.lines }
      const marked = mark(answer)
      if (marked === undefined) queue[0]?.blocks.push(answer)
      while (marked !== undefined && queue.length > 0) {
        const pending = queue.shift()
        pending?.finish(pending === marked || pending.blocks.length > 0 ? joined(pending.blocks) : null)
        if (pending === marked) break
      }
      return null
    },
    abandon: () => {
      for (const pending of queue.splice(0)) pending.finish(null)
    }
  }
}
