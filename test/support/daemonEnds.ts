/** Does what ends the daemon, and waits until its process and its supervisor are gone. */
import { leftovers } from "./leftovers.ts"
import type { TmuxWorld } from "./TmuxWorld.ts"
import { waitFor } from "./waiting.ts"

const parts = async (t: TmuxWorld) =>
  (await leftovers(t.scratch.id)).filter(({ command }) => /supervise\.sh|main\.mjs/.test(command))

export const daemonEnds = async (t: TmuxWorld, act: () => Promise<unknown>): Promise<void> => {
  await act()
  await waitFor(
    async () => ((await parts(t)).length === 0 ? true : null),
    async () => `the daemon lives on:\n${JSON.stringify(await parts(t), null, 2)}\n${t.log()}`
  )
}
