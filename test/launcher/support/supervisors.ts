/** The supervisors of a world: the shells that keep its daemon running. */
import { leftovers } from "../../support/leftovers.ts"
import { waitFor } from "../../support/waiting.ts"
import type { StubWorld } from "./stubWorld.ts"

export const supervisors = async (t: StubWorld) =>
  (await leftovers(t.world.scratch.id)).filter(({ command }) => command.includes("supervise.sh"))

/** Waits until the last one has ended. */
export const noSupervisor = (t: StubWorld) =>
  waitFor(
    async () => ((await supervisors(t)).length === 0 ? true : null),
    async () => `still there: ${JSON.stringify(await supervisors(t))}`
  )
