/** npm runs it before it packs a workspace package; `postpack.ts` puts the package's own manifest back. */
import { cpSync } from "node:fs"
import { join } from "node:path"
import { buildPackage } from "./publishable.ts"

const directory = process.cwd()
cpSync(join(directory, "package.json"), join(directory, "dist.package.json"))
buildPackage(directory, directory)
