/** The agents that are watched: one line each. A watcher is a Layer, and this list is all that knows about it. */
import { AgentPanes } from "@opensessions/runtime/agents/AgentPanes"
import { AgentWatchers } from "@opensessions/runtime/agents/AgentWatchers"
import { Amp } from "@opensessions/runtime/agents/amp/Amp"
import { ClaudeCode } from "@opensessions/runtime/agents/claude-code/ClaudeCode"
import { CliAgents } from "@opensessions/runtime/agents/cli-agents/CliAgents"
import { Codex } from "@opensessions/runtime/agents/codex/Codex"
import { Gemini } from "@opensessions/runtime/agents/gemini/Gemini"
import { Kilo } from "@opensessions/runtime/agents/kilo/Kilo"
import { OpenCode } from "@opensessions/runtime/agents/opencode/OpenCode"
import { Pi } from "@opensessions/runtime/agents/pi/Pi"
import { agentFeed } from "@opensessions/runtime/feeds/agentFeed"
import { stoppedFeed } from "@opensessions/runtime/feeds/stoppedFeed"
import { FileEvents } from "@opensessions/runtime/files/FileEvents"
import { FileTail } from "@opensessions/runtime/files/FileTail"
import { HookInbox } from "@opensessions/runtime/integrations/inbox/HookInbox"
import { Layer } from "effect"

const watchers = Layer.mergeAll(Amp, ClaudeCode, CliAgents, Codex, Gemini, Kilo, OpenCode, Pi)

/** What a watcher may use of the machine, besides the processes. */
const surroundings = Layer.mergeAll(AgentPanes.layer, FileEvents.layer, FileTail.layer)

export const agents = Layer.mergeAll(watchers, agentFeed, stoppedFeed, HookInbox).pipe(
  Layer.provideMerge(AgentWatchers.layer),
  Layer.provide(surroundings)
)
