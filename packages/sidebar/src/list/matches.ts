/** Whether a session is what somebody searches for. */
import type { Session } from "@opensessions/protocol/State"

/** What is searched: names, branches, directories, threads and prompts. */
const textOf = (session: Session): string =>
  [
    session.name,
    session.directory,
    session.git?.branch ?? "",
    session.metadata.status?.text ?? "",
    ...session.agents.flatMap(({ agent, lastUserPrompt, threadName }) => [
      agent,
      threadName ?? "",
      lastUserPrompt ?? ""
    ])
  ]
    .join("\n")
    .toLowerCase()

/** The words of a search. */
export const wordsOf = (search: string): ReadonlyArray<string> =>
  search
    .toLowerCase()
    .split(/\s+/u)
    .filter((word) => word !== "")

/** Whether every word stands somewhere in what is known of the session. */
export const matches = (session: Session, words: ReadonlyArray<string>): boolean => {
  if (words.length === 0) return true
  const text = textOf(session)
  return words.every((word) => text.includes(word))
}
