/** What there is when somebody is about to do something, and what they may do. */
import type { Client } from "../Client.ts"
import { sidebarPanes, type SidebarPane } from "../sidebarPanes.ts"
import type { TmuxWorld } from "../TmuxWorld.ts"
import type { Dice } from "./dice.ts"

/** What a test knows by itself, whatever the product says. */
export interface Known {
  /** The width that was chosen last; null where a hand moved a border without looking. */
  width: number | null
}

/** Something that somebody does. */
export interface Disturbance {
  readonly name: string
  /** Panes that it may end. */
  readonly ends: ReadonlyArray<string>
  /** The window whose sidebar it ends. */
  readonly declines: string | null
  /** It is no reason for the focus to be anywhere else, in any window. */
  readonly keepsFocus: boolean
  /** A person looks before doing it: what came before is answered. */
  readonly looks: boolean
  readonly act: () => Promise<unknown>
}

/** A content pane in one of the places of its window. */
export interface Place {
  readonly pane: string
  readonly window: string
  readonly session: string
}

export interface Scene {
  readonly t: TmuxWorld
  readonly dice: Dice
  readonly known: Known
  readonly people: Array<Client>
  /** Who does something, by the number in `people`. */
  readonly at: number
  readonly person: Client
  readonly content: ReadonlyArray<Place>
  /** One of them, and another one. */
  readonly one: Place
  readonly other: Place
  readonly sidebars: ReadonlyArray<SidebarPane>
  /** One of them; content where there is none. */
  readonly sidebar: Pick<SidebarPane, "pane" | "window">
}

const fields =
  "#{pane_id} #{window_id} #{session_id} #{?#{m:*/holder.sh*,#{pane_start_command}},1,#{?@opensessions-sidebar,1,0}}"

/** Looks around. */
export const sceneOf = async (
  t: TmuxWorld,
  people: Array<Client>,
  { dice, known }: { readonly dice: Dice; readonly known: Known }
): Promise<Scene> => {
  const lines = await t.tmux.run("list-panes", "-a", "-f", "#{!=:#{session_name},_os_stash}", "-F", fields)
  const content = lines.flatMap((line): ReadonlyArray<Place> => {
    const [pane = "", window = "", session = "", sidebar] = line.split(" ")
    return sidebar === "1" ? [] : [{ pane, window, session }]
  })
  const sidebars = (await sidebarPanes(t)).filter(({ session }) => session !== "_os_stash")
  const one = dice.pick(content)
  const other = dice.pick(content)
  const sidebar = sidebars.length === 0 ? one : dice.pick(sidebars)
  const at = dice.below(people.length)
  return { t, dice, known, people, at, person: people[at]!, content, one, other, sidebars, sidebar }
}

/** The rest of a disturbance where nothing is said of it. */
export const disturbance = (
  name: string,
  act: () => Promise<unknown>,
  rest: Partial<Disturbance> = {}
): Disturbance => ({ name, ends: [], declines: null, keepsFocus: false, looks: false, act, ...rest })

/** A tmux command; it may be refused. */
export const command = ({ t }: Scene, words: ReadonlyArray<string>, rest: Partial<Disturbance> = {}): Disturbance =>
  disturbance(words.join(" "), () => t.tmux.attempt(...words), rest)

/** It moves no focus. */
export const still = { keepsFocus: true }
