/** The watcher of Kilo: OpenCode's with other names. */
import { openCodeWatcher } from "../opencode/openCodeWatcher.ts"
import { kiloProduct } from "./kiloProduct.ts"

/** Watches Kilo. */
export const Kilo = openCodeWatcher(kiloProduct)
