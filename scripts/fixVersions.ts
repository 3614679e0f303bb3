/** `npm run fix-versions`: writes the versions of all indirect dependencies that are installed now into `package.json`. */
import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { overridesOfInstalled } from "./installedPackages.ts"

const root = join(import.meta.dirname, "..")
const path = join(root, "package.json")
const manifest = { ...JSON.parse(readFileSync(path, "utf8")), overrides: overridesOfInstalled(root) }
writeFileSync(path, `${JSON.stringify(manifest, null, 2)}\n`)
