/** Every agent that can be integrated, and where its part stands. One entry an agent. */
import { pathToFileURL } from "node:url"
import { claudeEvents, takesMatcher } from "./claudeEvents.ts"
import { fileTarget } from "./fileTarget.ts"
import { hookProgram, hooksTarget } from "./hooksTarget.ts"
import { notifyTarget, objectionToHooks } from "./notifyTarget.ts"
import type { Target } from "./Target.ts"

/** The user's surroundings as far as they tell where agents are configured. */
export interface AgentHomes {
  readonly home: string
  readonly installation: string
  /** An environment variable, null where it is not set. */
  variable(name: string): string | null
}

export interface AgentIntegration {
  readonly agent: string
  /** The program, to be found in PATH. */
  readonly program: string
  /** Its version decides what it is given. */
  readonly versioned: boolean
  /** The directory that shows that it is used. */
  directory(homes: AgentHomes): string
  targets(homes: AgentHomes, version: string | null): ReadonlyArray<Target>
  /** What is left to do for the user. */
  readonly note: string
}

const absolute = (path: string | null): string | null => (path?.startsWith("/") === true ? path : null)

const configHome = ({ home, variable }: AgentHomes): string =>
  absolute(variable("XDG_CONFIG_HOME")) ?? `${home}/.config`

const quoted = (path: string): string => `'${path.replaceAll("'", "'\\''")}'`

/** Silent and without failure also when the installation is gone. */
const command = ({ installation }: AgentHomes, agent: string): string =>
  `sh ${quoted(installation + hookProgram)} ${agent} 2>/dev/null || true`

const handler = (homes: AgentHomes, agent: string, timeout: number) => ({
  type: "command",
  command: command(homes, agent),
  timeout
})

const moduleOf = ({ installation }: AgentHomes, agent: string): string =>
  JSON.stringify(pathToFileURL(`${installation}/integrations/${agent}/opensessions.js`).href)

/** The file is there while the installation may be gone: then it does nothing. */
const listens = (homes: AgentHomes, agent: string): ReadonlyArray<string> => [
  "export default async (api) => {",
  `  const found = await import(${moduleOf(homes, agent)}).catch(() => null)`,
  "  found?.listen(api)",
  "}"
]

const claudeDirectory = ({ home, variable }: AgentHomes): string =>
  absolute(variable("CLAUDE_CONFIG_DIR")) ?? `${home}/.claude`

const codexDirectory = ({ home, variable }: AgentHomes): string => absolute(variable("CODEX_HOME")) ?? `${home}/.codex`

const piDirectory = ({ home, variable }: AgentHomes): string =>
  absolute(variable("PI_CODING_AGENT_DIR")) ?? `${home}/.pi/agent`

const codexEvents = ["UserPromptSubmit", "PreToolUse", "PermissionRequest", "PostToolUse", "Stop", "PreCompact"]

const geminiEvents = [
  "SessionStart",
  "BeforeAgent",
  "BeforeTool",
  "AfterTool",
  "Notification",
  "AfterAgent",
  "SessionEnd"
]

export const agentIntegrations: ReadonlyArray<AgentIntegration> = [
  {
    agent: "claude-code",
    program: "claude",
    versioned: true,
    directory: claudeDirectory,
    targets: (homes, version) => [
      hooksTarget({
        file: `${claudeDirectory(homes)}/settings.json`,
        events: claudeEvents(version),
        anyEvents: version === null,
        groupFor: (event) => ({
          ...(takesMatcher(event) ? { matcher: "*" } : {}),
          hooks: [handler(homes, "claude-code", 5)]
        })
      })
    ],
    note: "sessions that run already take it up at their next start"
  },
  {
    agent: "codex",
    program: "codex",
    versioned: false,
    directory: codexDirectory,
    targets: (homes) => [
      hooksTarget({
        file: `${codexDirectory(homes)}/hooks.json`,
        events: codexEvents,
        anyEvents: false,
        groupFor: () => ({ hooks: [handler(homes, "codex", 5)] }),
        beside: { file: `${codexDirectory(homes)}/config.toml`, objection: objectionToHooks }
      }),
      notifyTarget(`${codexDirectory(homes)}/config.toml`, ["sh", homes.installation + hookProgram, "codex"])
    ],
    note: "Codex asks at its next start whether these hooks are to be trusted"
  },
  {
    agent: "opencode",
    program: "opencode",
    versioned: false,
    directory: (homes) => `${configHome(homes)}/opencode`,
    targets: (homes) => [
      fileTarget(`${configHome(homes)}/opencode/plugin/opensessions.js`, "opencode", [
        "export const OpenSessions = async (input) => {",
        `  const found = await import(${moduleOf(homes, "opencode")}).catch(() => null)`,
        "  return found === null ? {} : found.OpenSessions(input)",
        "}"
      ])
    ],
    note: "OpenCode may fetch its plugin package from the registry at its next start"
  },
  {
    agent: "amp",
    program: "amp",
    versioned: false,
    directory: (homes) => `${configHome(homes)}/amp`,
    targets: (homes) => [
      fileTarget(`${configHome(homes)}/amp/plugins/opensessions.ts`, "amp", [
        "// @i-know-the-amp-plugin-api-is-wip-and-very-experimental-right-now",
        ...listens(homes, "amp")
      ])
    ],
    note: "in a running Amp choose `plugins: reload`"
  },
  {
    agent: "pi",
    program: "pi",
    versioned: false,
    directory: piDirectory,
    targets: (homes) => [fileTarget(`${piDirectory(homes)}/extensions/opensessions.ts`, "pi", listens(homes, "pi"))],
    note: "in a running Pi type /reload"
  },
  {
    agent: "gemini",
    program: "gemini",
    versioned: false,
    directory: ({ home }) => `${home}/.gemini`,
    targets: (homes) => [
      hooksTarget({
        file: `${homes.home}/.gemini/settings.json`,
        events: geminiEvents,
        anyEvents: false,
        groupFor: (event) => ({
          ...(event === "BeforeTool" || event === "AfterTool" ? { matcher: "*" } : {}),
          hooks: [{ name: "opensessions", ...handler(homes, "gemini", 5_000) }]
        })
      })
    ],
    note: "versions before 0.26 have hooks only with tools.enableHooks in their settings"
  }
]

/** The names of all agents that can be integrated, in the order in which they are listed. */
export const integratedAgents: ReadonlyArray<string> = agentIntegrations.map(({ agent }) => agent)
