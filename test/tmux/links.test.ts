import { assert, describe, it } from "@effect/vitest"
import { isAtLeast } from "@opensessions/runtime/tmux/isAtLeast"
import { goToSidebar } from "../support/sidebarListens.ts"
import { sidebarPanes } from "../support/sidebarPanes.ts"
import { TmuxWorld } from "../support/TmuxWorld.ts"
import { waitFor } from "../support/waiting.ts"

describe("directories and ports", () => {
  it("are links of the terminal from tmux 3.4 on, and leave nothing on the screen of an older one", async () => {
    const t = await TmuxWorld.start({ sessions: { api: { directory: "a b" } }, plugin: true })
    await using _ = t
    const anna = await t.client("anna")
    await t.opensessions("_ensure")
    await goToSidebar(t, anna)
    await anna.sees(/^ ~\/a b/m)
    const [sidebar] = await sidebarPanes(t)
    const knows = isAtLeast(await t.tmux.format("#{version}", sidebar!.pane), 3, 4)
    const captured = async () => (await t.tmux.run("capture-pane", "-p", "-e", "-t", sidebar!.pane)).join("\n")
    if (knows) {
      const look = async () => ((await captured()).includes("\u001b]8;;file://") ? true : null)
      await waitFor(look, captured)
      assert.include(await captured(), "/a%20b\u001b\\")
    }
    for (const key of ["?", "Escape", "t", "Escape"]) await anna.keys(key)
    await anna.sees(/^ ~\/a b/m)
    assert.notMatch((await anna.screen()).join("\n"), /8;;|file:|%20/)
  })
})
