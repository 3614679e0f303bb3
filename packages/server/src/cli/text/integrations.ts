/** What `integrate` says. Pure. */
import type { Change, TargetState } from "@opensessions/runtime/integrations/install/editTarget"
import type { Integrated, IntegrationStatus } from "@opensessions/runtime/integrations/install/integrate"
import type { Paint } from "./paint.ts"

const short = (path: string, home: string): string =>
  path.startsWith(`${home}/`) ? `~${path.slice(home.length)}` : path

const column = 14

const stateWord = (status: IntegrationStatus): string =>
  status.state === "not installed" && !status.present ? "not here" : status.state

const fileState = ({ standing, target }: TargetState, home: string): string => {
  const path = short(target.file, home)
  return standing._tag === "Foreign" ? `${path} (${standing.reason})` : path
}

/** One line an agent, and one more for each further file. */
export const statusLines = (all: ReadonlyArray<IntegrationStatus>, home: string, paint: Paint): ReadonlyArray<string> =>
  all.flatMap((status) => {
    const word = stateWord(status).padEnd(column)
    const painted =
      status.state === "installed"
        ? paint.green(word)
        : status.state === "outdated"
          ? paint.yellow(word)
          : paint.dim(word)
    const [first = "", ...others] = status.files.map((file) => fileState(file, home))
    const indent = " ".repeat(column * 2 + 2)
    return [`${status.agent.padEnd(column)} ${painted} ${first}`, ...others.map((line) => indent + line)]
  })

const said = ({ done, reason, target }: Change, home: string): string => {
  const path = short(target.file, home)
  switch (done) {
    case "added":
      return `${path}: ${target.what} added`
    case "updated":
      return `${path}: ${target.what} brought up to date`
    case "removed":
      return `${path}: taken away`
    case "unchanged":
      return `${path}: nothing to change`
    case "left":
    case "failed":
      return `${path}: left as it is, ${reason}`
  }
}

/** One line a file, then what is left to do. */
export const changeLines = (all: ReadonlyArray<Integrated>, home: string, paint: Paint): ReadonlyArray<string> =>
  all.flatMap(({ agent, changes, note }) => [
    ...changes.map((change) => `${agent.padEnd(column)} ${said(change, home)}`),
    ...(note === null ? [] : [`${" ".repeat(column)} ${paint.dim(note)}`])
  ])

/** For a program. */
export const statusRecord = ({ agent, files, present, state }: IntegrationStatus) => ({
  agent,
  present,
  state,
  files: files.map(({ standing, target }) => ({
    path: target.file,
    state: standing._tag.toLowerCase(),
    reason: standing._tag === "Foreign" ? standing.reason : null
  }))
})

/** For a program. */
export const changeRecord = ({ agent, changes, note }: Integrated) => ({
  agent,
  note,
  files: changes.map(({ done, reason, target }) => ({ path: target.file, what: target.what, done, reason }))
})
