/** The reference of the configuration, made from its schema: the JSON Schema file and the table of the documentation. */
import { Schema } from "effect"
import { Config } from "../../src/config/Config.ts"

interface Property {
  readonly type?: string
  readonly description?: string
  readonly default?: unknown
  readonly enum?: ReadonlyArray<string>
  readonly minimum?: number
  readonly maximum?: number
  readonly anyOf?: ReadonlyArray<Property>
}

const document = Schema.toJsonSchemaDocument(Config)

/** The text of `config.schema.json`. */
export const jsonSchema = (): string => {
  const schema = {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "opensessions config.json",
    ...document.schema,
    ...(Object.keys(document.definitions).length === 0 ? {} : { $defs: document.definitions })
  }
  return `${JSON.stringify(schema, null, 2)}\n`
}

const kind = (property: Property): string => {
  if (property.enum !== undefined) return property.enum.map((value) => `\`${value}\``).join(", ")
  if (property.anyOf !== undefined) return property.anyOf.map(kind).join(", or ")
  if (property.minimum !== undefined) return `${property.minimum} to ${property.maximum}`
  return property.type === "array" ? "list" : (property.type ?? "")
}

/** The table of keys in `docs/reference/configuration.md`. */
export const configurationTable = (): string => {
  const properties = Object.entries(document.schema["properties"] as Record<string, Property>)
  const rows = properties.map(([key, property]) => {
    const standard = property.default === undefined ? "" : `\`${JSON.stringify(property.default).replaceAll('"', "")}\``
    return `| \`${key}\` | ${kind(property)} | ${standard} | ${property.description} |`
  })
  return ["| Key | Value | Without it | |", "| --- | --- | --- | --- |", ...rows].join("\n")
}
