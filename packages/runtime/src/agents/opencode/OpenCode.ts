/** The watcher of OpenCode. */
import { openCodeProduct } from "./openCodeProduct.ts"
import { openCodeWatcher } from "./openCodeWatcher.ts"

/** Watches OpenCode. */
export const OpenCode = openCodeWatcher(openCodeProduct)
