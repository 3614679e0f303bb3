import { assert, describe, it } from "@effect/vitest"
import { ownerInTcp, ownerInTcp6 } from "../../src/http/socketOwner.ts"

const head =
  "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode                                                     \n"

const line = (sl: number, local: string, remote: string, state: string, uid: number, inode: number) =>
  `${String(sl).padStart(4)}: ${local} ${remote} ${state} 00000000:00000000 00:00000000 00000000 ${String(uid).padStart(5)}        0 ${inode} 1 000000007e5c5923 100 0 0 10 0                      \n`

const v4 = "0100007F"
const v6 = `0000000000000000FFFF0000${v4}`
const client = { address: "127.0.0.1", port: 40000 }
const server = { address: "127.0.0.1", port: 7391 }
const [clientHex, serverHex] = ["9C40", "1CDF"]

const owner = (tcp: string, little = true) => ownerInTcp(head + tcp)(client, server, little)

describe("the owner of a socket", () => {
  it("takes the client's end, not the server's own", () => {
    const table =
      line(0, `${v4}:${serverHex}`, "00000000:0000", "0A", 0, 1461) +
      line(1, `${v4}:${serverHex}`, `${v4}:${clientHex}`, "01", 1000, 2001) +
      line(2, `${v4}:${clientHex}`, `${v4}:${serverHex}`, "01", 1001, 2002)
    assert.strictEqual(owner(table), 1001)
  })

  it("finds a client with a dual-stack socket in the other table", () => {
    const table = head + line(0, `${v6}:${clientHex}`, `${v6}:${serverHex}`, "01", 33, 900)
    assert.strictEqual(ownerInTcp6(table)(client, server, true), 33)
    assert.strictEqual(ownerInTcp6(table)({ ...client, address: "::ffff:127.0.0.1" }, server, true), 33)
    assert.isNull(ownerInTcp(table)(client, server, true))
  })

  it("a client that has sent all it will is still its user's", () => {
    assert.strictEqual(owner(line(0, `${v4}:${clientHex}`, `${v4}:${serverHex}`, "05", 1001, 77)), 1001)
  })

  it("a socket without an owner is nobody's, though the table says root", () => {
    assert.isNull(owner(line(0, `${v4}:${clientHex}`, `${v4}:${serverHex}`, "06", 0, 0)))
    assert.isNull(owner(line(0, `${v4}:${clientHex}`, `${v4}:${serverHex}`, "04", 0, 0)))
  })

  it("goes on after a dead socket with the same ends", () => {
    const both =
      line(0, `${v4}:${clientHex}`, `${v4}:${serverHex}`, "06", 0, 0) +
      line(1, `${v4}:${clientHex}`, `${v4}:${serverHex}`, "01", 1001, 5)
    assert.strictEqual(owner(both), 1001)
  })

  it("reads the byte order of a big-endian machine", () => {
    assert.strictEqual(owner(line(0, `7F000001:${clientHex}`, `7F000001:${serverHex}`, "01", 7, 5), false), 7)
  })

  it.each([
    ["nothing", ""],
    ["another port", line(0, `${v4}:9C41`, `${v4}:${serverHex}`, "01", 1001, 5)],
    ["a torn line", ` ${v4}:${clientHex} ${v4}:${serverHex} 01 0000`],
    ["noise", "\0\0\xff ".repeat(100)]
  ])("says nobody for %s", (_, table) => assert.isNull(owner(table)))

  it("knows no owner for an address that is not IPv4", () => {
    assert.isNull(ownerInTcp6(head)({ address: "::1", port: 1 }, server, true))
  })
})
