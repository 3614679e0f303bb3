import { assert, describe, it } from "@effect/vitest"
import type { Client } from "../support/Client.ts"
import { eventually } from "../support/eventually.ts"
import { goToSidebar, sidebarListens } from "../support/sidebarListens.ts"
import { startClaude } from "../support/startAgent.ts"
import { TmuxWorld } from "../support/TmuxWorld.ts"

const optionsOf = (t: TmuxWorld) =>
  t.tmux.format("#{@opensessions_status} | #{@opensessions_waiting} #{@opensessions_running} #{@opensessions_unseen}")

const here = (client: Client) => client.where("#{session_name} #{?@opensessions-sidebar,sidebar,content}")

const waiting = (t: TmuxWorld, count: number) =>
  eventually(() => t.tmux.format("#{@opensessions_waiting}"), String(count))

const start = async (configuration = "") => {
  const sessions = { api: { directory: "api" }, docs: { directory: "docs" }, main: {}, web: { directory: "web" } }
  const t = await TmuxWorld.start({ sessions, plugin: true, configuration })
  const anna = await t.client("anna", { session: "main" })
  await anna.keys("prefix o t")
  await anna.sees(/^▌ 3 main/m)
  return [t, anna] as const
}

describe("what an agent does", () => {
  it("is seen in every sidebar, from work to question to the end, and in the status line", async () => {
    const [t, anna] = await start("set -g status-right '<#{@opensessions_status}>'\nset -g status-interval 1")
    await using _ = t
    const claude = await startClaude(t, t.pane("api"), "fixing the build")
    await claude.prompt("fix the build")
    await eventually(() => optionsOf(t), " | 0 1 0")
    await anna.sees(/^ sessions +[⠁-⣿]1 {2}4 [^]*1 api +[⠁-⣿] /m)

    await claude.asksPermission("Bash", { command: "make install" })
    await anna.sees(/^ sessions +◉1 {2}4 [^]*1 api +◉ /m)
    await eventually(() => optionsOf(t), "1 waiting | 1 0 0")
    await anna.sees("<1 waiting>")
    await goToSidebar(t, anna)
    await anna.keys("g")
    await anna.sees(/^ ◉ fixing the build/m)
    await anna.sees(/^ {3}permission/m)
    await anna.sees("“fix the build”")

    await claude.goesOn()
    await anna.sees(/1 api +[⠁-⣿] /)
    await claude.finishes("The build is mended")
    await anna.sees(/^ sessions +●1 {2}4 [^]*1 api +● /m)
    await eventually(() => optionsOf(t), "1 done | 0 0 1")
    await anna.sees("<1 done>")

    await anna.keys("Enter")
    await eventually(() => here(anna), "api content")
    await anna.sees(/^ sessions +4 │[^]*▌ 1 api +│/m)
    await eventually(() => optionsOf(t), " | 0 0 0")
  })

  it("marked as seen by m, it is quiet", async () => {
    const [t, anna] = await start()
    await using _ = t
    const claude = await startClaude(t, t.pane("api"))
    await claude.prompt("a")
    await claude.finishes("done")
    await anna.sees(/1 api +● /)
    await goToSidebar(t, anna)
    await anna.keys("g")
    await anna.sees(/^› 1 api/m)
    await anna.keys("m")
    await anna.lacks("●")
    assert.strictEqual(await here(anna), "main sidebar")
  })

  it("done under the eyes of a person it is not unseen (S74)", async () => {
    const [t, anna] = await start()
    await using _ = t
    await anna.focus()
    const claude = await startClaude(t, t.pane("main"))
    await claude.prompt("a")
    await claude.finishes("It is done")
    const { sessions } = await t.stateWhere(({ sessions }) => sessions[2]!.agents[0]?.status === "done")
    assert.isFalse(sessions[2]!.unseen)
    await eventually(() => optionsOf(t), " | 0 0 0")
  })
})

describe("jump", () => {
  it("goes to the longest waiting, then to the next, and says so when nobody does", async () => {
    const [t, anna] = await start()
    await using _ = t
    await anna.keys("prefix o j")
    await anna.sees("No agent needs you")

    const web = await startClaude(t, t.pane("web"))
    const api = await startClaude(t, t.pane("api"))
    const docs = await startClaude(t, t.pane("docs"))
    await web.prompt("a")
    await web.asksPermission("Bash", { command: "ls" })
    await waiting(t, 1)
    await api.prompt("b")
    await api.asksQuestion("Which one?")
    await waiting(t, 2)
    await docs.prompt("c")
    await docs.finishes("done")
    await eventually(() => t.tmux.format("#{@opensessions_status}"), "2 waiting 1 done")

    await anna.keys("prefix o j")
    await eventually(() => here(anna), "web content")
    await anna.keys("prefix o j")
    await eventually(() => here(anna), "api content")
    await anna.keys("prefix o j")
    await eventually(() => here(anna), "docs content")
    // Its outcome is seen now.
    await eventually(() => t.tmux.format("#{@opensessions_status}"), "2 waiting")
    await goToSidebar(t, anna)
    await anna.keys("!")
    await eventually(() => here(anna), "web content")
    assert.strictEqual((await t.typed({ pane: t.pane("web") }, "jump")).status, 0)
    await eventually(() => here(anna), "api content")
  })

  it("lands in the agent's pane, of several in a window and in another window", async () => {
    const [t, anna] = await start()
    await using _ = t
    const [split] = await t.tmux.run("split-window", "-d", "-P", "-F", "#{pane_id}", "-t", t.pane("api"))
    const [other] = await t.tmux.run("new-window", "-d", "-P", "-F", "#{pane_id}", "-t", "=web:")
    for (const [index, pane] of [split!, other!].entries()) {
      const claude = await startClaude(t, pane)
      await claude.prompt("a")
      await claude.asksPermission("Bash", { command: "ls" })
      await waiting(t, index + 1)
      await anna.keys("prefix o j")
      await eventually(() => anna.where("#{pane_id}"), pane)
      await anna.sees("Do you want to proceed?")
    }
    await anna.keys("prefix o 3")
    await eventually(() => here(anna), "main content")
    await anna.sees(/1 api +◉ /)
    await sidebarListens(t, anna)
    // A click on the badge.
    const screen = await anna.screen()
    const at = screen.findIndex((line) => line.includes("1 api"))
    await anna.click(screen[at]!.indexOf("◉"), at)
    await eventually(() => anna.where("#{pane_id}"), split)
  })
})
