import { StubWorld } from "./launcher/support/stubWorld.ts"
let bad = 0
for (let i = 0; i < 150; i++) {
  await using t = await StubWorld.start({ sessions: { api: {}, web: {} } })
  const anna = i % 2 === 0 ? await t.world.client("anna") : null
  if (i % 2 === 0) await t.loadPlugin()
  const r = await t.opensessions("%0", "_ensure")
  if (r.status !== 0) {
    bad++
  }
  void anna
}
console.log("bad", bad)
