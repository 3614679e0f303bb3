/**
 * Makes of a workspace package what npm gets: JavaScript and types instead of source, which Node refuses to strip below
 * `node_modules`, and a manifest that says so.
 */
import { execFileSync } from "node:child_process"
import { cpSync, existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { stripTypeScriptTypes } from "node:module"
import { basename, dirname, join } from "node:path"

const root = join(import.meta.dirname, "../..")

/** Relative imports name the files that are there. */
const withJavaScriptImports = (text: string): string =>
  text.replaceAll(/(from |import\()"(\.\.?\/[^"]+)\.ts"/gu, '$1"$2.js"')

export const toJavaScript = (source: string): string => withJavaScriptImports(stripTypeScriptTypes(source))

/** The manifest for npm: what it exports is built, and nothing of the workspace is left. */
export const publishedManifest = (manifest: Readonly<Record<string, unknown>>): Record<string, unknown> => {
  const { private: _, scripts: __, ...rest } = manifest
  return {
    ...rest,
    engines: { node: ">=26.4" },
    exports: { "./*": { types: "./dist/*.d.ts", default: "./dist/*.js" } }
  }
}

const typesOf = (name: string): string => {
  const tsc = join(root, "node_modules/.bin/tsc")
  execFileSync(tsc, ["-b", join("packages", name)], { cwd: root, stdio: ["ignore", "ignore", "inherit"] })
  return join(root, ".build", name, "src")
}

/** Writes `dist/`, the manifest and the licence of a package into `to`, which may be the package itself. */
export const buildPackage = (from: string, to: string): void => {
  const types = typesOf(basename(from))
  const dist = join(to, "dist")
  rmSync(dist, { recursive: true, force: true })
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(dist, path)), { recursive: true })
    writeFileSync(join(dist, path), text)
  }
  for (const path of globSync("**/*.ts", { cwd: join(from, "src") })) {
    const declaration = path.replace(/\.ts$/u, ".d.ts")
    if (!existsSync(join(types, declaration))) throw new Error(`${path} has no types: do npm run types first`)
    write(path.replace(/\.ts$/u, ".js"), toJavaScript(readFileSync(join(from, "src", path), "utf8")))
    write(declaration, withJavaScriptImports(readFileSync(join(types, declaration), "utf8")))
  }
  const manifest = JSON.parse(readFileSync(join(from, "package.json"), "utf8")) as Record<string, unknown>
  writeFileSync(join(to, "package.json"), `${JSON.stringify(publishedManifest(manifest), null, 2)}\n`)
  cpSync(join(root, "LICENSE"), join(to, "LICENSE"))
  if (from !== to) cpSync(join(from, "README.md"), join(to, "README.md"))
}
