/** Kilo, which was made from OpenCode; observed on 7.7.9. */
import { type Product, programNamed } from "../opencode/Product.ts"

export const kiloProduct: Product = {
  agent: "kilo",
  name: "kilo",
  program: programNamed("kilo"),
  title: /^(?:Kilo CLI|OpenCode|(?:Kilo CLI|OC) \| (.+))$/,
  pathVariables: ["KILO_DB_PATH", "KILO_DB"]
}
