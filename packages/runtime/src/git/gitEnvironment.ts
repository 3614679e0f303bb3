/**
 * How git is called so that nothing a repository brings along is run: no hooks, no fsmonitor, no external diff or text
 * conversion, no filters of its own, no fetching of what is missing, no pager, no question at a terminal.
 */

/** Options before the subcommand. */
export const hardenedOptions: ReadonlyArray<string> = [
  "--no-optional-locks",
  "--no-pager",
  "--literal-pathspecs",
  "-c",
  "core.hooksPath=/dev/null",
  "-c",
  "core.fsmonitor=false",
  "-c",
  "diff.external=",
  "-c",
  "core.askPass=",
  "-c",
  "core.sshCommand=false",
  "-c",
  "credential.helper=",
  "-c",
  "gpg.program=false",
  "-c",
  "submodule.recurse=false"
]

export const filterQuery: ReadonlyArray<string> = [
  "config",
  "--includes",
  "--show-scope",
  "-z",
  "--get-regexp",
  "^filter\\..*\\.(clean|process|smudge|required)$"
]

export const statusQuery: ReadonlyArray<string> = [
  "status",
  "--porcelain=v2",
  "--branch",
  "--ahead-behind",
  "--untracked-files=normal",
  "--ignore-submodules=dirty",
  "-z"
]

/** Counts against HEAD, or against nothing where there is no commit yet. */
export const diffQuery = (unborn: boolean): ReadonlyArray<string> => [
  "diff",
  "--numstat",
  "-z",
  "--no-ext-diff",
  "--no-textconv",
  "--no-color",
  "--no-relative",
  "--ignore-submodules=dirty",
  unborn ? "--cached" : "HEAD",
  "--"
]

/**
 * The filter settings that the repository itself brought (`git config --show-scope -z`). A filter is a command that
 * git runs on files of the work tree, for `status` and `diff` too; one from the user's own configuration is trusted.
 */
export const parseRepositoryFilters = (output: string): ReadonlyArray<string> => {
  const fields = output.split("\0")
  const keys: Array<string> = []
  for (let index = 0; index + 1 < fields.length; index += 2) {
    if (fields[index] !== "local" && fields[index] !== "worktree") continue
    keys.push(fields[index + 1]!.split("\n", 1)[0]!)
  }
  return keys
}

/** The environment of every git process. `emptied` are configuration keys that are set to nothing (see above). */
export const gitEnvironment = (
  inherited: Readonly<Record<string, string | undefined>>,
  emptied: ReadonlyArray<string>
): Record<string, string> => {
  const environment: Record<string, string> = {}
  for (const [name, value] of Object.entries(inherited)) {
    if (value !== undefined && !name.startsWith("GIT_")) environment[name] = value
  }
  emptied.forEach((key, index) => {
    environment[`GIT_CONFIG_KEY_${index}`] = key
    environment[`GIT_CONFIG_VALUE_${index}`] = key.endsWith(".required") ? "false" : ""
  })
  return {
    ...environment,
    GIT_CONFIG_COUNT: String(emptied.length),
    GIT_OPTIONAL_LOCKS: "0",
    GIT_TERMINAL_PROMPT: "0",
    GIT_NO_LAZY_FETCH: "1",
    GIT_ALLOW_PROTOCOL: "none",
    GIT_PAGER: "cat",
    LC_ALL: "C"
  }
}
