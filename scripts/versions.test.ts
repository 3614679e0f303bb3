import { assert, it } from "vitest"
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { overridesOfInstalled } from "./installedPackages.ts"

const root = join(import.meta.dirname, "..")

it("every dependency is installed in the version that package.json fixes (npm run fix-versions)", () => {
  const { overrides } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"))
  assert.deepStrictEqual(overridesOfInstalled(root), overrides)
})
