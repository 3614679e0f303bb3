import { assert, describe, it } from "@effect/vitest"
import { existsSync, mkdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import type { Client } from "../support/Client.ts"
import { eventually } from "../support/eventually.ts"
import { paste } from "../support/inputBytes.ts"
import { sidebarListens } from "../support/sidebarListens.ts"
import { inSidebar } from "../support/inSidebar.ts"
import type { TmuxWorld } from "../support/TmuxWorld.ts"

const names = async (t: TmuxWorld) => (await t.state()).sessions.map(({ name }) => name)

/** Presses Enter until a question that must be read first is gone. */
const confirm = async (anna: Client, question: string): Promise<void> => {
  await anna.keys("Enter")
  await anna.lacks(question, { timeoutMillis: 400 }).catch(() => confirm(anna, question))
}

describe("kill", () => {
  it("names the session, Esc keeps it, Enter ends the one that was asked about", async () => {
    const [t, anna] = await inSidebar()
    await using _ = t
    await anna.keys("j x")
    await anna.sees("Kill docs?")
    await anna.keys("Escape")
    await anna.lacks("Kill docs?")
    assert.deepStrictEqual(await names(t), ["api", "docs", "web"])
    await anna.keys("x")
    await anna.sees("Kill docs?")
    // Rows move while it is asked.
    await t.newSession("aaa")
    await t.stateWhere(({ sessions }) => sessions.length === 4)
    await anna.sees("Kill docs?")
    await confirm(anna, "Kill docs?")
    await t.stateWhere(({ sessions }) => !sessions.some(({ name }) => name === "docs"))
    assert.strictEqual(await anna.where("#{session_name}"), "api")
  })

  it("of the session that one is in takes everybody in it to the neighbour first", async () => {
    const [t, anna] = await inSidebar()
    await using _ = t
    const bert = await t.client("bert", { session: "docs" })
    await bert.sees(/^▌ 2 docs/m)
    await anna.keys("2")
    await anna.sees(/^▌ 2 docs/m)
    await sidebarListens(t, anna)
    await anna.keys("x")
    await anna.sees("Kill docs?")
    await confirm(anna, "Kill docs?")
    await eventually(() => anna.where("#{session_name}"), "api")
    await eventually(() => bert.where("#{session_name}"), "api")
    await eventually(() => names(t), ["api", "web"])
  })
})

describe("rename", () => {
  it("takes what is typed and pasted, and keeps order and cursor", async () => {
    const [t, anna] = await inSidebar()
    await using _ = t
    await anna.keys("j R")
    await anna.sees("Rename docs")
    await anna.keys("C-u")
    await anna.type("my notes")
    await anna.send(paste(" v1.2"))
    await anna.sees("my notes v1.2")
    await anna.keys("Enter")
    await eventually(() => names(t), ["api", "my notes v1_2", "web"])
    await anna.sees(/^› 2 my notes v1_2/m)
  })

  it("expands nothing in a name", async () => {
    const [t, anna] = await inSidebar()
    await using _ = t
    await anna.keys("R")
    await anna.sees("Rename api")
    await anna.keys("C-u")
    await anna.type("#(touch pwned) #{pid} $(id)")
    await anna.keys("Enter")
    await eventually(async () => (await names(t))[0], "#(touch pwned) #{pid} $(id)")
    assert.isFalse(existsSync(join(t.scratch.home, "pwned")))
  })

  it("says why not: another session has the name", async () => {
    const [t, anna] = await inSidebar()
    await using _ = t
    await anna.keys("R")
    await anna.sees("Rename api")
    await anna.keys("C-u")
    await anna.type("web")
    await anna.keys("Enter")
    await anna.sees("There is a session")
    assert.deepStrictEqual(await names(t), ["api", "docs", "web"])
  })
})

describe("new session", () => {
  it("is made in a directory that is searched for, and switched to", async () => {
    const [t, anna] = await inSidebar({ sessions: { api: {} } })
    await using _ = t
    mkdirSync(join(t.scratch.home, "code", "plane", ".git"), { recursive: true })
    mkdirSync(join(t.scratch.home, "code", "other"), { recursive: true })
    await anna.keys("n")
    await anna.sees("New session")
    await anna.type("plne")
    await anna.sees("~/code/plane")
    await anna.keys("Enter")
    await eventually(() => anna.where("#{session_name}"), "plane")
    assert.strictEqual(await anna.where("#{pane_current_path}"), join(t.scratch.home, "code", "plane"))
  })

  it("is made at a path that is typed and completed", async () => {
    const [t, anna] = await inSidebar({ sessions: { api: {} } })
    await using _ = t
    mkdirSync(join(t.scratch.home, "deep", "er one"), { recursive: true })
    await anna.keys("c")
    await anna.sees("New session")
    await anna.type("~/dee")
    await anna.sees("› ~/deep")
    await anna.keys("Tab")
    await anna.sees("er one")
    await anna.keys("Down Enter")
    await eventually(() => anna.where("#{pane_current_path}"), join(t.scratch.home, "deep", "er one"))
  })
})

describe("hide and order", () => {
  it("d hides, z takes it back, u shows all", async () => {
    const [t, anna] = await inSidebar()
    await using _ = t
    await anna.keys("j d")
    await anna.lacks(/^. \d docs/m)
    await anna.sees("z shows docs again")
    await anna.keys("z")
    await anna.sees(/^. 2 docs/m)
    await anna.keys("d")
    await anna.lacks(/^. \d docs/m)
    await anna.keys("u")
    await anna.sees(/^. 2 docs/m)
  })

  it("Alt with an arrow moves a session, and the file keeps it", async () => {
    const [t, anna] = await inSidebar()
    await using _ = t
    await anna.keys("M-Down")
    await anna.sees(/^▌ 2 api/m)
    await anna.keys("M-Down")
    await anna.sees(/^▌ 3 api/m)
    await anna.keys("M-Up")
    await anna.sees(/^▌ 2 api/m)
    const file = join(t.scratch.home, ".config/opensessions/session-order.json")
    await eventually(() => JSON.parse(readFileSync(file, "utf8")), ["docs", "api", "web"])
    // A name that changes keeps its place there (S61).
    await anna.keys("R")
    await anna.sees("Rename api")
    await anna.type("2")
    await anna.keys("Enter")
    const kept = () =>
      (JSON.parse(readFileSync(file, "utf8")) as ReadonlyArray<string>).filter((name) => name !== "api")
    await eventually(kept, ["docs", "api2", "web"])
  })
})

describe("what all share", () => {
  it("the theme is worn while it is chosen, by one client; Enter is for all", async () => {
    const [t, anna] = await inSidebar()
    await using _ = t
    const bert = await t.client("bert", { session: "docs" })
    await bert.sees(/^▌ 2 docs/m)
    const before = (await bert.colours()).join("\n")
    const annas = (await anna.colours()).join("\n")
    await anna.keys("t")
    await anna.sees("Theme")
    await anna.type("latte")
    await anna.sees("catppuccin-latte")
    await eventually(async () => (await anna.colours()).join("\n") !== annas, true)
    assert.strictEqual((await bert.colours()).join("\n"), before)
    await anna.keys("Escape")
    await anna.lacks("catppuccin-latte")
    assert.strictEqual((await t.state()).theme, "catppuccin-mocha")
    await anna.keys("t")
    await anna.sees("Theme")
    await anna.type("nord")
    await anna.sees("› nord")
    await anna.keys("Enter")
    await t.stateWhere(({ theme }) => theme === "nord")
    await eventually(async () => (await bert.colours()).join("\n") !== before, true)
    const config = join(t.scratch.home, ".config/opensessions/config.json")
    await eventually(() => JSON.parse(readFileSync(config, "utf8")).theme, "nord")
  })

  it("the width follows each key, and Esc takes it back", async () => {
    const [t, anna] = await inSidebar()
    await using _ = t
    await anna.keys("w")
    await anna.sees("Width 26")
    await anna.keys("Right Right")
    await anna.sees("Width 28")
    await t.stateWhere(({ sidebarWidth }) => sidebarWidth === 28)
    await anna.keys("Escape")
    await t.stateWhere(({ sidebarWidth }) => sidebarWidth === 26)
  })

  it("the filter goes through its words", async () => {
    const [t, anna] = await inSidebar()
    await using _ = t
    await anna.keys("f")
    await anna.sees(/^ active/m)
    await anna.keys("f")
    await anna.sees(/^ running/m)
    await anna.keys("f")
    await anna.sees(/^▌ 1 api/m)
    assert.strictEqual((await t.state()).sessionFilter, "all")
  })
})

describe("search", () => {
  it("narrows the list while it is typed, Enter goes there, and it is over", async () => {
    const [t, anna] = await inSidebar()
    await using _ = t
    await anna.keys("/")
    await anna.sees(/^ \/▏/m)
    await anna.type("we")
    await anna.lacks(/^. \d api/m)
    await anna.keys("Enter")
    await eventually(() => anna.where("#{session_name}"), "web")
    await anna.sees(/^. 1 api/m)
  })
})

describe("copy", () => {
  it("puts the directory into tmux's buffer", async () => {
    const [t, anna] = await inSidebar()
    await using _ = t
    await anna.keys("y")
    await anna.sees("Copy")
    await anna.keys("y")
    await anna.sees("copied")
    assert.strictEqual((await t.tmux.run("show-buffer"))[0], t.scratch.home)
  })
})
