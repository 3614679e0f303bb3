import { assert, describe, expect, it } from "@effect/vitest"
import { readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { configurationTable, jsonSchema } from "./configReference.ts"

const root = fileURLToPath(new URL("../../../..", import.meta.url))

describe("the reference of the configuration", () => {
  it("config.schema.json is what the schema says (`npx vitest run --project fast configReference -u` writes it)", async () => {
    await expect(jsonSchema()).toMatchFileSnapshot(`${root}/config.schema.json`)
  })

  it("docs/reference/configuration.md has the schema's table", () => {
    const page = readFileSync(`${root}/docs/reference/configuration.md`, "utf8")
    const table = /<!-- keys -->\n\n([^]*?)\n\n<!-- end of keys -->/.exec(page)?.[1]
    assert.strictEqual(table, configurationTable())
  })
})
