import { assert, it } from "@effect/vitest"
import { readJsonLayout } from "../../src/sidebars/jsonLayout.ts"
import { parseWindowNow } from "../../src/sidebars/stepCommands.ts"

// Taken from tmux 3.8.
const cells =
  '{"t":"p","w":40,"h":30,"x":0,"y":0,"l":0,"i":0,"I":"%1"},{"t":"v","w":59,"h":30,"x":41,"y":0,"c":' +
  '[{"t":"p","w":59,"h":10,"x":41,"y":0,"l":1,"i":2,"I":"%0"},{"t":"p","w":59,"h":19,"x":41,"y":11,"a":true,"i":1,"I":"%2"}]}'
const layout = `{"V":2,"L":{"t":"h","w":100,"h":30,"x":0,"y":0,"c":[${cells}]}}`

it("a layout of tmux 3.8 is taken in the form of the versions before", () => {
  const now = parseWindowNow([`0 %2 80 24 ${layout} %0 %1 %2 `])
  assert.strictEqual(now.layout.slice(5), "100x30,0,0{40x30,0,0,1,59x30,41,0[59x10,41,0,0,59x19,41,11,2]}")
  assert.deepStrictEqual(now.order, ["%1", "%2", "%0"] as never)
})

it.each(["", "5dd5,100x30,0,0,1", "{", '{"L":{"t":"f","w":1,"h":1,"x":0,"y":0}}', '{"V":3}'])("%s is none", (text) => {
  assert.isNull(readJsonLayout(text))
})
