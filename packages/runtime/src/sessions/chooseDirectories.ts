/** Which directories fit what was typed, the best first. Pure. */
import type { Directory } from "@opensessions/protocol/Directory"
import { fuzzyScore } from "./fuzzy.ts"

/** A list is scrolled through no further than this. */
const most = 200

/** Whether a path is being typed, which is completed and not searched for. */
export const isPath = (typed: string): boolean => /^(?:\/|~|\.\.?(?:\/|$))/u.test(typed)

/** What was used lately is what is looked for most often. */
const bonus: Readonly<Record<Directory["kind"], number>> = { recent: 30, repository: 10, directory: 0, path: 0 }

const shortened = (path: string, home: string): string =>
  home !== "" && path.startsWith(`${home}/`) ? path.slice(home.length + 1) : path

/** Each directory once, as what it was found first; equals stay in the order in which they were found. */
export const chooseDirectories = (
  found: ReadonlyArray<Directory>,
  typed: string,
  home: string
): ReadonlyArray<Directory> => {
  const once = new Map<string, Directory>()
  for (const directory of found) if (!once.has(directory.path)) once.set(directory.path, directory)
  return [...once.values()]
    .flatMap((directory) => {
      const score = fuzzyScore(typed, shortened(directory.path, home))
      return score === null ? [] : [{ directory, score: score + bonus[directory.kind] }]
    })
    .toSorted((a, b) => (typed.trim() === "" ? bonus[b.directory.kind] - bonus[a.directory.kind] : b.score - a.score))
    .slice(0, most)
    .map(({ directory }) => directory)
}
