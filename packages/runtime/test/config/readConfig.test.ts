import { assert, describe, it } from "@effect/vitest"
import { readConfig } from "../../src/config/readConfig.ts"

describe("readConfig", () => {
  it("takes every known key of the right type and passes over unknown ones", () => {
    const whole = {
      theme: { extends: "nord", palette: { base: "#000000" }, status: { waiting: "peach" }, icons: { done: "✓" } },
      darkTheme: "nord",
      sidebarWidth: 40,
      sidebarPosition: "right",
      detailPanelHeight: 4,
      sessionFilter: "active",
      agentPanelScope: "all",
      density: "compact",
      sort: "attention",
      port: 8000,
      mux: "tmux",
      plugins: ["./mine.ts"],
      keys: { d: "hide" },
      lonelySidebar: "shell",
      notifications: { waiting: "desktop", done: "off", quiet: "22:00-08:00", command: ["say", "it"] },
      spinner: "off"
    }
    const reading = readConfig(JSON.stringify({ ...whole, future: 1 }))
    assert.isNull(reading.problem)
    assert.deepStrictEqual(reading.config as unknown, whole)
  })

  it("a wrong type costs that key alone and is named with its line", () => {
    const text = '{\n  "theme": "nord",\n  "sidebarWidth": "wide",\n  "port": 99999,\n  "density": "compact"\n}'
    const { config, problem, parsed } = readConfig(text)
    assert.deepStrictEqual(config, { theme: "nord", density: "compact" })
    assert.isNotNull(parsed)
    assert.strictEqual(
      problem,
      '3: sidebarWidth: expected number, found "wide"; 4: port: expected a whole number from 1 to 65535, found 99999'
    )
  })

  it.each([
    ['{"notifications": {"quiet": "late"}}', "notifications", "quiet"],
    ['{"theme": {"palette": {"base": "blackish"}}}', "theme", "base"],
    ['{"keys": {"d": 1}}', "keys", "d"],
    ['{"plugins": "one"}', "plugins", "array"]
  ])("%s: the problem says where", (text, key, part) => {
    const { config, problem } = readConfig(text)
    assert.deepStrictEqual(config, {})
    assert.match(problem ?? "", new RegExp(`^1: ${key}: .*${part}`))
  })

  it.each([
    ["{\n oops", "2: expected a key in quotes"],
    ["[]", "1: expected an object, found []"],
    ["null", "1: expected an object, found null"]
  ])("%j is no configuration and must not be written over", (text, problem) => {
    const reading = readConfig(text)
    assert.isNull(reading.parsed)
    assert.isTrue(reading.problem?.startsWith(problem))
  })
})
