/** The watcher of agents without files: one line each. */
import { aider } from "./aider.ts"
import { cliWatcher } from "./cliWatcher.ts"
import { copilot } from "./copilot.ts"
import { crush } from "./crush.ts"
import { cursor } from "./cursor.ts"
import { droid } from "./droid.ts"
import { goose } from "./goose.ts"
import { kimi } from "./kimi.ts"
import { qwen } from "./qwen.ts"

/** All of them; the first that a process fits is taken. */
export const cliAgents = [aider, copilot, crush, cursor, droid, goose, kimi, qwen]

/** Watches them. */
export const CliAgents = cliWatcher("cli-agents", cliAgents)
