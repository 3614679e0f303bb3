/** Whether an agent works, from how its screen changes: for screens that no rule knows. Pure. */
import { lastLines } from "../screenRules.ts"

/** The last look, and how many looks in a row showed work. */
export interface Activity {
  readonly screen: ReadonlyArray<string>
  readonly at: number
  readonly streak: number
}

/** Looks further apart than this say nothing about each other. */
const memoryMillis = 2_000
/** A person who types changes a line, or two where it wraps; output changes more. */
const typedLines = 2
/** So many looks in a row: a menu that opens changes many lines once. */
const outputStreak = 2
const markLines = 12

/** A spinner, or the key that ends what is going on. A dialog may show the key, too, but stands still. */
const mark = /^\W{0,4}[\u2801-\u28ff]\s+\S|\b(?:esc|ctrl\+c)\b[^\n]{0,12}\b(?:to )?(?:interrupt|cancel|stop)\b/im

const hasMark = (screen: ReadonlyArray<string>): boolean => mark.test(lastLines(screen, markLines).join("\n"))

const changedLines = (before: ReadonlyArray<string>, after: ReadonlyArray<string>): number => {
  let changed = Math.abs(before.length - after.length)
  for (const [index, line] of after.entries()) if (index < before.length && before[index] !== line) changed++
  return changed
}

/** The activity after one more look. */
export const nextActivity = (before: Activity | null, screen: ReadonlyArray<string>, at: number): Activity => {
  if (before === null || at - before.at > memoryMillis) return { screen, at, streak: 0 }
  const changed = changedLines(before.screen, screen)
  const busy = hasMark(screen) ? changed > 0 : changed > typedLines
  return { screen, at, streak: busy ? before.streak + 1 : 0 }
}

/** Whether it works. */
export const isWorking = ({ screen, streak }: Activity): boolean => streak >= (hasMark(screen) ? 1 : outputStreak)
