/** A world in which somebody has shown the sidebars and sees theirs. */
import type { Client } from "./Client.ts"
import { TmuxWorld, type WorldOptions } from "./TmuxWorld.ts"
import type { ClientOptions } from "./worldOptions.ts"

/** `before` are commands of tmux that somebody gives before anybody attaches. */
export const startShown = async (
  options: WorldOptions = {},
  client: ClientOptions = {},
  before: ReadonlyArray<ReadonlyArray<string>> = []
): Promise<{ readonly t: TmuxWorld; readonly anna: Client }> => {
  const t = await TmuxWorld.start({ plugin: true, ...options })
  for (const words of before) await t.tmux.run(...words)
  const anna = await t.client("anna", client)
  await anna.keys("prefix o t")
  await anna.sees(/sessions/)
  return { t, anna }
}
