/** After npm has packed a workspace package, it is as it was before. */
import { renameSync, rmSync } from "node:fs"
import { join } from "node:path"

const directory = process.cwd()
renameSync(join(directory, "dist.package.json"), join(directory, "package.json"))
rmSync(join(directory, "dist"), { recursive: true })
rmSync(join(directory, "LICENSE"))
