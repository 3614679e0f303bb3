import { assert, describe, it } from "@effect/vitest"
import { Schema } from "effect"
import { aider } from "../../../src/agents/cli-agents/aider.ts"
import { cliAgents } from "../../../src/agents/cli-agents/CliAgents.ts"
import type { CliAgent } from "../../../src/agents/cli-agents/CliAgent.ts"
import { copilot } from "../../../src/agents/cli-agents/copilot.ts"
import { qwen } from "../../../src/agents/cli-agents/qwen.ts"
import { classifyScreen } from "../../../src/agents/screenRules.ts"
import * as screens from "./screens.ts"

const told = (agent: CliAgent, screen: ReadonlyArray<string>): string | null => {
  const state = classifyScreen(agent.screen, screen)
  return state === null || state.reason === null ? (state?.status ?? null) : `${state.status}(${state.reason})`
}

const table = <Name extends string>(
  agent: CliAgent,
  all: Readonly<Record<Name, ReadonlyArray<string>>>,
  wanted: Readonly<Record<Name, string | null>>
) =>
  describe(`a screen of ${agent.agent}`, () => {
    it.each(Object.keys(wanted) as Array<Name>)("%s", (name) => {
      assert.strictEqual(told(agent, all[name]), wanted[name])
      assert.strictEqual(told(agent, [...all[name], "", "   "]), wanted[name])
    })
  })

table(copilot, screens.copilot, {
  trust: "waiting(permission)",
  fresh: "idle",
  typing: "idle",
  working: "running",
  cancelling: "running",
  done: "idle",
  asks: "waiting(permission)",
  menu: null,
  denied: "interrupted",
  failed: "error(api-error)",
  limited: "error(rate-limit)",
  deniedBefore: "idle",
  quotes: "idle"
})

table(aider, screens.aider, {
  starting: null,
  fresh: "idle",
  files: "idle",
  completing: "idle",
  working: "running",
  streaming: "running",
  asks: "waiting(permission)",
  question: "waiting(question)",
  answered: "idle",
  done: "idle",
  interrupted: "idle"
})

table(qwen, screens.qwen, {
  fresh: "idle",
  working: "running",
  cancelled: "interrupted",
  failed: "error(api-error)",
  cancelledBefore: "idle",
  dialog: null
})

describe("rules", () => {
  it("say where they come from", () => {
    for (const { agent, provenance } of cliAgents) assert.isAbove(provenance.length, 20, agent)
  })

  it("that were never seen say nothing of waiting", () => {
    const proven = cliAgents.filter(({ provenance }) => provenance.startsWith("observed"))
    for (const { agent, screen } of cliAgents) {
      const waits = screen.some(({ status }) => status === "waiting")
      assert.isTrue(!waits || proven.some((one) => one.agent === agent), agent)
    }
  })

  it.prop("read any screen without harm", [Schema.Array(Schema.String)], ([lines]) => {
    for (const { screen } of cliAgents) classifyScreen(screen, lines)
  })

  it("read a hostile screen in no time", () => {
    const rule = "─".repeat(400)
    const hostile = [
      Array.from({ length: 60 }, () => rule),
      Array.from({ length: 60 }, (_, i) => (i % 2 === 0 ? rule : `❯ > ${"a ".repeat(300)}`)),
      Array.from({ length: 60 }, () => `│ Do you want ${"esc to cancel ".repeat(40)}`),
      Array.from({ length: 60 }, () => "a".repeat(5_000))
    ]
    const begun = performance.now()
    for (const screen of hostile) for (const agent of cliAgents) classifyScreen(agent.screen, screen)
    assert.isBelow(performance.now() - begun, 200)
  })
})
