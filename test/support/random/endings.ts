/** The ways in which panes of people end; some always stay. */
import { killInSidebar } from "./visits.ts"
import { command, type Disturbance, disturbance, type Scene, still } from "./Scene.ts"

const panesIn = ({ content }: Scene, window: string) => [
  ...new Set(content.flatMap((place) => (place.window === window ? [place.pane] : [])))
]

const windowsIn = ({ content }: Scene, session: string) => [
  ...new Set(content.flatMap((place) => (place.session === session ? [place.window] : [])))
]

/** Where the person is. */
const ofTheirOwn = async (scene: Scene): Promise<ReadonlyArray<Disturbance>> => {
  const { person } = scene
  const [session = "", window = ""] = (await person.where("#{session_id} #{window_id}")).split(" ")
  return [
    disturbance(`${person.name} kills their window`, () => person.keys("prefix & y"), {
      ends: panesIn(scene, window)
    }),
    killInSidebar(
      scene,
      windowsIn(scene, session).flatMap((id) => panesIn(scene, id))
    )
  ]
}

const all = async (scene: Scene): Promise<ReadonlyArray<Disturbance>> => {
  const { one, t } = scene
  const { pane, session, window } = one
  const inSession = windowsIn(scene, session).flatMap((id) => panesIn(scene, id))
  return [
    command(scene, ["kill-pane", "-t", pane], { ends: [pane] }),
    command(scene, ["kill-pane", "-a", "-t", pane], {
      ends: panesIn(scene, window).filter((id) => id !== pane),
      declines: window
    }),
    command(scene, ["kill-window", "-t", window], { ends: panesIn(scene, window) }),
    command(scene, ["kill-session", "-t", session], { ends: inSession }),
    command(scene, ["respawn-pane", "-k", "-t", pane], still),
    disturbance(`exit in ${pane}`, () => t.tmux.attempt("send-keys", "-t", pane, "C-c", "exit", "Enter"), {
      ends: [pane]
    }),
    ...(await ofTheirOwn(scene))
  ]
}

/** One of those that leave enough; null where none is due. */
export const ending = async (scene: Scene): Promise<Disturbance | null> => {
  const { dice, content } = scene
  const count = new Set(content.map(({ pane }) => pane)).size
  if (count <= 5 || dice.below(5) !== 0) return null
  return dice.pick((await all(scene)).filter(({ ends }) => count - ends.length >= 3))
}
