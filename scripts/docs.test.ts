import { assert, describe, it } from "vitest"
import { existsSync, globSync, readFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { referencePages } from "./referencePages.ts"

const root = join(import.meta.dirname, "..")
const pages = globSync(["*.md", "docs/**/*.md"], { cwd: root })

describe("the documentation", () => {
  it("has reference pages that the code would write today (npm run reference)", async () => {
    for (const [name, text] of Object.entries(await referencePages())) {
      assert.strictEqual(readFileSync(join(root, "docs/reference", name), "utf8"), text, name)
    }
  }, 60_000)

  it.each(pages)("%s links only to files that are there", (page) => {
    const links = [...readFileSync(join(root, page), "utf8").matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)].map(
      ([, link]) => link!
    )
    const files = links.filter((link) => !/^[a-z]+:/.test(link))
    assert.deepStrictEqual(
      files.filter((link) => !existsSync(join(root, dirname(page), link))),
      []
    )
  })
})
