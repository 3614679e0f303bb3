/** The yardstick: what a sidebar costs that runs one OpenTUI process in each pane. It draws 20 rows and waits. */
import { createCliRenderer, TextRenderable } from "@opentui/core"

const renderer = await createCliRenderer({ exitOnCtrlC: true, consoleMode: "disabled" })
for (let i = 0; i < 20; i++) {
  renderer.root.add(new TextRenderable(renderer, { id: `row-${i}`, content: ` ${i} session ${i}` }))
}
renderer.root.add(new TextRenderable(renderer, { id: "ready", content: "yardstick ready" }))
