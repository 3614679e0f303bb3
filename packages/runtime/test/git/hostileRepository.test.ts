import { assert, describe } from "@effect/vitest"
import { Effect } from "effect"
import { existsSync, mkdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { follow, git, live, repository, scratch } from "./repositories.ts"

describe("a hostile repository", () => {
  live("runs nothing that a repository brings along: hooks, fsmonitor, diff drivers, text conversion, filters", () =>
    Effect.gen(function* () {
      const base = yield* scratch
      const root = repository(join(base, "hostile"))
      const ran = join(base, "ran")
      const evil = join(base, "evil.sh")
      writeFileSync(evil, `#!/bin/sh\necho "$0 $*" >> '${ran}'\ncat\n`, { mode: 0o755 })
      writeFileSync(join(root, ".gitattributes"), "* filter=evil.name diff=evil\n")
      mkdirSync(join(root, ".git", "hooks"), { recursive: true })
      for (const hook of ["post-index-change", "fsmonitor-watchman", "post-checkout", "pre-commit"])
        writeFileSync(join(root, ".git", "hooks", hook), `#!/bin/sh\necho ${hook} >> '${ran}'\n`, { mode: 0o755 })
      writeFileSync(join(root, ".git", "more"), `[filter "evil.name"]\n\tprocess = ${evil}\n\trequired\n`)
      for (const key of [
        "core.fsmonitor",
        "core.pager",
        "core.editor",
        "core.sshCommand",
        "diff.external",
        "diff.evil.command",
        "diff.evil.textconv",
        "filter.evil.name.clean",
        "filter.evil.name.smudge",
        "filter.evil=name.clean",
        "alias.status",
        "core.gitProxy",
        "credential.helper"
      ])
        git(root, "config", key, key === "alias.status" ? `!${evil}` : evil)
      git(root, "config", "include.path", "more")
      git(root, "config", "core.hooksPath", ".git/hooks")
      git(root, "config", "status.submoduleSummary", "true")
      writeFileSync(join(root, "a"), "something else of another length\n")
      const { next } = yield* follow(root)
      const state = yield* next
      assert.isTrue(state?.dirty)
      assert.strictEqual(state?.insertions, 1)
      assert.isFalse(existsSync(ran))
      yield* Effect.ignore(Effect.try(() => git(root, "diff", "--stat")))
      assert.isTrue(existsSync(ran), "the traps work for a git that is called plainly")
    })
  )
})
