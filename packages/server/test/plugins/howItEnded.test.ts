import { assert, it } from "@effect/vitest"
import { howItEnded } from "../../src/plugins/howItEnded.ts"

it.each<[number | null, string]>([
  [0, "it ended its process with status 0"],
  [3, "it ended its process with status 3"],
  [127, "it ended its process with status 127"],
  [134, "it was aborted, as one is that needs more than 128 MB of memory"],
  [137, "its process was killed (SIGKILL)"],
  [139, "its process was killed (SIGSEGV)"],
  [255, "it ended its process with status 255"],
  [null, "its process was killed (SIGKILL)"]
])("a plugin whose process ended with %s is told so", (status, sentence) => {
  assert.strictEqual(howItEnded(status), sentence)
})
