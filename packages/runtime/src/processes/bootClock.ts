/** When the system was booted, as the clock says now: it moves when the clock is set, and starts of processes with it. */

export interface ClockReadings {
  /** The time of day, in milliseconds since the epoch. */
  readonly now: () => number
  /** A clock that nobody sets. */
  readonly steady: () => number
}

/** Corrections below this are no setting of the clock. */
const settingMillis = 500

const systemClocks: ClockReadings = { now: () => Date.now(), steady: () => performance.now() }

/** Reads the boot time again only after the clock was set, or the machine slept: reading it takes 30 µs and more. */
export const bootClock = (
  read: () => number | null,
  { now, steady }: ClockReadings = systemClocks
): (() => number | null) => {
  let ahead = now() - steady()
  let bootedAt = read()
  return () => {
    const aheadNow = now() - steady()
    if (Math.abs(aheadNow - ahead) > settingMillis) {
      ahead = aheadNow
      bootedAt = read()
    }
    return bootedAt
  }
}
