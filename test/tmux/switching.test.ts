import { assert, describe, it } from "@effect/vitest"
import type { Client } from "../support/Client.ts"
import { eventually } from "../support/eventually.ts"
import { goToSidebar, sidebarListens } from "../support/sidebarListens.ts"
import { TmuxWorld } from "../support/TmuxWorld.ts"

const isSidebar = "#{?@opensessions-sidebar,sidebar,content}"

/** Where a person is, and whether the keys go to the sidebar. */
const at = (client: Client) => client.where(`#{session_name} ${isSidebar}`)

/** Three sessions, and people with the focus in their sidebars. */
const start = async (...names: ReadonlyArray<string>) => {
  const t = await TmuxWorld.start({ sessions: { api: {}, docs: {}, web: {} }, plugin: true })
  const people: Array<Client> = []
  for (const name of names) people.push(await t.client(name))
  await goToSidebar(t, people[0]!)
  for (const one of people) await one.sees(/^▌ 1 api/m)
  return [t, ...people] as const
}

/** A key that follows too soon would be Meta and that key. */
const escapes = async (client: Client) => {
  await client.keys("Escape")
  await eventually(() => at(client), "api content")
}

describe("switching sessions", () => {
  it("Enter goes where the cursor is and lands on the content", async () => {
    const [t, anna] = await start("anna")
    await using _ = t
    await anna!.keys("j")
    await anna!.sees(/^› 2 docs/m)
    await anna!.keys("Enter")
    await anna!.sees(/^▌ 2 docs/m)
    assert.strictEqual(await at(anna!), "docs content")
    await anna!.type("echo typed\n")
    await anna!.sees(/^.*│typed$/m)
  })

  it("Enter on the own session goes to its content, Escape too", async () => {
    const [t, anna] = await start("anna")
    await using _ = t
    await anna!.keys("Enter")
    await eventually(() => at(anna!), "api content")
    await goToSidebar(t, anna!)
    await escapes(anna!)
  })

  it("digits, Tab and Shift-Tab switch at once and stay on the sidebar", async () => {
    const [t, anna] = await start("anna")
    await using _ = t
    const goes = async (key: string, to: string) => {
      await anna!.keys(key)
      await eventually(() => at(anna!), `${to} sidebar`)
      await anna!.sees(new RegExp(`^▌ \\d ${to}`, "m"))
      await sidebarListens(t, anna!)
    }
    await goes("3", "web")
    await goes("1", "api")
    await goes("Tab", "docs")
    await goes("Tab", "web")
    await goes("BTab", "docs")
    await goes("BTab", "api")
    // No wrapping at the ends, and no session 9.
    await goes("BTab", "api")
    await goes("9", "api")
  })

  it("a click switches and lands on the content", async () => {
    const [t, anna] = await start("anna")
    await using _ = t
    await anna!.clickOn("3 web")
    await eventually(() => at(anna!), "web content")
    await anna!.sees(/^▌ 3 web/m)
    await sidebarListens(t, anna!)
    await anna!.clickOn("2 docs")
    await eventually(() => at(anna!), "docs content")
  })

  it("prefix keys switch from the content to the content, by digit and to the neighbour", async () => {
    const [t, anna] = await start("anna")
    await using _ = t
    await escapes(anna!)
    await anna!.keys("prefix o 3")
    await eventually(() => at(anna!), "web content")
    await anna!.keys("prefix o p")
    await eventually(() => at(anna!), "docs content")
    await anna!.keys("prefix o n")
    await eventually(() => at(anna!), "web content")
    await anna!.keys("prefix o 9")
    await anna!.sees("There is no session 9 in the sidebar")
  })

  it("tmux's own ways of switching are followed", async () => {
    const [t, anna] = await start("anna")
    await using _ = t
    await escapes(anna!)
    await anna!.keys("prefix )")
    await anna!.sees(/^▌ 2 docs/m)
    assert.strictEqual(await at(anna!), "docs content")
  })

  it("S59: moves the client where the key was pressed, and no other one, in one window too", async () => {
    const [t, anna, bert] = await start("anna", "bert")
    await using _ = t
    await anna!.keys("2")
    await eventually(() => at(anna!), "docs sidebar")
    await anna!.sees(/^▌ 2 docs/m)
    await bert!.sees(/^▌ 1 api/m)
    assert.strictEqual(await at(bert!), "api sidebar")
    await bert!.keys("prefix o 3")
    await eventually(() => at(bert!), "web content")
    await bert!.sees(/^▌ 3 web/m)
    await anna!.sees(/^▌ 2 docs/m)
    assert.strictEqual(await at(anna!), "docs sidebar")
    await sidebarListens(t, anna!)
    await anna!.clickOn("3 web")
    await eventually(() => at(anna!), "web content")
    await bert!.keys("prefix o 1")
    await eventually(() => at(bert!), "api content")
    await anna!.sees(/^▌ 3 web/m)
  })

  it("S66: keys faster than tmux leave the sidebar and the client in agreement", async () => {
    const [t, anna] = await start("anna")
    await using _ = t
    await Promise.all(["Tab", "Tab", "BTab", "Tab", "Tab", "BTab"].map((key) => anna!.keys(key)))
    // A key that comes while the sidebar of another session takes over is lost.
    const insists = async (): Promise<unknown> => {
      await sidebarListens(t, anna!)
      await anna!.keys("1")
      return eventually(() => at(anna!), "api sidebar", { timeoutMillis: 300 }).catch(insists)
    }
    await insists()
    await anna!.sees(/^▌ 1 api/m)
  })
})

describe("switching windows", () => {
  it("each has its sidebar, by key, by digit and by a click in the status line", async () => {
    const [t, anna] = await start("anna")
    await using _ = t
    await escapes(anna!)
    await anna!.keys("prefix c")
    await eventually(() => anna!.where(`#{window_index} ${isSidebar}`), "1 content")
    await anna!.sees(/^▌ 1 api/m)
    await anna!.keys("prefix 0")
    await eventually(() => anna!.where(`#{window_index} ${isSidebar}`), "0 content")
    await anna!.sees(/^▌ 1 api/m)
    await anna!.clickOn("1:")
    await eventually(() => anna!.where(`#{window_index} ${isSidebar}`), "1 content")
    await anna!.sees(/^▌ 1 api/m)
    await anna!.keys("prefix p")
    await eventually(() => anna!.where("#{window_index}"), "0")
    await anna!.sees(/^▌ 1 api/m)
  })
})
