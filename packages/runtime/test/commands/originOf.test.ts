import { noOrigin } from "@opensessions/protocol/Command"
import type { ClientName, PaneId, WindowId } from "@opensessions/protocol/Ids"
import { assert, describe, it } from "@effect/vitest"
import { actingClient, originWindow } from "../../src/commands/originOf.ts"
import { bell, emptyStash, world } from "../sidebars/support/shapes.ts"

const windows = { ...bell, "@1": { panes: ["%1"] }, "@2": { panes: ["%2"] }, "@3": { panes: ["%3"] } }
const sessions = { ...emptyStash, $1: ["@1", "@3"], $2: ["@2"] }
const topology = (clients: Readonly<Record<string, string>>) => world({ sessions, windows, clients })
const from = (words: { client?: string; window?: string; pane?: string }) => ({
  client: (words.client ?? null) as ClientName | null,
  windowId: (words.window ?? null) as WindowId | null,
  paneId: (words.pane ?? null) as PaneId | null
})

describe("S59: the client that acts", () => {
  it.each([
    ["is the one where the key was pressed", { a: "$1", b: "$2" }, from({ client: "a", window: "@2" }), "a"],
    ["S68: is never a control client", { a: "$1", "!b": "$2" }, from({ client: "b", window: "@2" }), "a"],
    ["is the last active one of the window", { a: "$1", b: "$1", c: "$2" }, from({ window: "@1" }), "b"],
    ["is found by a pane", { a: "$1", b: "$2" }, from({ pane: "%1" }), "a"],
    ["is one whose session has the window", { a: "$1", b: "$2" }, from({ window: "@3" }), "a"],
    ["is the last active one of all", { a: "$1", b: "$2" }, noOrigin, "b"],
    ["is the last active one where the client has gone", { a: "$1", b: "$2" }, from({ client: "gone" }), "b"],
    ["S69: is rather one that may write", { a: "$1", "r:b": "$1" }, from({ window: "@1" }), "a"],
    ["S69: is a read-only one that acted", { a: "$1", "r:b": "$1" }, from({ client: "b" }), "b"],
    ["is rather not in the stash", { a: "$1", b: "$0" }, noOrigin, "a"],
    ["is nobody where only control clients are", { "!a": "$1" }, noOrigin, undefined]
  ])("%s", (_name, clients, origin, expected) => {
    assert.strictEqual(actingClient(topology(clients), origin)?.name, expected as ClientName | undefined)
  })
})

describe("the window that is acted on", () => {
  it.each([
    ["is that of the pane", { a: "$1" }, from({ pane: "%3", window: "@1" }), "@3"],
    ["is the one named", { a: "$1" }, from({ window: "@2" }), "@2"],
    ["is the client's current one", { a: "$1", b: "$2" }, from({ client: "a" }), "@1"],
    ["is the client's where the named one is gone", { a: "$1" }, from({ client: "a", window: "@77" }), "@1"],
    ["is none where nobody is", {}, noOrigin, null]
  ])("%s", (_name, clients, origin, expected) => {
    assert.strictEqual(originWindow(topology(clients), origin), expected)
  })
})
