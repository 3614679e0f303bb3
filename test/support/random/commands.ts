/** What people, and their scripts, do to panes, windows and sessions in tmux's words. */
import { command, type Disturbance, type Scene, still } from "./Scene.ts"

const layouts = ["tiled", "even-horizontal", "even-vertical", "main-vertical", "main-horizontal"] as const

const onPanes = (scene: Scene): ReadonlyArray<Disturbance> => {
  const { dice, one, other } = scene
  const { pane, window } = one
  const side = dice.below(2) === 0 ? "-h" : "-v"
  return [
    command(scene, ["split-window", side, "-t", pane]),
    command(scene, ["split-window", "-d", side, "-t", pane], still),
    command(scene, ["resize-pane", "-Z", "-t", pane]),
    command(scene, ["swap-pane", "-s", pane, "-t", other.pane]),
    command(scene, ["join-pane", "-s", pane, "-t", other.pane]),
    command(scene, ["break-pane", "-s", pane]),
    command(scene, ["resize-pane", "-t", pane, dice.pick(["-L", "-R", "-U", "-D"]), String(1 + dice.below(20))], still),
    command(scene, ["select-layout", "-t", window, dice.pick(layouts)], still),
    command(scene, ["select-layout", "-E", "-t", pane], still),
    command(scene, ["rotate-window", "-t", window]),
    command(scene, ["select-pane", "-t", pane])
  ]
}

const onSidebars = (scene: Scene): ReadonlyArray<Disturbance> => {
  const { dice, one, sidebar, sidebars } = scene
  const none = sidebars.length === 0
  return [
    // An exchange between two windows takes the pane to another one.
    command(scene, ["swap-pane", "-d", "-s", sidebar.pane, "-t", one.pane], {
      keepsFocus: sidebar.window === one.window
    }),
    command(scene, ["move-pane", "-d", "-s", sidebar.pane, "-t", one.pane], { keepsFocus: !none }),
    command(scene, ["break-pane", "-d", "-s", sidebar.pane], { keepsFocus: !none }),
    command(scene, ["respawn-pane", "-k", "-t", sidebar.pane], still),
    command(
      scene,
      ["kill-pane", "-t", sidebar.pane],
      none ? { ends: [sidebar.pane] } : { declines: sidebar.window, ...still }
    ),
    command(scene, ["resize-pane", "-t", sidebar.pane, "-x", String(5 + dice.below(60))], still)
  ]
}

/** Not in a group: those before 3.8 do not survive it there, with or without us (decision 4). */
const renumber = (scene: Scene): Disturbance => {
  const target = `${scene.one.session}:`
  return command(
    scene,
    ["if-shell", "-F", "-t", target, "#{?session_group,0,1}", `move-window -r -t '${target}'`],
    still
  )
}

const onWindows = (scene: Scene): ReadonlyArray<Disturbance> => {
  const { content, dice, one, other } = scene
  const { session, window } = one
  // Before 3.7 a tmux with any control client does not survive the end of a window that a session has twice, and nothing else.
  const isIn = (inSession: string, id: string) =>
    content.some((place) => place.session === inSession && place.window === id)
  const doubles = isIn(other.session, window)
  const swapDoubles = session !== other.session && (doubles || isIn(session, other.window))
  const swap = ["-s", `${session}:${window}`, "-t", `${other.session}:${other.window}`]
  const size = ["-x", String(70 + dice.below(90)), "-y", String(15 + dice.below(30))]
  return [
    command(scene, ["new-window", "-t", `${session}:`]),
    command(scene, ["new-window", "-d", "-t", `${session}:`], still),
    command(scene, ["resize-window", "-t", window, ...size], still),
    command(scene, ["set-option", "-wu", "-t", window, "window-size"], still),
    command(scene, ["rename-window", "-t", window, `name ${dice.below(100)}`], still),
    ...(doubles
      ? []
      : [
          command(scene, ["link-window", "-d", "-s", window, "-t", `${other.session}:`], still),
          command(scene, ["move-window", "-d", "-s", `${session}:${window}`, "-t", `${other.session}:`])
        ]),
    ...(swapDoubles ? [] : [command(scene, ["swap-window", ...swap]), command(scene, ["swap-window", "-d", ...swap])]),
    command(scene, ["unlink-window", "-t", `${session}:${window}`]),
    renumber(scene),
    command(scene, ["last-window", "-t", session])
  ]
}

const onSessions = (scene: Scene): ReadonlyArray<Disturbance> => {
  const { dice, one, t } = scene
  return [
    command(scene, ["rename-session", "-t", one.session, `name ${dice.below(100)}`], still),
    command(scene, ["new-session", "-d", "-x", "100", "-y", "30"], still),
    command(scene, ["new-session", "-d", "-t", one.session], still),
    command(scene, ["source-file", t.launcher.replace("bin/opensessions", "opensessions.tmux")], still)
  ]
}

/** Those that the scene makes possible. */
export const commands = (scene: Scene): ReadonlyArray<Disturbance> => [
  ...onPanes(scene),
  ...onSidebars(scene),
  ...onWindows(scene),
  ...onSessions(scene)
]
