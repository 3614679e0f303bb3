/** Reads `git diff --numstat -z`. */

export interface LineCounts {
  readonly insertions: number
  readonly deletions: number
}

/** Sums up the lines; binary files (`-`) have none. Paths, also those of renames, are fields without two leading counts. */
export const parseNumstat = (output: string): LineCounts => {
  let insertions = 0
  let deletions = 0
  let pathsToSkip = 0
  for (const field of output.split("\0").slice(0, -1)) {
    if (pathsToSkip > 0) {
      pathsToSkip--
      continue
    }
    const counts = /^(\d+|-)\t(\d+|-)\t(.*)$/s.exec(field)
    if (counts === null) continue
    if (counts[1] !== "-") insertions += Number(counts[1])
    if (counts[2] !== "-") deletions += Number(counts[2])
    // A rename leaves the path empty and puts the former and the new one into the next two fields.
    if (counts[3] === "") pathsToSkip = 2
  }
  return { insertions, deletions }
}
