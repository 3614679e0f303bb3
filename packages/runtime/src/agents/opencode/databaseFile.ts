/** Where a process keeps its database. */
import { basename, isAbsolute, join } from "node:path"
import type { Product } from "./Product.ts"

/** The path from what the process has open, else from its environment; null where it keeps none in a file. */
export const databaseFile = (
  product: Product,
  openFiles: ReadonlyArray<string>,
  environment: (name: string) => string | null
): string | null => {
  // Releases of other channels add their name to the file's.
  const own = new RegExp(`^${product.name}(?:-[\\w.-]+)?\\.db$`)
  const open = openFiles.find((path) => own.test(basename(path)))
  if (open !== undefined) return open
  const set = (name: string) => {
    const value = environment(name)
    return value === "" ? null : value
  }
  const home = set("HOME")
  const data = set("XDG_DATA_HOME") ?? (home === null ? null : join(home, ".local", "share"))
  for (const name of product.pathVariables) {
    const path = set(name)
    if (path === null) continue
    if (path === ":memory:") return null
    return isAbsolute(path) ? path : data === null ? null : join(data, product.name, path)
  }
  return data === null ? null : join(data, product.name, `${product.name}.db`)
}
