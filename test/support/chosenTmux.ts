/** Puts another build of tmux than the machine's, which `OPENSESSIONS_TEST_TMUX` names, before all in the PATH of tests. */
import { mkdtempSync, rmSync, symlinkSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"

/** Called by vitest before a run; what it gives is called after it. */
export const setup = (): (() => void) | undefined => {
  const tmux = process.env["OPENSESSIONS_TEST_TMUX"]
  if (tmux === undefined) return undefined
  const directory = mkdtempSync(join(tmpdir(), "os-chosen-"))
  symlinkSync(tmux, join(directory, "tmux"))
  process.env["PATH"] = `${directory}:${process.env["PATH"] ?? "/usr/local/bin:/usr/bin:/bin"}`
  return () => rmSync(directory, { recursive: true })
}
