/** Everything that a tmux server is set to, to be compared before and after. */
import { plainLayout } from "@opensessions/runtime/tmux/plainLayout"
import type { TmuxServer } from "./TmuxServer.ts"

const questions: Readonly<Record<string, ReadonlyArray<string>>> = {
  "server options": ["show-options", "-s"],
  "session options": ["show-options", "-g"],
  "window options": ["show-options", "-gw"],
  hooks: ["show-hooks", "-g"],
  "window hooks": ["show-hooks", "-gw"],
  keys: ["list-keys"],
  environment: ["show-environment", "-g"],
  sessions: ["list-sessions", "-F", "#{session_id} #{session_name}"],
  windows: ["list-windows", "-a", "-F", "#{window_id} #{session_id}:#{window_index} #{window_layout}"],
  buffers: ["list-buffers", "-F", "#{buffer_name}"],
  panes: ["list-panes", "-a", "-F", "#{pane_id} #{window_id} #{pane_width}x#{pane_height} #{pane_active} #{pane_title}"]
}

export type TmuxSettings = Readonly<Record<string, ReadonlyArray<string>>>

export const tmuxSettings = async (tmux: TmuxServer): Promise<TmuxSettings> => {
  const answers: Record<string, ReadonlyArray<string>> = {}
  for (const [name, question] of Object.entries(questions)) answers[name] = await tmux.run(...question)
  // What 3.8 writes has the active pane and the last ones in it, too.
  answers["windows"] = answers["windows"]!.map((line) => line.split(" ").map(plainLayout).join(" "))
  for (const [kind, name] of [
    ["-t", "sessions"],
    ["-wt", "windows"],
    ["-pt", "panes"]
  ] as const)
    for (const id of answers[name]!.map((line) => line.split(" ")[0]!))
      for (const what of ["options", "hooks"]) answers[`${what} of ${id}`] = await tmux.run(`show-${what}`, kind, id)
  for (const id of answers["sessions"]!.map((line) => line.split(" ")[0]!))
    answers[`environment of ${id}`] = await tmux.run("show-environment", "-t", id)
  return answers
}
