import { assert, describe, it } from "@effect/vitest"
import { Completions } from "effect/cli"
import { spawnSync } from "node:child_process"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { commandLine } from "../../src/cli/commandLine.ts"
import { completionScript, shells } from "../../src/cli/commands/completions.ts"

/** Each shell reads the file, completes a line, and prints the proposals. */
const completing = {
  bash: String.raw`
source "$1"
line=$2
read -ra COMP_WORDS <<<"$line"
[[ $line != *" " ]] || COMP_WORDS+=("")
COMP_LINE=$line COMP_POINT=${"${#line}"} COMP_CWORD=$((${"${#COMP_WORDS[@]}"} - 1))
[[ $(complete -p opensessions) =~ -F\ ([^ ]+) ]] && "${"${BASH_REMATCH[1]}"}"
printf '%s\n' "${"${COMPREPLY[@]}"}"`,
  fish: String.raw`
source $argv[1]
complete -C$argv[2] | string replace -r '\t.*' ''`,
  // A person at a terminal: zsh completes for nobody else. It lists in the order of the alphabet.
  zsh: String.raw`
zmodload zsh/zpty
mkdir "$1.d" && cp "$1" "$1.d/_opensessions"
zpty terminal 'TERM=dumb COLUMNS=200 zsh -f -i'
zpty -w terminal "fpath=($1.d \$fpath); autoload -Uz compinit; compinit -u -D; setopt no_beep no_auto_menu; echo is re''ady"
zpty -r -m terminal out '*is ready*' || exit 1
zpty -w -n terminal "$2"$'\t\t'
zpty -r -m terminal out "$3"
print -r -- "$out"`
}

const present = (shell: string): boolean => spawnSync(shell, ["-c", "exit"]).status === 0

const cases = [
  ["opensessions set-", ["set-status", "set-progress"], ["clear-log"]],
  ["opensessions set-status --to", ["--tone"], ["--ttl"]],
  ["opensessions set-status --tone ", ["neutral", "info", "success", "warn", "error"], ["bash"]],
  ["opensessions completions ", [...shells], ["warn"]],
  ["opensessions history --s", ["--session", "--since"], ["--tone"]]
] as const

describe.each(shells)("%s", (shell) => {
  const script = completionScript(shell, Completions.fromCommand(commandLine))

  it("is told how it is installed by a command that there is", () => {
    assert.notInclude(script, "--completions")
  })

  it.skipIf(!present(shell)).each(cases)("completes %j", (line, proposed, others) => {
    const directory = mkdtempSync(join(tmpdir(), "os-completions-"))
    try {
      const [file, program] = [join(directory, "completions"), join(directory, "program")]
      writeFileSync(file, script)
      writeFileSync(program, completing[shell])
      const flags = shell === "bash" ? ["--norc"] : shell === "zsh" ? ["-f"] : ["--no-config"]
      const { stdout, stderr } = spawnSync(
        shell,
        [...flags, program, file, line, `*${[...proposed].sort().join("*")}*`],
        {
          encoding: "utf8",
          timeout: 4000,
          env: { HOME: directory, PATH: process.env["PATH"] }
        }
      )
      const words = stdout.split(/[^\w-]+/)
      assert.includeMembers(words, proposed as unknown as Array<string>, stderr)
      assert.isFalse(
        words.some((word) => (others as ReadonlyArray<string>).includes(word)),
        stdout
      )
    } finally {
      rmSync(directory, { recursive: true, force: true })
    }
  })
})
