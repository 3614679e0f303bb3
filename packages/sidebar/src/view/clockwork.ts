/** What moves by itself: spinners and ages. Both are functions of the time, so that frames are comparable. */

const frames = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"] as const

/** A spinner that is slow enough to be calm, and cheap: some 20 bytes four times a second. */
export const spinnerMs = 250

/** A working thread's glyph where nothing may move. */
export const stillSpinner = "⠶"

/** A working thread's glyph at a moment; the same for all. */
export const spinnerAt = (nowMs: number): string => frames[Math.floor(nowMs / spinnerMs) % frames.length]!

const second = 1000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour

/** Under a minute, ages go in steps of this. */
const freshStep = 10 * second

/** How long something has been so: `now`, `20s`, `3m`, `2h`, `5d`. A clock that went back reads `now`. */
export const ageText = (since: number, nowMs: number): string => {
  const age = nowMs - since
  if (age < freshStep) return "now"
  if (age < minute) return `${Math.floor(age / freshStep) * 10}s`
  if (age < hour) return `${Math.floor(age / minute)}m`
  if (age < day) return `${Math.floor(age / hour)}h`
  return `${Math.floor(age / day)}d`
}

/** How long an age stays as it reads. */
export const ageLastsMs = (since: number, nowMs: number): number => {
  const age = nowMs - since
  if (age < 0) return freshStep - age
  const step = age < minute ? freshStep : age < hour ? minute : age < day ? hour : day
  return step - (age % step)
}
