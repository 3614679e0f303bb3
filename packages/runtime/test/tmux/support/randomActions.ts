/** Things that people do to tmux, drawn by a seed. Each is the words of one tmux command. */
import type { Topology } from "../../../src/tmux/Topology.ts"
import { userSessions } from "../../../src/tmux/seen.ts"

/** A small generator of numbers in [0, 1); the same seed gives the same ones. */
export const seeded = (seed: number) => {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

const quiet = ["sleep", "600"]

/** The words of an action on what there is now; null where there is nothing to do it to. */
export const randomAction = (topology: Topology, random: () => number): ReadonlyArray<string> => {
  const pick = <A>(all: ReadonlyArray<A>): A => all[Math.floor(random() * all.length)] as A
  const sessions = userSessions(topology)
  const session = pick(sessions).id
  const oldest = new Set(sessions.find((one) => one.id === "$0")?.windows.map((link) => link.windowId))
  const windows = [...new Set(sessions.flatMap((one) => one.windows.map((link) => link.windowId)))]
  const window = pick(windows)
  const panes = [...topology.panes.values()].filter((pane) => windows.includes(pane.windowId)).map((pane) => pane.id)
  const pane = pick(panes)
  const many = panes.length > 24
  // The oldest session stays, so that the server does.
  const mortal = sessions.filter((one) => one.id !== "$0" && one.windows.every((link) => !oldest.has(link.windowId)))
  const doomedSession = mortal.length === 0 ? "$none" : pick(mortal).id
  const doomedWindows = mortal.flatMap((one) => one.windows.map((link) => link.windowId))
  const doomedWindow = doomedWindows.length === 0 ? "@none" : pick(doomedWindows)
  const doomedPanes = panes.filter((id) => doomedWindows.some((one) => one === topology.panes.get(id)?.windowId))
  const doomedPane = doomedPanes.length === 0 ? "%none" : pick(doomedPanes)
  const free = 100 + Math.floor(random() * 1000)
  const actions: ReadonlyArray<() => ReadonlyArray<string>> = [
    () => (many ? ["kill-pane", "-t", doomedPane] : ["split-window", "-d", "-t", pane, ...quiet]),
    () => (many ? ["kill-window", "-t", doomedWindow] : ["split-window", "-h", "-t", pane, ...quiet]),
    () => (many ? ["kill-session", "-t", doomedSession] : ["new-window", "-t", `${session}:`, ...quiet]),
    () => ["new-window", "-d", "-t", `${session}:`, "-n", `w ${free}; x`, ...quiet],
    () => ["new-session", "-d", "-s", `s ${free}`, "-x", "90", "-y", "25", ...quiet],
    () => ["new-session", "-d", "-s", `g ${free}`, "-t", session],
    () => (panes.length > 3 ? ["kill-pane", "-t", doomedPane] : ["new-window", "-d", "-t", `${session}:`, ...quiet]),
    () => (windows.length > 2 ? ["kill-window", "-t", doomedWindow] : ["split-window", "-d", "-t", pane, ...quiet]),
    () =>
      sessions.length > 3 ? ["kill-session", "-t", doomedSession] : ["rename-session", "-t", session, `r'${free}`],
    () => ["rename-window", "-t", window, `n "${free}`],
    () => ["move-window", "-d", "-s", window, "-t", `${session}:${free}`],
    () => {
      // Not twice into one session: tmux before 3.7 does not survive the end of such a window.
      const other = sessions.find((one) => one.windows.every((link) => link.windowId !== window))
      return ["link-window", "-d", "-s", window, "-t", `${other?.id ?? "$none"}:${free}`]
    },
    () => ["unlink-window", "-t", window],
    () => ["select-window", "-t", window],
    () => ["select-pane", "-t", pane],
    () => ["swap-pane", "-d", "-s", pane, "-t", pick(panes)],
    () => ["break-pane", "-d", "-s", pane, "-t", `${session}:${free}`],
    () => ["join-pane", "-d", "-s", pane, "-t", pick(panes)],
    () => ["resize-pane", "-t", pane, "-x", String(10 + Math.floor(random() * 50))],
    () => ["resize-pane", "-Z", "-t", pane],
    () => ["select-layout", "-t", window, pick(["even-horizontal", "main-vertical", "tiled"])],
    () => ["rotate-window", "-t", window],
    () => ["select-pane", "-t", pane, "-T", pick(["✳ done", "⠋ busy", "◐ busy", "a | b", `t ${free}`])],
    () => ["resize-window", "-t", window, "-x", String(60 + Math.floor(random() * 60)), "-y", "28"],
    () => ["set-option", "-p", "-t", pane, "@opensessions-sidebar", pick(["1", "0"])],
    () => ["next-window", "-t", session],
    () => ["switch-client", "-t", session],
    () => ["detach-client", "-s", session],
    () => ["send-keys", "-t", doomedPane, "C-c"],
    () => ["set-option", "-w", "-t", window, "remain-on-exit", pick(["on", "off"])]
  ]
  return pick(actions)()
}
