import { assert, describe, it } from "@effect/vitest"
import { inSidebar } from "../support/inSidebar.ts"

describe("keys of the user's own", () => {
  it("hold at once, are in the help, and what is wrong with them is said", async () => {
    const [t, anna] = await inSidebar({ config: { keys: { D: "kill", d: "none", Z: "explode" } } })
    await using _ = t
    await anna.sees(`⚠ keys: "Z"`)
    await anna.keys("j")
    await anna.sees(/^› 2 docs/m)
    await anna.keys("d k")
    await anna.lacks("›")
    await anna.keys("j")
    await anna.sees(/^› 2 docs/m)
    await anna.keys("D")
    await anna.sees("Kill docs?")
    await anna.keys("Escape")
    await anna.lacks("Kill docs?")
    await anna.keys("?")
    await anna.sees(/ D x +kill \(asks\)/)
    const doctor = await t.opensessions("doctor")
    assert.include(doctor.stdout, `there is no action "explode"`)
    assert.isFalse((await t.state()).sessions.some(({ hidden }) => hidden))
  })
})

describe("a client's view", () => {
  it("follows it to another window, with what is open and what is typed, and is nobody else's", async () => {
    const [t, anna] = await inSidebar()
    await using _ = t
    await t.tmux.run("new-window", "-d", "-t", "api:")
    const bert = await t.client("bert", { session: "docs" })
    await bert.sees(/^▌ 2 docs/m)
    await anna.keys("/")
    await anna.sees(/^ \/▏/m)
    await anna.type("we")
    await anna.lacks(/^. \d api/m)
    await anna.keys("Tab")
    await anna.keys("prefix n")
    await anna.sees(/\/we/)
    await anna.sees(/^. 1 web/m)
    assert.include((await bert.screen()).join("\n"), "1 api")
  })
})
