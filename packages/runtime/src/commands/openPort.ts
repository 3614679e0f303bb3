/** Opens a port of this machine in the browser, with the opener of the system; no shell sees anything of it. */
import { CommandRefused } from "@opensessions/protocol/Command"
import { Config, Effect } from "effect"
import { spawn } from "node:child_process"

const opener = Config.String("OPENSESSIONS_OPENER").pipe(
  Config.withDefault(process.platform === "darwin" ? "open" : "xdg-open"),
  Effect.orDie
)

/** Completes when the opener was started; what it does then is its own matter. */
export const openPort = Effect.fnUntraced(function* (port: number) {
  const program = yield* opener
  const url = `http://localhost:${port}`
  yield* Effect.callback<void, CommandRefused>((resume) => {
    const child = spawn(program, [url], { detached: true, stdio: "ignore" })
    child.on("error", () =>
      resume(Effect.fail(new CommandRefused({ reason: `${url} (there is no ${program} to open it)` })))
    )
    child.on("spawn", () => {
      child.unref()
      resume(Effect.void)
    })
  })
})
