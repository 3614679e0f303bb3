import { assert, describe, it } from "@effect/vitest"
import { realpathSync } from "node:fs"
import type { Client } from "../support/Client.ts"
import { daemonEnds } from "../support/daemonEnds.ts"
import { eventually } from "../support/eventually.ts"
import { goToSidebar } from "../support/sidebarListens.ts"
import { sidebarOf, sidebarPanes } from "../support/sidebarPanes.ts"
import { TmuxWorld, type WorldOptions } from "../support/TmuxWorld.ts"
import { waitFor } from "../support/waiting.ts"

const isSidebar = "#{?@opensessions-sidebar,sidebar,content}"

/** Three sessions in the order of their names, with a person in the middle one, who sees the sidebar. */
const start = async (options: WorldOptions = {}): Promise<readonly [TmuxWorld, Client]> => {
  const t = await TmuxWorld.start({ sessions: { a: {}, b: { directory: "work" }, c: {} }, plugin: true, ...options })
  const anna = await t.client("anna", { session: "b" })
  await t.opensessions("_ensure")
  await anna.keys("prefix o t")
  await anna.sees(/ sessions[^]*▌ 2 b/)
  return [t, anna]
}

const at = (client: Client, place: string) => eventually(() => client.where(`#{session_name} ${isSidebar}`), place)
const sessions = async (t: TmuxWorld) =>
  (await t.tmux.run("list-sessions", "-F", "#{session_name}")).filter((name) => name !== "_os_stash")
const ends = (t: TmuxWorld) =>
  waitFor(
    async () => ((await t.tmux.alive()) ? null : true),
    () => "the tmux server lives on"
  )

/** What is set in a server, with sessions or without. */
const settings = async (t: TmuxWorld) => {
  const questions = ["show-options -s", "show-options -g", "show-options -gw", "show-hooks -g", "show-hooks -gw"]
  const answers = [...questions, "show-environment -g", "list-keys"].map((words) => t.tmux.run(...words.split(" ")))
  return Promise.all(answers)
}

/** The ways in which the only pane of a session goes. */
const endings: Readonly<Record<string, (t: TmuxWorld, anna: Client) => Promise<unknown>>> = {
  exit: (_, anna) => anna.type("exit\n"),
  "kill-pane": (t) => t.tmux.run("kill-pane", "-t", t.pane("b")),
  "kill-window": (t) => t.tmux.run("kill-window", "-t", "=b:"),
  "kill-session": (t) => t.tmux.run("kill-session", "-t", "=b"),
  "x in the sidebar": async (t, anna) => {
    await goToSidebar(t, anna)
    await anna.keys("x")
    await anna.sees("Kill b?")
    await anna.keys("y")
  }
}

describe("S37: the last pane of a session", () => {
  for (const [name, act] of Object.entries(endings))
    for (const option of ["on", "off"])
      it(`${name}, detach-on-destroy ${option}`, async () => {
        const [t, anna] = await start({ configuration: `set -g detach-on-destroy ${option}` })
        await using _ = t
        await act(t, anna)
        await eventually(() => sessions(t), ["a", "c"])
        const detaches = option === "on" && name.startsWith("kill-") && name !== "kill-pane"
        if (detaches) return void (await eventually(() => anna.attached(), false))
        // tmux's own choice where the session was killed whole, else the one above in the sidebar.
        // tmux 3.8 may take them to our own session first.
        await eventually(async () => (await anna.where("#{session_name}")) === "_os_stash", false)
        const landed = await anna.where("#{session_name}")
        assert.oneOf(landed, name.startsWith("kill-") && name !== "kill-pane" ? ["a", "c"] : ["a"])
        await at(anna, `${landed} content`)
        return void (await anna.sees(new RegExp(` sessions[^]*▌ \\d ${landed}`)))
      })

  it("the first session's goes to the next one, a session of others takes nobody along", async () => {
    const [t, anna] = await start()
    await using _ = t
    await t.tmux.run("kill-session", "-t", "=c")
    await anna.lacks(/ 3 c/)
    await at(anna, "b content")
    await anna.keys("prefix o 1")
    await at(anna, "a content")
    await anna.type("exit\n")
    await at(anna, "b content")
    await anna.sees(/ sessions[^]*▌ 1 b/)
  })

  it("kill-session -a leaves who stays where they are, and moves the others to them", async () => {
    const [t, anna] = await start({ configuration: "set -g detach-on-destroy off" })
    await using _ = t
    const bert = await t.client("bert", { session: "c" })
    await bert.sees(/ sessions[^]*▌ 3 c/)
    await t.tmux.run("kill-session", "-a", "-t", "=b")
    await at(anna, "b content")
    await at(bert, "b content")
    await anna.sees(/ sessions[^]*▌ 1 b/)
    await eventually(async () => (await sidebarPanes(t)).length, 1)
    // It took our own connection and its session away too.
    await anna.keys("prefix o t")
    await anna.lacks(/ sessions/)
  })
})

describe("S36: the last pane of a window", () => {
  for (const option of ["on", "failed"])
    it(`S39: stays as long as a person wants with remain-on-exit ${option}`, async () => {
      const [t, anna] = await start({ configuration: `setw -g remain-on-exit ${option}` })
      await using _ = t
      await anna.keys("prefix c")
      await eventually(() => anna.where("#{window_index}"), "1")
      await anna.sees(/ sessions[^]*▌ 2 b/)
      await anna.type("exit 3\n")
      await eventually(() => anna.where("#{window_index} #{pane_dead}"), "1 1")
      await anna.sees(/ sessions[^]*▌ 2 b/)
      const { width } = await sidebarOf(t, await anna.where("#{window_id}"))
      assert.strictEqual(width, 26)
      await t.tmux.run("respawn-pane", "-t", await anna.where("#{pane_id}"))
      await eventually(() => anna.where("#{window_index} #{pane_dead}"), "1 0")
      await t.tmux.run("kill-pane", "-t", await anna.where("#{pane_id}"))
      await eventually(() => anna.where(`#{session_name}:#{window_index} ${isSidebar}`), "b:0 content")
      assert.strictEqual(await t.tmux.format("#{remain-on-exit}", "=b:"), option)
    })

  it("goes while another client looks at it, who lands on content too", async () => {
    const [t, anna] = await start()
    await using _ = t
    const bert = await t.client("bert", { session: "b" })
    await anna.keys("prefix c")
    await eventually(() => bert.where("#{window_index}"), "1")
    await anna.type("exit\n")
    for (const one of [anna, bert])
      await eventually(() => one.where(`#{session_name}:#{window_index} ${isSidebar}`), "b:0 content")
  })
})

describe("lonelySidebar: shell", () => {
  const config = { lonelySidebar: "shell" }

  for (const way of ["exit", "kill-pane"] as const)
    it(`${way}: the window stays, with a new shell in the session's directory, and the focus on it`, async () => {
      const [t, anna] = await start({ config })
      await using _ = t
      const { pane, window } = await sidebarOf(t, await anna.where("#{window_id}"))
      for (let i = 0; i < 2; i++) {
        const former = await anna.where("#{pane_id}")
        if (way === "exit") await anna.type("exit\n")
        else await t.tmux.run("kill-pane", "-t", former)
        const stands = "#{session_name} #{window_id} #{window_panes} #{?#{==:#{pane_id},FORMER},former,new} "
        await eventually(() => anna.where(stands.replace("FORMER", former) + isSidebar), `b ${window} 2 new content`)
        await eventually(() => anna.where("#{pane_current_path}"), realpathSync(`${t.scratch.home}/work`))
        await eventually(async () => {
          const { full, left, width } = await sidebarOf(t, window)
          return [left, width, full]
        }, [0, 26, true])
      }
      assert.strictEqual((await sidebarOf(t, window)).pane, pane)
      await anna.sees(/ sessions[^]*▌ 2 b/)
    })

  it("on the right side too; it is taken up as soon as it is written", async () => {
    const [t, anna] = await start({ config: { sidebarPosition: "right", ...config } })
    await using _ = t
    await anna.type("exit\n")
    await eventually(() => anna.where(`#{session_name} #{window_panes} #{pane_left} ${isSidebar}`), "b 2 0 content")
    await eventually(async () => (await sidebarPanes(t)).map(({ left, width }) => left + width), [120])
  })

  it("a window or a session that is killed is gone all the same", async () => {
    const [t, anna] = await start({ config: { ...config }, configuration: "set -g detach-on-destroy off" })
    await using _ = t
    await t.tmux.run("kill-session", "-t", "=b")
    await eventually(() => sessions(t), ["a", "c"])
    await eventually(async () => ["a", "c"].includes(await anna.where("#{session_name}")), true)
    assert.notInclude(await sessions(t), "b")
  })
})

describe("S38: the last session of a person", () => {
  for (const option of ["on", "off"])
    it(`ends the daemon, and tmux as exit-empty ${option} says`, async () => {
      const configuration = `set -g detach-on-destroy off\nset -s exit-empty ${option}`
      await using t = await TmuxWorld.start({ configuration, sessions: { b: {} }, plugin: true })
      const anna = await t.client("anna")
      const before = await settings(t)
      await anna.keys("prefix o t")
      await anna.sees(/ sessions/, { timeoutMillis: 20_000 })
      await daemonEnds(t, () => anna.type("exit\n"))
      await eventually(() => anna.attached(), false)
      if (option === "on") return void (await ends(t))
      assert.deepStrictEqual(await t.tmux.run("list-sessions"), [])
      await eventually(() => settings(t), before)
    })
})

it("S38: exit-unattached ends tmux with the last client, shown or hidden", async () => {
  for (const keys of ["prefix o s", "prefix o t"]) {
    const [t, anna] = await start()
    await using _ = t
    await t.tmux.run("set-option", "-s", "exit-unattached", "on")
    await anna.keys(keys)
    const bert = await t.client("bert", { session: "a" })
    await bert.keys("prefix d")
    await eventually(() => bert.attached(), false)
    await anna.keys("prefix c")
    await eventually(() => anna.where("#{window_index}"), "1")
    await daemonEnds(t, () => anna.keys("prefix d"))
    await ends(t)
  }
})
