/** What stands at the right of a session's second line: ports and changes. */
import type { Git, Session } from "@opensessions/protocol/State"
import { portUrl } from "./links.ts"
import { gap, Hit, type Span, spansWidth } from "./Row.ts"

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

/** Room for ports. */
export interface PortSpace {
  readonly columns: number
  /** More of them are counted. */
  readonly most: number
  readonly lit: boolean
}

/** As many ports as fit into so many columns, and how many more there are; nothing where not even one does. */
export const portSpans = (session: Session, { columns, lit, most }: PortSpace): ReadonlyArray<Span> => {
  const ports = [...new Set(session.ports.map(({ port }) => port))]
  for (let shown = Math.min(most, ports.length); shown > 0; shown--) {
    const spans = ports
      .slice(0, shown)
      .flatMap((port, at): ReadonlyArray<Span> => [
        ...(at === 0 ? [] : [gap(1)]),
        { text: `⌁${port}`, fg: lit ? "sky" : "overlay0", hit: Hit.Port({ port }), link: portUrl(port) }
      ])
    const more = ports.length - shown
    const all: ReadonlyArray<Span> = more === 0 ? spans : [...spans, { text: `+${more}`, fg: "overlay0" }]
    if (spansWidth(all) <= columns) return all
  }
  return []
}

/** As much of it as fits into so many columns: changes before ports. `lit` rows show it in colour. */
export const facts = (session: Session, columns: number, lit: boolean): ReadonlyArray<Span> => {
  const changed = session.git === null ? [] : changeSpans(session.git, lit)
  if (spansWidth(changed) > columns) return portSpans(session, { columns, most: 1, lit })
  const room = columns - spansWidth(changed) - (changed.length > 0 ? 1 : 0)
  const ports = portSpans(session, { columns: room, most: 1, lit })
  return ports.length > 0 && changed.length > 0 ? [...ports, gap(1), ...changed] : [...ports, ...changed]
}
