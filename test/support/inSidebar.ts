/** A world with three sessions, and a person in the first one with the focus in the sidebar. */
import type { Client } from "./Client.ts"
import { goToSidebar } from "./sidebarListens.ts"
import { TmuxWorld, type WorldOptions } from "./TmuxWorld.ts"

export const inSidebar = async (options: WorldOptions = {}): Promise<readonly [TmuxWorld, Client]> => {
  const t = await TmuxWorld.start({ sessions: { api: {}, docs: {}, web: {} }, plugin: true, ...options })
  const anna = await t.client("anna")
  // On a busy machine a start takes longer than anybody waits for a key.
  await t.opensessions("_ensure")
  await goToSidebar(t, anna)
  await anna.sees(/^▌ 1 api/m)
  return [t, anna]
}
