/** `opensessions uninstall`. */
import { Command } from "effect/cli"
import { becomeLauncher } from "../launcher.ts"

export const uninstall = Command.make("uninstall", {}, () => becomeLauncher("uninstall")).pipe(
  Command.withDescription("Leave tmux as it was before: no daemon, sidebars, keys, hooks or options of ours"),
  Command.withExamples([{ command: "opensessions uninstall", description: "Then take the plugin out of tmux.conf" }])
)
