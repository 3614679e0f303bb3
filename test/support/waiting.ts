/** The one place where tests wait by looking again and again: screens and processes of others send no notice. */
import { setTimeout as sleep } from "node:timers/promises"

export interface WaitOptions {
  readonly timeoutMillis?: number
  readonly everyMillis?: number
}

/** Looks until the answer is not null, and gives it. At the end of its time it throws what `otherwise` says. */
export const waitFor = async <A>(
  look: () => Promise<A | null> | A | null,
  otherwise: () => Promise<string> | string,
  options: WaitOptions = {}
): Promise<A> => {
  const { timeoutMillis = 10_000, everyMillis = 20 } = options
  const end = performance.now() + timeoutMillis
  while (true) {
    const found = await look()
    if (found !== null) return found
    if (performance.now() > end) throw new Error(`${await otherwise()} (waited ${timeoutMillis} ms)`)
    await sleep(everyMillis)
  }
}
