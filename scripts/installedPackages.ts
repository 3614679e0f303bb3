/** The packages that npm installed here, and the overrides that fix their versions. */
import { globSync, readFileSync } from "node:fs"
import { join } from "node:path"

/** npm's `overrides`: versions by package, or by package below another (`.` is that one itself). */
export type Overrides = Readonly<Record<string, string | Readonly<Record<string, string>>>>

interface Package {
  readonly version?: string
  readonly link?: boolean
  readonly dependencies?: Readonly<Record<string, string>>
  readonly peerDependencies?: Readonly<Record<string, string>>
  /** Of one platform: the package that needs it names its exact version. */
  readonly os?: ReadonlyArray<string>
}

const read = (path: string) => JSON.parse(readFileSync(path, "utf8"))

const directDependencies = (root: string): ReadonlySet<string> =>
  new Set(
    globSync(["package.json", "packages/*/package.json"], { cwd: root }).flatMap((path) => {
      const { dependencies, devDependencies } = read(join(root, path))
      return Object.keys({ ...dependencies, ...devDependencies })
    })
  )

const isExact = (range: string) => /^=?\d+\.\d+\.\d+$/.test(range)

/** Packages that somebody asks for by a range. */
const ranged = (packages: ReadonlyArray<Package>): ReadonlySet<string> =>
  new Set(
    packages.flatMap(({ dependencies, peerDependencies }) =>
      Object.entries({ ...peerDependencies, ...dependencies }).flatMap(([name, range]) =>
        isExact(range) ? [] : [name]
      )
    )
  )

/** The overrides that fix what is installed now, where neither a manifest of ours nor another package does. */
export const overridesOfInstalled = (root: string): Overrides => {
  const installed: Record<string, Package> = read(join(root, "node_modules/.package-lock.json")).packages
  const direct = directDependencies(root)
  const open = ranged(Object.values(installed))
  const found: Record<string, Record<string, string>> = {}
  for (const [path, { link, os, version }] of Object.entries(installed)) {
    if (link || os !== undefined || version === undefined || !path.startsWith("node_modules/")) continue
    const [outer = "", inner] = path.slice("node_modules/".length).split("/node_modules/")
    if (!open.has(inner ?? outer) || (inner === undefined && direct.has(outer))) continue
    found[outer] = { ...found[outer], [inner ?? "."]: version }
  }
  const names = Object.keys(found).sort()
  return Object.fromEntries(
    names.map((name) => {
      const { ".": own, ...below } = found[name]!
      return [name, own !== undefined && Object.keys(below).length === 0 ? own : found[name]!]
    })
  )
}
