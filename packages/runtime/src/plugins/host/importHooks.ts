/** Lets a plugin import what is offered to it, as this process has it. */
import { registerHooks, type ResolveFnOutput, type ResolveHookContext } from "node:module"
import { pathToFileURL } from "node:url"

const scheme = "opensessions-offered:"

/** Where the sources of the offered modules find them. */
const shelf = Symbol.for("opensessions.offeredModules")

/** A module that gives on what another one has. */
const facade = (name: string, module: object): string => {
  const exported = Object.keys(module).map((key, at) => [`_${at}`, key] as const)
  const constants = exported.map(([local, key]) => `const ${local} = module[${JSON.stringify(key)}]`)
  const names = exported.map(([local, key]) => `${local} as ${JSON.stringify(key)}`)
  const opening = `const module = globalThis[Symbol.for("opensessions.offeredModules")].get(${JSON.stringify(name)})`
  return [opening, ...constants, `export { ${names.join(", ")} }`].join("\n")
}

const isOurs = (specifier: string): boolean => /^(effect|@opensessions\/[a-z]+)(\/|$)/u.test(specifier)

type Next = (specifier: string, context?: Partial<ResolveHookContext>) => ResolveFnOutput

const resolveWith =
  (modules: ReadonlyMap<string, object>, program: string) =>
  (specifier: string, context: ResolveHookContext, next: Next): ResolveFnOutput => {
    const parent = context.parentURL ?? program
    const own = ["packages/", "dist/", "node_modules/"].some((part) => parent.startsWith(program + part))
    if (own || !isOurs(specifier)) return next(specifier, context)
    if (!modules.has(specifier)) throw new Error(`${specifier} is not offered to plugins`)
    return { url: scheme + specifier, format: "module", shortCircuit: true }
  }

/** From now on. `installation`: where this program is, whose own imports stay as they are. */
export const installImportHooks = (modules: ReadonlyMap<string, object>, installation: string): void => {
  Object.assign(globalThis, { [shelf]: modules })
  registerHooks({
    resolve: resolveWith(modules, pathToFileURL(`${installation}/`).href),
    load: (url, context, next) => {
      const name = url.startsWith(scheme) ? url.slice(scheme.length) : null
      const module = name === null ? undefined : modules.get(name)
      if (name === null || module === undefined) return next(url, context)
      return { format: "module", source: facade(name, module), shortCircuit: true }
    }
  })
}
