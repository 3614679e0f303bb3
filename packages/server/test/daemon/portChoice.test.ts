import { assert, describe, it } from "@effect/vitest"
import { hostNotice, portNotice, portsToTry, type PortWishes, wantedPort } from "../../src/daemon/portChoice.ts"

const wishes: PortWishes = { environment: null, config: null, tmuxSocket: "/tmp/tmux-1000/default", key: 2486 }

describe("wantedPort", () => {
  it.each([
    ["the standard one for the default tmux server", {}, 7391],
    ["the standard one outside tmux", { tmuxSocket: null }, 7391],
    ["one by the key for any other tmux server", { tmuxSocket: "/tmp/tmux-1000/work" }, 24486],
    ["the highest key's", { tmuxSocket: "/tmp/tmux-1000/work", key: 19999 }, 41999],
    ["the config's", { config: 8000 }, 8000],
    ["the environment's before the config's", { environment: "9000", config: 8000 }, 9000],
    ["any for 0", { environment: "0" }, 0],
    ["the config's where the environment's is no port", { environment: "99999", config: 8000 }, 8000],
    ["the standard one where the environment's is no number", { environment: "80; rm" }, 7391],
    ["the standard one where the environment's is empty", { environment: "" }, 7391]
  ])("is %s", (_, change, port) => assert.strictEqual(wantedPort({ ...wishes, ...change }), port))
})

describe("portsToTry", () => {
  it("goes up from the wanted one and never beyond the last", () => {
    assert.deepStrictEqual(portsToTry(7391).slice(0, 3), [7391, 7392, 7393])
    assert.deepStrictEqual(portsToTry(65_534), [65_534, 65_535])
    assert.deepStrictEqual(portsToTry(0), [0])
  })
})

describe("portNotice", () => {
  it("S45: names the holder and the port that is used", () => {
    assert.isNull(portNotice(7391, 7391, "another program"))
    assert.isNull(portNotice(0, 41234, "another program"))
    assert.strictEqual(
      portNotice(7391, 7392, "another program"),
      "port 7391 is held by another program: 7392 is used instead"
    )
    assert.include(portNotice(7391, null, "another program") ?? "", "Unix socket only")
  })
})

describe("hostNotice", () => {
  it("tells who wants another address than 127.0.0.1 that there is none", () => {
    for (const own of ["", "127.0.0.1", "localhost"]) assert.isNull(hostNotice(own))
    assert.strictEqual(
      hostNotice("0.0.0.0\u001b[2J"),
      "OPENSESSIONS_HOST=0.0.0.0[2J does not hold: the daemon listens on 127.0.0.1 only"
    )
  })
})
