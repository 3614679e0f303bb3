/** `config.json`: is it what it should be? */
import { readConfig } from "@opensessions/runtime/config/readConfig"
import { readTextFile } from "@opensessions/runtime/config/TextFile"
import { Effect } from "effect"
import { type Check, fine, note, problem } from "./Check.ts"

/** What the text of the file is worth. Pure. */
export const judgeConfig = (path: string, text: string | null): Check => {
  if (text === null) return note("config.json", `${path} is not there, all settings are the standard ones`)
  const wrong = readConfig(text).problem
  return wrong === null
    ? fine("config.json", path)
    : problem("config.json", `${path}:${wrong}`, "mend the line; it is taken up at once")
}

export const checkConfig = Effect.fn("checkConfig")(function* (configDirectory: string) {
  const path = `${configDirectory}/config.json`
  return yield* readTextFile(path).pipe(
    Effect.map((text) => judgeConfig(path, text)),
    Effect.catch((error) => Effect.succeed(problem("config.json", error.message, "make it readable for you")))
  )
})
