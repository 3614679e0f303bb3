import { assert, describe, it } from "@effect/vitest"
import { createTestRenderer } from "@opentui/core/testing"
import { Effect } from "effect"
import { themeNamed } from "../../src/themes/themeNamed.ts"
import { directoryUrl, linksOf, portUrl } from "../../src/view/links.ts"
import { makeSidebarView } from "../../src/view/SidebarView.ts"
import { afterKeys, aSession, aView, now } from "./states.ts"

const port = { text: "⌁3000", fg: "text" as const, link: portUrl(3000) }

describe("a link", () => {
  it("is written at its place, in the colours of its row, and closed in the same piece", () => {
    const terminal = themeNamed("terminal")
    const row = {
      spans: [
        { text: "漢 ", fg: "text" as const },
        { ...port, fg: "sky" as const, bold: true }
      ]
    }
    assert.strictEqual(
      linksOf(row, 4, terminal),
      "\u001b[5;4H\u001b[0;1;36;49m\u001b]8;;http://localhost:3000\u001b\\⌁3000\u001b]8;;\u001b\\\u001b[0m"
    )
    const nord = linksOf({ spans: [port], bg: "surface0" }, 0, themeNamed("nord"))
    assert.include(nord, "\u001b[0;38;2;236;239;244;48;2;59;66;82m")
  })

  it("to a directory holds nothing that could end it", () => {
    assert.strictEqual(directoryUrl("/home/me/a b/ü#1?"), "file:///home/me/a%20b/%C3%BC%231%3F")
    assert.strictEqual(directoryUrl("/a\u001b\\\u0007b"), "file:///a%1B%5C%07b")
  })

  it.each([["a b"], ["a\u001b\\"], ["a\u0007"], [`http://${"x".repeat(2000)}`]])(
    "is no link where it is %j",
    (link) => {
      assert.strictEqual(linksOf({ spans: [{ ...port, link }] }, 0, themeNamed("nord")), "")
    }
  )
})

describe("a view with links", () => {
  const sessions = [
    aSession(1, "api", { ports: [{ port: 3000, pid: 7, paneId: null }] }),
    aSession(2, "web", { directory: "/srv/web" })
  ]

  const aScreen = Effect.gen(function* () {
    const setup = yield* Effect.acquireRelease(
      Effect.promise(() => createTestRenderer({ width: 26, height: 30 })),
      (test) => Effect.promise(() => test.dispose())
    )
    return makeSidebarView(setup.renderer)
  })

  it.live("has those that were drawn anew behind the next two frames, and no more", () =>
    Effect.gen(function* () {
      const view = yield* aScreen
      const model = aView(sessions, { links: true })
      view.show(model, now)
      for (const _ of [1, 2]) {
        const written = view.behindFrame()
        assert.include(written, "file:///home/me/api")
        // In the row of the session, and in its detail.
        assert.strictEqual(written.split("http://localhost:3000").length, 3)
      }
      assert.strictEqual(view.behindFrame(), "")
      const moved = afterKeys(model, "j")
      view.show(moved, now)
      const written = view.behindFrame()
      assert.include(written, "file:///srv/web")
      assert.strictEqual(written.split("http://localhost:3000").length, 2)
      view.show(afterKeys(moved, "?"), now)
      assert.strictEqual(view.behindFrame(), "")
    })
  )

  it.live("writes none where nobody knows them", () =>
    Effect.gen(function* () {
      const view = yield* aScreen
      view.show(aView(sessions), now)
      assert.strictEqual(view.behindFrame(), "")
    })
  )
})
