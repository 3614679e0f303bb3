/** What people do with their keys, their mouse and their terminals. */
import { eventually } from "../eventually.ts"
import { waitFor } from "../waiting.ts"
import { type Disturbance, disturbance, type Scene, still } from "./Scene.ts"

/** The terminal is closed and another one opened; the same entry of `people`. */
const comesBack = async ({ t, people, at, person, one }: Scene): Promise<void> => {
  await person.keys("prefix d")
  await eventually(() => person.attached(), false)
  people[at] = await t.client(`${person.name}+`, { session: one.session, width: 110, height: 35 })
}

/** The sidebar of a popup leads somewhere, or nowhere. */
const popup = async ({ dice, person }: Scene): Promise<void> => {
  await person.keys("prefix P")
  await person.sees("┐", { timeoutMillis: 15_000 })
  await person.sees(/│[▌›] \d/, { timeoutMillis: 15_000 })
  await person.keys(dice.pick(["q", "j Enter", "G Enter", "Tab q"]))
  await person.lacks("┐")
}

/** `opensessions sidebar` in a pane, looked at and closed. A pane that is dead or has no shell takes no notice. */
const standalone = async ({ t, one }: Scene): Promise<void> => {
  const alternate = () => t.tmux.format("#{alternate_on}", one.pane)
  await t.tmux.attempt("send-keys", "-t", one.pane, "C-c", "C-u", `${t.launcher} sidebar`, "Enter")
  const isOpen = async () => ((await alternate()) === "1" ? true : null)
  const opened = await waitFor(isOpen, () => "no sidebar", { timeoutMillis: 5000 }).catch(() => false)
  if (opened === false) return
  await t.tmux.attempt("send-keys", "-t", one.pane, "j")
  await t.tmux.attempt("send-keys", "-t", one.pane, "q")
  await eventually(alternate, "0")
}

/** Somebody types a command of ours. */
const types = async ({ t, dice, one }: Scene): Promise<void> => {
  const { sessions } = await t.state()
  const words = dice.pick([
    ["toggle"],
    ["hide"],
    ["next"],
    ["previous"],
    ["jump"],
    ["even-horizontal"],
    ["switch", dice.pick(sessions).name],
    ["theme", dice.pick(["nord", "catppuccin-mocha"])]
  ])
  await t.typed({ pane: one.pane }, ...words)
}

const anyKeys = [
  "prefix )",
  "prefix (",
  "prefix n",
  "prefix p",
  "prefix L",
  "prefix Space",
  "prefix z",
  "prefix }",
  "prefix c",
  "prefix %",
  "prefix !",
  "prefix C-o",
  "prefix M-1",
  "prefix s Down Down Enter",
  "prefix w Up Enter",
  "prefix o n",
  "prefix o p",
  "prefix o j"
]

/** Those that the scene makes possible. */
export const byHand = (scene: Scene): ReadonlyArray<Disturbance> => {
  const { dice, known, one, person, t } = scene
  const presses = (keys: string, rest: Partial<Disturbance> = {}) =>
    disturbance(`${person.name} presses ${keys}`, () => person.keys(keys), rest)
  return [
    presses(dice.pick(anyKeys)),
    presses(dice.pick(anyKeys)),
    presses(dice.pick(anyKeys)),
    presses(`prefix o ${1 + dice.below(9)}`),
    presses("prefix o t", still),
    presses("prefix o t", still),
    presses("prefix o e", still),
    disturbance(`${person.name} comes to ${one.session}`, async () =>
      t.tmux.attempt("switch-client", "-c", await person.tty(), "-t", one.session)
    ),
    disturbance(`${person.name} leaves and comes back to ${one.session}`, () => comesBack(scene)),
    disturbance(
      `${person.name} resizes the terminal`,
      () => person.resize(90 + dice.below(80), 24 + dice.below(20)),
      still
    ),
    disturbance(`${person.name} drags what is there`, async () => {
      const columns = (await t.state()).sidebarWidth
      const to = 24 + dice.below(12)
      known.width = null
      await person.drag([columns, 8], [to, 8], [to, 8])
    }),
    disturbance(`${person.name} opens the popup`, () => popup(scene), { looks: true }),
    disturbance(`opensessions sidebar in ${one.pane}`, () => standalone(scene), { looks: true, ...still }),
    disturbance("a command of ours", () => types(scene))
  ]
}
