/** What people do in the sidebar itself. They go there by its key, and leave it when they are done. */
import { mkdtempSync } from "node:fs"
import { join } from "node:path"
import type { Client } from "../Client.ts"
import { sidebarListens } from "../sidebarListens.ts"
import { waitFor } from "../waiting.ts"
import { type Disturbance, disturbance, type Scene } from "./Scene.ts"

const isThere = async (person: Client): Promise<boolean> =>
  (await person.where("#{?@opensessions-sidebar,1,0}")) === "1"

/** Everybody who looks at a window has its focus: who goes on from a sidebar leaves the others in it. */
const leave = async (people: ReadonlyArray<Client>): Promise<void> => {
  for (const person of people) {
    const left = async () => {
      if (!(await isThere(person))) return true
      await person.keys("prefix Right")
      return null
    }
    await waitFor(left, () => `${person.name} can't leave the sidebar`)
  }
}

/** Another one looks at the same window: it has the size, and the sidebar the view, of whom tmux takes for the latest. */
export const isShared = async ({ people, person }: Scene): Promise<boolean> => {
  const own = await person.where("#{window_id}")
  const others = people.filter((one) => one !== person)
  return (await Promise.all(others.map((one) => one.where("#{window_id}")))).includes(own)
}

/** Nothing where the window can show none, or is shared. */
export const visit = async (scene: Scene, act: () => Promise<unknown>): Promise<void> => {
  const { people, person, t } = scene
  if (await isShared(scene)) return
  const arrived = async () => ((await isThere(person)) ? true : null)
  await person.keys("prefix o s")
  const came = await waitFor(arrived, () => "no sidebar", { timeoutMillis: 2000 }).catch(() => false)
  if (!came) return
  await sidebarListens(t, person)
  await act()
  await leave(people)
}

/** Ends the session that one is in, which takes its people to another one. */
const kills = async ({ person, t }: Scene): Promise<void> => {
  const name = await person.where("#{session_name}")
  await person.keys("g x")
  const asks = await person.sees(/Kill .*\?/, { timeoutMillis: 3000 }).catch(() => null)
  if (asks === null) return
  if (!asks.join("\n").includes(`Kill ${name}?`)) return person.keys("Escape")
  await person.keys("y")
  const isGone = async () => ((await t.tmux.attempt("has-session", "-t", `=${name}`)).status === 0 ? null : true)
  await waitFor(isGone, () => `${name} is not gone`)
}

/** In a directory of its own: in one that has a session already, that is where one goes. */
const makes = async ({ dice, person, t }: Scene): Promise<void> => {
  const directory = mkdtempSync(join(t.scratch.home, `made${dice.below(100)}`))
  const before = await person.where("#{session_id}")
  await person.keys("n")
  await person.sees("New session")
  await person.type(directory)
  await person.keys("Enter")
  const isElsewhere = async () => ((await person.where("#{session_id}")) === before ? null : true)
  const otherwise = async () => `${person.name} is not in a new session:\n${(await person.screen()).join("\n")}`
  await waitFor(isElsewhere, otherwise)
}

const renames = async ({ dice, person }: Scene): Promise<void> => {
  await person.keys("R")
  await person.sees("Rename ")
  await person.keys("C-u")
  await person.type(`nom ${dice.below(100)}`)
  await person.keys("Enter")
  // Another session may have that name: then it says so.
  await person.lacks("Rename ")
}

const scrolls = async ({ dice, person }: Scene): Promise<void> => {
  await person.wheel(dice.pick(["up", "down"]), 4, 6)
  await person.click(6, 2 + dice.below(8))
}

/** Closed again by what comes last; digits and Tab lead elsewhere and stay in the sidebar. */
const anyKeys = [
  "j j k",
  "Tab",
  "S-Tab",
  "1",
  "2",
  "3",
  "j Enter",
  "G Enter",
  "M-Down",
  "M-Up",
  "j M-Up",
  "j d",
  "d u",
  "z",
  "u",
  "f",
  "f f",
  "f f f",
  "s",
  "Space",
  "!",
  "? Escape",
  "t Escape",
  "y Escape",
  "+ -",
  "r",
  "q"
]

/** Those that the scene makes possible. */
export const visits = (scene: Scene): ReadonlyArray<Disturbance> => {
  const { dice, person } = scene
  const looks = { looks: true }
  const keys = dice.pick(anyKeys)
  const one = (name: string, act: (scene: Scene) => Promise<unknown>) =>
    disturbance(`${person.name} ${name} in the sidebar`, () => visit(scene, () => act(scene)), looks)
  return [
    one(`presses ${keys}`, () => person.keys(keys)),
    one("makes a session", makes),
    one("renames a session", renames),
    one("scrolls and clicks", scrolls)
  ]
}

/** What ends panes: those of the session that one is in. */
export const killInSidebar = (scene: Scene, ends: ReadonlyArray<string>): Disturbance =>
  disturbance(`${scene.person.name} kills the session in the sidebar`, () => visit(scene, () => kills(scene)), {
    looks: true,
    ends
  })
