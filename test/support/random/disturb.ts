/** What people do, at random but the same for a seed. */
import { byHand } from "./byHand.ts"
import { commands } from "./commands.ts"
import { ending } from "./endings.ts"
import type { Disturbance, Scene } from "./Scene.ts"
import { visits } from "./visits.ts"
import { widths } from "./widths.ts"

/** The next one. `settled` says that what came before was answered. */
export const disturb = async (scene: Scene, settled: boolean): Promise<Disturbance> => {
  const { dice } = scene
  const ends = await ending(scene)
  if (ends !== null && (settled || !ends.looks)) return ends
  const kinds = [commands, commands, commands, byHand, byHand, visits, widths]
  const possible = dice
    .pick(kinds)(scene)
    .filter(({ looks }) => settled || !looks)
  return dice.pick(possible.length > 0 ? possible : commands(scene))
}
