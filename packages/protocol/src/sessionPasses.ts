/** The filter of sessions, for the daemon that counts rows and for the sidebars that show them. */
import { isActive } from "./Agent.ts"
import type { Session, SessionFilter } from "./State.ts"

/** Whether a session with these threads passes: `active` has one, `running` has one at work or waiting. */
export const sessionPasses = (
  filter: SessionFilter,
  agents: ReadonlyArray<Pick<Session["agents"][number], "status">>
): boolean => {
  switch (filter) {
    case "all":
      return true
    case "active":
      return agents.length > 0
    case "running":
      return agents.some(({ status }) => isActive(status))
  }
}
