import { PaneId } from "@opensessions/protocol/Ids"
import { assert, describe, it } from "@effect/vitest"
import { parseLsof, parseParents } from "../../src/ports/parseLsof.ts"
import { paneInEnvironment, parentInStat, parseListening, socketInode } from "../../src/ports/parseProcNet.ts"
import { paneFinder, portsOfPanes } from "../../src/ports/portsOfPanes.ts"

const header = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n"
const row = (local: string, state: string, uid: number, inode: number): string =>
  `   0: ${local} 00000000:0000 ${state} 00000000:00000000 00:00000000 00000000  ${uid}        0 ${inode} 1 0000 100 0\n`

describe("parseListening", () => {
  const table =
    header +
    row("0100007F:0BB8", "0A", 1000, 11) +
    row("00000000:1F90", "0A", 0, 12) +
    row("0100007F:0BB8", "01", 1000, 13) +
    "garbage\n"

  it("takes sockets that listen, IPv4 and IPv6-only ones alike", () => {
    assert.deepStrictEqual(
      [...parseListening(table, null)],
      [
        [11, 3000],
        [12, 8080]
      ]
    )
    const ipv6 = header + row("00000000000000000000000001000000:0CEA", "0A", 1000, 14)
    assert.deepStrictEqual([...parseListening(ipv6, null)], [[14, 3306]])
  })

  it("takes one user's own", () => {
    assert.deepStrictEqual([...parseListening(table, 1000)], [[11, 3000]])
  })
})

describe("small parsers", () => {
  it.each([
    ["socket:[123]", 123],
    ["pipe:[123]", null],
    ["/dev/null", null],
    ["", null]
  ])("the inode of %j is %j", (link, inode) => assert.strictEqual(socketInode(link), inode))

  it.each([
    ["12 (node) S 7 12 12 0", 7],
    ["12 (a) S 1 (b) R 9 12", 9],
    ["", null]
  ])("the parent in %j is %j", (stat, parent) => assert.strictEqual(parentInStat(stat), parent))

  it.each([
    ["A=1\0TMUX=/tmp/s,5,0\0TMUX_PANE=%3\0", "%3"],
    ["TMUX=/tmp/other,5,0\0TMUX_PANE=%3\0", null],
    ["TMUX_PANE=%3\0", null]
  ])("the pane in %j is %j", (environment, pane) => {
    assert.strictEqual(paneInEnvironment(environment, "/tmp/s"), pane)
  })

  it("reads lsof and ps", () => {
    const output = "p10\nf5\nn127.0.0.1:3000\nf6\nn[::1]:3000\np20\nf1\nn*:80\nnodd\nCgarbage\n"
    assert.deepStrictEqual(parseLsof(output), [
      { pid: 10, port: 3000 },
      { pid: 10, port: 3000 },
      { pid: 20, port: 80 }
    ])
    assert.deepStrictEqual(
      [...parseParents("  1  0\n 22 1\nx y\n")],
      [
        [1, 0],
        [22, 1]
      ]
    )
  })
})

describe("whose port it is", () => {
  const one = PaneId.make("%1")
  const two = PaneId.make("%2")
  const panes = new Map([
    [one, 10],
    [two, 20]
  ])
  const parents = new Map([
    [10, 1],
    [20, 10],
    [11, 10],
    [12, 11],
    [21, 20],
    [30, 1],
    [40, 41],
    [41, 40]
  ])
  const paneOf = paneFinder(panes, parents)

  it.each([
    [10, one],
    [12, one],
    [21, two],
    [30, null],
    [40, null],
    [99, null]
  ])("process %d is in %j", (pid, pane) => assert.strictEqual(paneOf(pid), pane))

  it("each port once, by its oldest process, by rising number", () => {
    const owners = [
      { pid: 12, port: 8080 },
      { pid: 11, port: 8080 },
      { pid: 11, port: 3000 },
      { pid: 21, port: 8080 },
      { pid: 30, port: 1 }
    ]
    assert.deepStrictEqual(
      [...portsOfPanes(owners, paneOf)],
      [
        [
          one,
          [
            { port: 3000, pid: 11, paneId: one },
            { port: 8080, pid: 11, paneId: one }
          ]
        ],
        [two, [{ port: 8080, pid: 21, paneId: two }]]
      ]
    )
  })
})
