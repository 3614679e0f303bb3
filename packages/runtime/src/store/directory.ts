/** The directory that a session is about. */
import type { TmuxSession, Topology } from "../tmux/Topology.ts"

/**
 * The session's own directory, unless that says nothing (`/`, the home directory, none): then where the active content
 * pane of its current window is. So the row does not jump about while somebody changes directories in a project.
 */
export const sessionDirectory = (session: TmuxSession, topology: Topology, home: string): string => {
  if (session.path !== "" && session.path !== "/" && session.path !== home) return session.path
  const window = session.currentWindow === null ? undefined : topology.windows.get(session.currentWindow)
  if (window === undefined) return session.path
  const content = window.panes.flatMap((id) => {
    const pane = topology.panes.get(id)
    return pane === undefined || pane.sidebar ? [] : [pane]
  })
  const pane = content.find((p) => p.id === window.activePane) ?? content[0]
  return pane === undefined || pane.path === "" ? session.path : pane.path
}
