import { assert, describe, it } from "@effect/vitest"
import type { Config } from "@opensessions/runtime/config/Settings"
import { themeProblem } from "../../src/composition/themeProblems.ts"

const problem = (key: string, name: string) => `${key}: there is no theme "${name}"; see: opensessions theme`

describe("a theme of the configuration that there is not", () => {
  it.each<readonly [Config, string | null]>([
    [{}, null],
    [{ theme: "nord", darkTheme: "terminal", lightTheme: { extends: "ayu" } }, null],
    [{ theme: "brought" }, null],
    [{ theme: "nrod" }, problem("theme", "nrod")],
    [{ theme: "nord", lightTheme: "da\u0007y" }, problem("lightTheme", "day")],
    [{ darkTheme: { extends: "nrod" } }, problem("darkTheme", "nrod")]
  ])("%j: %s", (config, expected) => assert.strictEqual(themeProblem(config, new Set(["brought"])), expected))
})
