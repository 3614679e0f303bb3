import { assert, describe, it } from "@effect/vitest"
import { plainLayout } from "../../src/tmux/plainLayout.ts"

// Taken from tmux 3.8.
const pane = '{"V":2,"L":{"t":"p","w":120,"h":40,"x":0,"y":0,"a":true,"i":0,"I":"%0"}}'
const nested =
  '{"V":2,"L":{"t":"h","w":120,"h":40,"x":0,"y":0,"c":[{"t":"p","w":60,"h":40,"x":0,"y":0,"l":1,"i":0,"I":"%0"},' +
  '{"t":"v","w":59,"h":40,"x":61,"y":0,"c":[{"t":"p","w":59,"h":20,"x":61,"y":0,"l":0,"i":1,"I":"%1"},' +
  '{"t":"p","w":59,"h":19,"x":61,"y":21,"a":true,"i":2,"I":"%2"}]}]}}'
const floating =
  '{"V":2,"L":{"t":"v","w":120,"h":40,"x":0,"y":0,"c":[{"t":"p","w":120,"h":40,"x":0,"y":0,"l":0,"i":0,"I":"%0"},' +
  '{"t":"p","w":28,"h":8,"x":4,"y":2,"a":true,"i":1,"z":0,"I":"%1"}]}}'

describe("the layout of a window", () => {
  it.each([
    [pane, "aafd,120x40,0,0,0"],
    [nested, "e0d1,120x40,0,0{60x40,0,0,0,59x40,61,0[59x20,61,0,1,59x19,61,21,2]}"]
  ])("of tmux 3.8 is told as others tell it", (layout, expected) => {
    assert.strictEqual(plainLayout(layout).slice(5), expected.slice(5))
    assert.match(plainLayout(layout), /^[0-9a-f]{4},/)
  })

  it("of others is what it is", () => {
    assert.strictEqual(plainLayout("aafd,120x40,0,0,0"), "aafd,120x40,0,0,0")
    assert.strictEqual(plainLayout(pane), "aafd,120x40,0,0,0")
  })

  it.each(["", "{", "{}", '{"V":3,"L":7}', '{"V":2,"L":{"t":"h","w":1,"h":1,"x":0,"y":0}}', floating])(
    "that is not understood stays as it is: %s",
    (layout) => assert.strictEqual(plainLayout(layout), layout)
  )
})
