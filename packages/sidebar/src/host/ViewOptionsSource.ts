/** Where the host learns what the user's settings say about the view. */
import { Context, Stream } from "effect"
import { homedir } from "node:os"
import { defaultOptions, type ViewOptions } from "../model.ts"

/** The options now, then each change. Without one, the defaults hold. */
export const ViewOptionsSource = Context.Reference<{ readonly options: Stream.Stream<ViewOptions> }>(
  "@opensessions/sidebar/host/ViewOptionsSource",
  { defaultValue: () => ({ options: Stream.succeed({ ...defaultOptions, home: homedir() }) }) }
)
