/** OpenCode; observed on 1.18.33. */
import { type Product, programNamed } from "./Product.ts"

export const openCodeProduct: Product = {
  agent: "opencode",
  name: "opencode",
  program: programNamed("opencode"),
  title: /^(?:OpenCode|OC \| (.+))$/,
  pathVariables: ["OPENCODE_DB_PATH", "OPENCODE_DB"]
}
