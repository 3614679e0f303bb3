/** What `doctor` prints. Pure. */
import { cleanText } from "@opensessions/protocol/cleanText"
import type { Check } from "../doctor/Check.ts"
import type { Paint } from "./paint.ts"

const sign = (check: Check, paint: Paint): string => {
  switch (check.state) {
    case "fine":
      return paint.green("✓")
    case "note":
      return paint.dim("·")
    case "problem":
      return paint.red("✗")
  }
}

export const checkLines = (checks: ReadonlyArray<Check>, paint: Paint): ReadonlyArray<string> => {
  const width = Math.max(0, ...checks.map(({ name }) => name.length))
  return checks.flatMap((check) => [
    `${sign(check, paint)} ${paint.bold(check.name.padEnd(width))}  ${cleanText(check.text)}`,
    ...(check.mend === null ? [] : [`  ${"".padEnd(width)}  ${paint.dim(`→ ${cleanText(check.mend)}`)}`])
  ])
}
