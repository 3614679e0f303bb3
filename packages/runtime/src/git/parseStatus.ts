/** Reads `git status --porcelain=v2 --branch -z`. Fields end with NUL, so no name can be taken for something else (S79). */

export interface StatusReport {
  /** Null before the first commit. */
  readonly commit: string | null
  /** Null where HEAD names no branch. */
  readonly branch: string | null
  readonly upstream: string | null
  readonly ahead: number
  readonly behind: number
  /** Files that differ from HEAD, untracked ones included; a whole untracked directory counts once. */
  readonly changedFiles: number
  /** Those of them that git follows, so that a diff has something to say. */
  readonly trackedChanges: number
}

const aheadBehind = /^\+(\d+) -(\d+)$/

/** Unknown records are passed over; a record that was cut off at the end does not count. */
export const parseStatus = (output: string): StatusReport => {
  let commit: string | null = null
  let branch: string | null = null
  let upstream: string | null = null
  let ahead = 0
  let behind = 0
  let untracked = 0
  let tracked = 0
  const records = output.split("\0")
  for (let index = 0; index < records.length - 1; index++) {
    const record = records[index]!
    switch (record[0]) {
      case "#": {
        const [, key, value] = /^# (\S+) (.*)$/s.exec(record) ?? []
        if (key === "branch.oid" && value !== "(initial)") commit = value ?? null
        if (key === "branch.head" && value !== "(detached)") branch = value ?? null
        if (key === "branch.upstream") upstream = value ?? null
        if (key === "branch.ab") {
          const counts = aheadBehind.exec(value ?? "")
          ahead = Number(counts?.[1] ?? 0)
          behind = Number(counts?.[2] ?? 0)
        }
        break
      }
      case "1":
      case "u":
        tracked++
        break
      case "2":
        tracked++
        // A renamed file is followed by its former path as a field of its own.
        index++
        break
      case "?":
        untracked++
        break
    }
  }
  return { commit, branch, upstream, ahead, behind, changedFiles: tracked + untracked, trackedChanges: tracked }
}
