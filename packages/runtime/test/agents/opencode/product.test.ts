import { assert, describe, it } from "@effect/vitest"
import { kiloProduct } from "../../../src/agents/kilo/kiloProduct.ts"
import { databaseFile } from "../../../src/agents/opencode/databaseFile.ts"
import { openCodeProduct } from "../../../src/agents/opencode/openCodeProduct.ts"
import { titleTopic } from "../../../src/agents/opencode/Product.ts"

describe("a process", () => {
  it.each<[string, ReadonlyArray<string>, boolean]>([
    ["opencode", ["/usr/bin/opencode"], true],
    ["opencode", ["opencode", "."], true],
    ["opencode", ["opencode", "run", "mend it"], true],
    ["opencode", ["opencode", "--port", "0", "-c"], true],
    ["opencode", ["opencode", "serve"], false],
    ["opencode", ["opencode", "auth", "login"], false],
    ["bun", ["bun", "/src/opencode/src/index.ts"], true],
    ["bun", ["bun", "run", "dev"], false],
    ["vim", ["vim", "opencode.md"], false],
    ["opencode-linux-", ["/opt/opencode-linux-x64"], true],
    [".opencode-wrapp", [".opencode-wrapped"], true],
    ["opencode-notes", ["/bin/sh", "./opencode-notes"], false],
    ["opencoder", ["opencoder"], false]
  ])("%s %j", (name, words, wanted) => {
    const { matches, names } = openCodeProduct.program
    assert.strictEqual(names.test(name) && matches({ name, words }), wanted)
  })
})

describe("a title", () => {
  it("names a thread, or none", () => {
    assert.strictEqual(titleTopic(openCodeProduct, "OC | Mend | it"), "Mend | it")
    assert.isNull(titleTopic(openCodeProduct, "OpenCode"))
    assert.isNull(titleTopic(openCodeProduct, "vim"))
    assert.strictEqual(titleTopic(kiloProduct, "Kilo CLI | Mend it"), "Mend it")
    assert.isNull(titleTopic(kiloProduct, "Kilo CLI"))
  })
})

describe("a database", () => {
  const home = { HOME: "/home/me" }
  it.each<[string, ReadonlyArray<string>, Readonly<Record<string, string>>, string | null]>([
    ["is in the home directory", [], home, "/home/me/.local/share/opencode/opencode.db"],
    ["is in the data directory", [], { ...home, XDG_DATA_HOME: "/data" }, "/data/opencode/opencode.db"],
    ["is where it was put", [], { ...home, OPENCODE_DB_PATH: "/x/y.db" }, "/x/y.db"],
    ["has the name that it was given", [], { ...home, OPENCODE_DB: "y.db" }, "/home/me/.local/share/opencode/y.db"],
    ["may be in memory", [], { ...home, OPENCODE_DB: ":memory:" }, null],
    ["is the one that is open", ["/tmp/x", "/x/opencode-beta.db"], home, "/x/opencode-beta.db"],
    ["is nowhere without a home", [], {}, null],
    ["is not an empty name", [], { ...home, OPENCODE_DB: "" }, "/home/me/.local/share/opencode/opencode.db"]
  ])("%s", (_, open, environment, wanted) => {
    assert.strictEqual(
      databaseFile(openCodeProduct, open, (name) => environment[name] ?? null),
      wanted
    )
  })

  it("of Kilo has its own name", () => {
    const variables: Readonly<Record<string, string>> = { HOME: "/home/me", OPENCODE_DB: "/x.db" }
    const found = databaseFile(kiloProduct, [], (name) => variables[name] ?? null)
    assert.strictEqual(found, "/home/me/.local/share/kilo/kilo.db")
  })
})
