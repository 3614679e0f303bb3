/** What the title of a pane says when Amp has set it (from public descriptions). */

export interface AmpTitle {
  /** A spinner turns before it. */
  readonly working: boolean
  /** The thread's name, where it has one. */
  readonly topic: string | null
}

const spinner = /^[\u2801-\u28ff]\s+(.*)$/u
const named = [/^amp(?: - (.+))? - [^/]*$/i, /^(.+) - amp - [^/]*$/i]

/** Null where the title is another program's. */
export const readTitle = (title: string): AmpTitle | null => {
  const rest = spinner.exec(title)?.[1]
  for (const pattern of named) {
    const found = pattern.exec((rest ?? title).trim())
    if (found !== null) return { working: rest !== undefined, topic: found[1] ?? null }
  }
  return null
}
