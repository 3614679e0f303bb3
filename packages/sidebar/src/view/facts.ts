/** What stands at the right of a session's second line: ports and changes. */
import type { Git, Session } from "@opensessions/protocol/State"
import { gap, type Span, spansWidth } from "./Row.ts"

/** A count in at most four characters. */
export const shortCount = (count: number): string => {
  if (count < 10_000) return String(count)
  if (count < 1_000_000) return `${Math.floor(count / 1000)}k`
  return `${Math.floor(count / 1_000_000)}M`
}

type Changes = Pick<Git, "changedFiles" | "insertions" | "deletions">

/** The changes of sessions together, each work tree once. */
export const sumOfChanges = (sessions: ReadonlyArray<Session>): Changes => {
  const trees = new Map(sessions.flatMap(({ git }) => (git === null ? [] : [[git.root, git] as const])))
  let [changedFiles, insertions, deletions] = [0, 0, 0]
  for (const git of trees.values()) {
    changedFiles += git.changedFiles
    insertions += git.insertions
    deletions += git.deletions
  }
  return { changedFiles, insertions, deletions }
}

/** Lines added and removed; the number of changed files where no line of a known file is. */
export const changeSpans = (git: Changes, lit: boolean): ReadonlyArray<Span> => {
  const spans: Array<Span> = []
  if (git.insertions > 0) spans.push({ text: `+${shortCount(git.insertions)}`, fg: lit ? "green" : "overlay0" })
  if (git.insertions > 0 && git.deletions > 0) spans.push(gap(1))
  if (git.deletions > 0) spans.push({ text: `-${shortCount(git.deletions)}`, fg: lit ? "red" : "overlay0" })
  if (spans.length === 0 && git.changedFiles > 0) {
    spans.push({ text: `~${shortCount(git.changedFiles)}`, fg: lit ? "peach" : "overlay0" })
  }
  return spans
}

/** The first port, and how many more there are. */
export const portText = (session: Session): string => {
  const first = session.ports[0]
  if (first === undefined) return ""
  return session.ports.length > 1 ? `⌁${first.port}+${session.ports.length - 1}` : `⌁${first.port}`
}

/** As much of it as fits into so many columns: changes before ports. `lit` rows show it in colour. */
export const facts = (session: Session, columns: number, lit: boolean): ReadonlyArray<Span> => {
  const changed = session.git === null ? [] : changeSpans(session.git, lit)
  const port = portText(session)
  const ports: ReadonlyArray<Span> = port === "" ? [] : [{ text: port, fg: lit ? "sky" : "overlay0" }]
  const all = ports.length > 0 && changed.length > 0 ? [...ports, gap(1), ...changed] : [...ports, ...changed]
  for (const choice of [all, changed, ports]) if (spansWidth(choice) <= columns) return choice
  return []
}
