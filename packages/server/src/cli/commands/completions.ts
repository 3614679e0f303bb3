/** `opensessions completions SHELL`. */
import { Console, Effect } from "effect"
import { Argument, Command, Completions } from "effect/cli"

/** The shells that are known. */
export const shells = ["bash", "zsh", "fish"] as const

/** What that shell reads. What effect/cli says in it of an installation is of a flag that we do not have. */
export const completionScript = (shell: (typeof shells)[number], described: Completions.CommandDescriptor): string =>
  Completions.generate("opensessions", shell, described).replaceAll(
    "opensessions --completions",
    "opensessions completions"
  )

/** The command that is described has this one as a part, and so is known only when it runs. */
export const completions = (describe: () => Completions.CommandDescriptor) =>
  Command.make(
    "completions",
    {
      shell: Argument.Literals("shell", shells).pipe(Argument.withDescription("Which shell it is for"))
    },
    ({ shell }) => Effect.suspend(() => Console.log(completionScript(shell, describe())))
  ).pipe(
    Command.withDescription("Print what a shell needs to complete commands and flags"),
    Command.withExamples([
      { command: 'eval "$(opensessions completions bash)"', description: "In ~/.bashrc" },
      { command: "opensessions completions zsh > ~/.zfunc/_opensessions", description: "In a directory of $fpath" },
      {
        command: "opensessions completions fish > ~/.config/fish/completions/opensessions.fish",
        description: "For fish"
      }
    ])
  )
