/** `npm run reference`: writes the generated pages of `docs/reference`. */
import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { referencePages } from "./referencePages.ts"

for (const [name, text] of Object.entries(await referencePages())) {
  writeFileSync(join(import.meta.dirname, "..", "docs", "reference", name), text)
}
