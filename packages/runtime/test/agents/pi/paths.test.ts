import { assert, describe, it } from "@effect/vitest"
import { fileThread, sessionFolders } from "../../../src/agents/pi/piPaths.ts"
import { programIn, titleName } from "../../../src/agents/pi/program.ts"

const folders = (directory: string, variables: Readonly<Record<string, string>>) =>
  sessionFolders(directory, (name) => variables[name] ?? null)

describe("Pi's sessions", () => {
  it("are in a folder that is named after the directory, spaces and dots kept", () => {
    assert.deepStrictEqual(folders("/my work/app.v2-x", { HOME: "/me" }), [
      "/me/.pi/agent/sessions/--my work-app.v2-x--"
    ])
  })

  it("are where they were put", () => {
    assert.deepStrictEqual(folders("/w", { HOME: "/me", PI_CODING_AGENT_DIR: "~/pi" }), ["/me/pi/sessions/--w--"])
    assert.deepStrictEqual(folders("/w", { PI_CODING_AGENT_SESSION_DIR: "/s" }), ["/s", "/s/--w--"])
    assert.deepStrictEqual(folders("/w", {}), [])
  })

  it("are files with the thread in their name", () => {
    const id = "01a202f1-2715-7665-a9fc-3500551e4d9f"
    assert.strictEqual(fileThread(`2026-01-01T00-00-00-000Z_${id}.jsonl`), id)
    assert.isNull(fileThread("notes.jsonl"))
    assert.isNull(fileThread(`2026_${id}.json`))
  })
})

describe("a process of Pi", () => {
  const pane = (title: string) => ({ paneId: "%1" as never, pid: 1, tty: "", title, command: "pi", path: "/" })
  it.each<[string, string, ReadonlyArray<string>, string, boolean]>([
    ["π - work", "pi", ["pi"], "/usr/bin/pi", true],
    ["π - work", "node", ["node", "/usr/bin/pi"], "/usr/bin/node", true],
    ["π - work", "node", ["node", "server.js"], "/usr/bin/node", false],
    ["vim", "pi", ["pi"], "/opt/node/bin/node", true],
    ["vim", "pi", ["pi"], "/opt/node/bin/node (deleted)", true],
    ["bash", "pi", ["pi", "100"], "/usr/bin/pi", false],
    ["calculating π", "pi", ["pi", "100"], "/usr/bin/python3", false]
  ])("with the title %s, the name %s, the words %j and the program %s", (title, name, words, path, wanted) => {
    const { executable, matches, names } = programIn(pane(title))
    assert.strictEqual(names.test(name) && matches({ name, words }) && (executable?.test(path) ?? true), wanted)
  })

  it("has its thread's name in the title, if it has one", () => {
    assert.strictEqual(titleName("π - my nice name - work"), "my nice name")
    assert.isNull(titleName("π - work"))
    assert.isNull(titleName("vim"))
  })
})
