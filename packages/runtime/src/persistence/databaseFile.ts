/** Where our database is; the daemons of all tmux servers share it. */
import { join } from "node:path"
import type { DaemonPlaces } from "../config/DaemonPlaces.ts"

export const databaseFile = ({ stateDirectory }: Pick<DaemonPlaces, "stateDirectory">): string =>
  join(stateDirectory, "opensessions.db")
