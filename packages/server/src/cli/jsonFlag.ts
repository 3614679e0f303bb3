/** `--json`. */
import { Flag } from "effect/cli"

export const jsonFlag = Flag.Boolean("json").pipe(
  Flag.withDescription("Print JSON for a program"),
  Flag.withDefault(false)
)
