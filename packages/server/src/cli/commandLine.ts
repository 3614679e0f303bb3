/** The command line: every command, and how its help and its mistakes are shown. */
import { Console, Effect, Layer } from "effect"
import { CliConfig, CliOutput, Command, Completions, GlobalFlag } from "effect/cli"
import { bench } from "./commands/bench.ts"
import { completions } from "./commands/completions.ts"
import { doctor } from "./commands/doctor.ts"
import { explain } from "./commands/explain.ts"
import { history } from "./commands/history.ts"
import { integrate } from "./commands/integrate.ts"
import { evenHorizontal, focus, hide, jump, next, previous, switchTo, toggle } from "./commands/keyCommands.ts"
import { clearLog, log, notify } from "./commands/log.ts"
import { ls } from "./commands/ls.ts"
import { newSession } from "./commands/new.ts"
import { quit } from "./commands/quit.ts"
import { restart } from "./commands/restart.ts"
import { server } from "./commands/server.ts"
import { setProgress } from "./commands/setProgress.ts"
import { setStatus } from "./commands/setStatus.ts"
import { sidebar } from "./commands/sidebar.ts"
import { status } from "./commands/status.ts"
import { theme } from "./commands/theme.ts"
import { uninstall } from "./commands/uninstall.ts"
import { version } from "./commands/version.ts"
import { watch } from "./commands/watch.ts"
import { Reader } from "./Reader.ts"
import { plain } from "./text/paint.ts"

export const commandLine = Command.make("opensessions").pipe(
  Command.withDescription(
    "A sidebar for tmux that shows every session and every coding agent in it. Without a command: shows it in this window; outside tmux in the session of this directory, to which it attaches."
  ),
  Command.withSubcommands([
    {
      group: "Look and go",
      commands: [
        ls,
        toggle,
        focus,
        hide,
        switchTo,
        next,
        previous,
        jump,
        newSession,
        evenHorizontal,
        explain,
        history,
        watch,
        status,
        sidebar,
        theme
      ]
    },
    { group: "Say something about a session", commands: [setStatus, setProgress, log, clearLog, notify] },
    {
      group: "Daemon",
      commands: [doctor, integrate, quit, restart, server, bench, completions(describe), uninstall, version]
    }
  ])
)

/** A function of a stated type, so that the commands can have it among them. */
function describe(): Completions.CommandDescriptor {
  return Completions.fromCommand(commandLine)
}

/** Help on request goes to stdout; a mistake is one line on stderr that tells where the help is. */
const presenter = (formatter: CliOutput.Formatter): CliOutput.Presenter => ({
  present: (event) => {
    if (event._tag === "Help") return Console.log(formatter.formatHelpDoc(event.helpDoc))
    if (event._tag === "Version") return Console.log(`${event.name} ${event.version}`)
    const [first] = event.errors
    const mistake = first === undefined ? "wrong usage" : first.message.split("\n")[0]
    return Console.error(`opensessions: ${mistake}; see: ${event.commandPath.join(" ")} --help`)
  }
})

export const commandLineOutput = Layer.unwrap(
  Effect.map(Reader, ({ paint }) => {
    const formatter = CliOutput.defaultFormatter({ colors: paint !== plain })
    const builtIns = CliConfig.layer({ builtIns: [GlobalFlag.Help, GlobalFlag.Version] })
    return Layer.mergeAll(CliOutput.layer(formatter), CliOutput.layerPresenter(presenter(formatter)), builtIns)
  })
)
