/** The sessions as `opensessions ls` prints them. Pure. */
import type { Agent, AgentStatus } from "@opensessions/protocol/Agent"
import { cleanText } from "@opensessions/protocol/cleanText"
import { toneIcon } from "@opensessions/protocol/Metadata"
import type { Session, State } from "@opensessions/protocol/State"
import type { ReaderOf } from "../Reader.ts"
import { age } from "./age.ts"
import type { Paint } from "./paint.ts"

const colourOf = (status: AgentStatus): keyof Paint => {
  switch (status) {
    case "waiting":
      return "yellow"
    case "error":
    case "stale":
      return "red"
    case "running":
    case "tool-running":
      return "blue"
    case "done":
      return "green"
    default:
      return "dim"
  }
}

const count = (n: number, sign: string): string => (n > 0 ? `${sign}${n}` : "")

const words = (...parts: ReadonlyArray<string>): string => parts.filter((part) => part !== "").join(" ")

const place = (session: Session): string =>
  session.git === null
    ? cleanText(session.directory)
    : words(
        cleanText(session.git.branch),
        session.git.dirty ? "*" : "",
        count(session.git.ahead, "↑"),
        count(session.git.behind, "↓")
      )

const progress = ({ metadata }: Session): string => {
  if (metadata.progress === null) return ""
  const { current, label, percent, total } = metadata.progress
  const share = percent === null ? "" : `${Math.round(percent * 100)}%`
  const figure = current !== null && total !== null ? `${current}/${total}` : share
  return words(figure, cleanText(label ?? ""))
}

const pill = ({ metadata }: Session): string =>
  metadata.status === null ? "" : `${toneIcon[metadata.status.tone]} ${cleanText(metadata.status.text)}`

const agentLine = (agent: Agent, now: number, { columns, paint }: ReaderOf): string => {
  const status = words(agent.status, agent.statusReason === null ? "" : `(${agent.statusReason})`)
  const title = agent.threadName ?? agent.lastUserPrompt ?? ""
  const before = words(cleanText(agent.agent), agent.paneId ?? "", age(now - agent.since))
  const room = Math.max(10, columns - 6 - status.length - before.length - 4)
  return `      ${paint[colourOf(agent.status)](status)}  ${before}  ${paint.dim(cleanText(title, room))}`.trimEnd()
}

const sessionLine = (session: Session, width: number, { paint }: ReaderOf): string => {
  const index = (session.index === null ? "-" : String(session.index)).padStart(3)
  const name = cleanText(session.name).padEnd(width)
  const mark = session.unseen ? paint.yellow("●") : " "
  const about = words(pill(session), progress(session))
  return `${paint.dim(index)} ${mark}${paint.bold(name)}  ${paint.dim(place(session))}  ${about}`.trimEnd()
}

const forPerson = (state: State, now: number, reader: ReaderOf): ReadonlyArray<string> => {
  const width = Math.max(0, ...state.sessions.map((session) => cleanText(session.name).length))
  const sessions = state.sessions.flatMap((session) => [
    sessionLine(session, width, reader),
    ...session.agents.map((agent) => agentLine(agent, now, reader))
  ])
  return [...sessions, ...state.notices.map((notice) => reader.paint.yellow(`! ${cleanText(notice)}`))]
}

/** One line a session, tabs between: index, id, name, most urgent status, branch, directory. `-` is nothing. */
const forProgram = (state: State): ReadonlyArray<string> =>
  state.sessions.map((session) =>
    [
      session.index ?? "-",
      session.id,
      cleanText(session.name),
      session.attention ?? "-",
      session.git === null ? "-" : cleanText(session.git.branch),
      cleanText(session.directory)
    ].join("\t")
  )

export const sessionList = (state: State, now: number, reader: ReaderOf): ReadonlyArray<string> =>
  reader.terminal ? forPerson(state, now, reader) : forProgram(state)
