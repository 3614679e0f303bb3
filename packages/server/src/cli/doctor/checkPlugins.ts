/** The plugins: do they run? */
import type { Diagnosis } from "@opensessions/protocol/api/Diagnosis"
import { type Check, fine, note, problem } from "./Check.ts"

/** What the daemon says about the user's plugins. Pure. */
export const judgePlugins = ({ plugins }: Diagnosis): ReadonlyArray<Check> =>
  plugins.map(({ failures, lastFailure, name, state, throttled }) => {
    const title = `plugin ${name}`
    if (state === "retrying")
      return problem(
        title,
        `failed ${failures} times: ${lastFailure ?? ""}`,
        "mend it; it is loaded again when you save it"
      )
    if (throttled)
      return problem(title, "says more than anybody can read and is slowed down", "let it say what changes, once")
    if (state === "loading") return note(title, "is being loaded")
    return fine(title, failures === 0 ? "running" : `running; failed ${failures} times, last: ${lastFailure ?? ""}`)
  })
