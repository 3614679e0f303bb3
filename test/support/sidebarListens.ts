/**
 * Waits until the daemon has the terminal of the sidebar open that a person sees (Linux). A sidebar that was left keeps
 * its last frame, so what is seen does not tell that; and what is typed or clicked before is thrown away.
 */
import { readdir, readlink } from "node:fs/promises"
import type { Client } from "./Client.ts"
import type { TmuxWorld } from "./TmuxWorld.ts"
import { waitFor } from "./waiting.ts"

const filesOf = async (pid: number): Promise<ReadonlyArray<string>> => {
  const names = await readdir(`/proc/${pid}/fd`).catch(() => [])
  return Promise.all(names.map((name) => readlink(`/proc/${pid}/fd/${name}`).catch(() => "")))
}

export const sidebarListens = (t: TmuxWorld, client: Client): Promise<true> =>
  waitFor(
    async () => {
      const tty = await client.where("#{P:#{?@opensessions-sidebar,#{pane_tty},}}")
      return tty !== "" && (await filesOf(t.info()?.pid ?? 0)).includes(tty) ? true : null
    },
    async () => `no daemon listens where ${client.name} is:\n${(await client.screen()).join("\n")}`
  )

/** Presses the key that shows and focuses the sidebar, and waits until it takes keys. */
export const goToSidebar = async (t: TmuxWorld, client: Client): Promise<void> => {
  await client.keys("prefix o s")
  await waitFor(
    async () => ((await client.where("#{?@opensessions-sidebar,sidebar,content}")) === "sidebar" ? true : null),
    async () => `${client.name} has no focus on the sidebar:\n${(await client.screen()).join("\n")}\n${t.log()}`
  )
  await sidebarListens(t, client)
}
