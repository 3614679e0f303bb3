import { describe, it } from "@effect/vitest"
import { fileURLToPath } from "node:url"
import { eventually } from "../support/eventually.ts"
import { goToSidebar } from "../support/sidebarListens.ts"
import { TmuxWorld } from "../support/TmuxWorld.ts"

const double = fileURLToPath(new URL("../support/promptDouble.ts", import.meta.url))

/** An agent in `web` asks in its way; the focus is in the sidebar of `api`, the cursor on `web`. */
const asking = async (kind: "buttons" | "list", manner = "") => {
  const t = await TmuxWorld.start({ sessions: { api: {}, web: {} }, plugin: true, configuration: "set -g mouse on" })
  const anna = await t.client("anna")
  await t.opensessions("_ensure")
  await goToSidebar(t, anna)
  await anna.sees(/^▌ 1 api/m)
  const pane = t.pane("web")
  await t.tmux.run("send-keys", "-t", pane, `clear; exec '${process.execPath}' '${double}' ${kind} ${manner}`, "Enter")
  const shows = async (text: string) =>
    eventually(
      async () => (await t.tmux.run("capture-pane", "-p", "-t", pane)).some((line) => line.includes(text)),
      true
    )
  await shows(kind === "list" ? "Allow this" : "Permission required")
  const event = { agent: "mine", status: "waiting", statusReason: "permission", paneId: pane, threadId: "1" }
  await t.http("/api/agent-event", { method: "POST", body: event })
  await anna.keys("j")
  await anna.sees(/^› 2 web +◉/m)
  await anna.keys("A")
  await anna.sees("Answer mine")
  return { t, anna, shows, [Symbol.asyncDispose]: () => t.end() }
}

describe("an agent whose answers are chosen by arrows", () => {
  it.each([
    ["buttons", "2", "Allow always"],
    ["buttons", "3", "Reject"],
    ["buttons", "1", "Allow once"],
    ["list", "2", "No"]
  ] as const)("that asks with %s: %s gives %s", async (kind, key, answer) => {
    await using asked = await asking(kind)
    await asked.anna.sees("make install")
    await asked.anna.sees(new RegExp(`^ ${key} ${answer}`, "m"))
    await asked.anna.keys(key)
    await asked.shows(`chosen: ${answer}`)
    await asked.anna.sees("answered")
  })

  it("and that asks something else meanwhile, is given no Enter", async () => {
    await using asked = await asking("buttons", "changes")
    await asked.anna.sees(/^ 3 Reject/m)
    await asked.anna.keys("3")
    await asked.anna.sees("Its answers could not be")
    await asked.shows("rm -rf build")
    await asked.anna.keys("A")
    await asked.anna.sees("rm -rf build")
  })

  it("and that does not hear arrows, is given no Enter, and the person is told", async () => {
    await using asked = await asking("list", "deaf")
    await asked.anna.sees(/^ 2 No/m)
    await asked.anna.keys("2")
    await asked.anna.sees("Its answers could not be")
    await asked.shows("→ Yes")
  })

  it("is answered by a click, too", async () => {
    await using asked = await asking("buttons")
    await asked.anna.sees(/^ 2 Allow always/m)
    await asked.anna.clickOn("2 Allow always")
    await asked.shows("chosen: Allow always")
  })
})
