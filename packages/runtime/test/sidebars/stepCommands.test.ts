import type { ClientName, PaneId, SessionId, WindowId } from "@opensessions/protocol/Ids"
import { assert, describe, it } from "@effect/vitest"
import { dressCommands, spawnCommand } from "../../src/sidebars/holder.ts"
import { checksum } from "../../src/tmux/plainLayout.ts"
import { type Place, Step } from "../../src/sidebars/Step.ts"
import { layoutCommands, parseWindowNow, plainCommands } from "../../src/sidebars/stepCommands.ts"

const place: Place = {
  windowId: "@1" as WindowId,
  beside: "%1" as PaneId,
  columns: 26,
  side: "left",
  shape: "",
  layout: ""
}
const right: Place = { ...place, side: "right" }
const pane = "%9" as PaneId
const inPlace = parseWindowNow(["0 %1 80 24 0178,100x29,0,0{26x29,0,0,9,36x29,27,0,1,36x29,64,0,2} 0:%9 1:%1 2:%2 "])
const words = (commands: ReadonlyArray<ReadonlyArray<string>>) => commands.map((command) => command.join(" "))

describe("a new sidebar", () => {
  it("S2, S17: takes no focus and runs without the user's shell", () => {
    const command = spawnCommand(place, "/opt/my files/holder.sh")
    assert.strictEqual(
      command.slice(0, -1).join(" "),
      "split-window -d -f -h -b -l 26 -c / -t %1 -P -F #{pane_id} /bin/sh"
    )
    assert.strictEqual(command.at(-1), "/opt/my files/holder.sh")
    assert.notInclude(spawnCommand(right, "/x"), "-b")
  })

  it("S3, S5, S53: is known by its option, passes nothing through, and is not typed into with others", () => {
    const commands = words(dressCommands(pane))
    assert.include(commands, "set-option -p -t %9 @opensessions-sidebar 1")
    assert.include(commands, "set-option -p -q -t %9 allow-passthrough off")
    assert.include(commands, "set-option -p -q -t %9 synchronize-panes off")
    assert.include(commands, "select-pane -t %9 -T opensessions-sidebar")
  })
})

describe("steps in a window", () => {
  it("S100: coming back is one join at the edge, without a history", () => {
    const step = Step.Recall({ place, paneId: pane })
    assert.deepStrictEqual(words(layoutCommands(step, inPlace, {})), [
      "join-pane -d -f -h -b -l 26 -s %9 -t %1",
      "clear-history -t %9"
    ])
  })

  it("being put right is one layout, and nothing where tmux has it already", () => {
    const step = Step.Arrange({ place, paneId: pane })
    const wide = parseWindowNow(["0 %1 80 24 0000,100x29,0,0{40x29,0,0,9,59x29,41,0,1} 0:%9 1:%1 "])
    assert.deepStrictEqual(words(layoutCommands(step, wide, {})), [
      "select-layout -t @1 28c2,100x29,0,0{26x29,0,0,9,73x29,27,0,1}"
    ])
    const done = parseWindowNow(["0 %1 80 24 28c2,100x29,0,0{26x29,0,0,9,73x29,27,0,1} 0:%9 1:%1 "])
    assert.deepStrictEqual(layoutCommands(step, done, {}), [])
  })

  it("panes that tmux has in another order are exchanged, and the focus stays", () => {
    const swapped = parseWindowNow(["0 %1 80 24 0000,100x29,0,0{26x29,0,0,1,73x29,27,0,9} 0:%1 1:%9 "])
    const step = Step.Arrange({ place, paneId: pane })
    assert.deepStrictEqual(words(layoutCommands(step, swapped, {})), [
      "swap-pane -d -s %9 -t %1",
      "select-layout -t @1 28c2,100x29,0,0{26x29,0,0,9,73x29,27,0,1}",
      "select-pane -t %1"
    ])
  })

  it("a layout that is not understood is left to tmux, and the sidebar keeps the focus that it had", () => {
    const strange = parseWindowNow(["0 %9 80 24 0000,?? 0:%1 1:%9 "])
    const step = Step.Arrange({ place, paneId: pane })
    assert.deepStrictEqual(words(layoutCommands(step, strange, {})), [
      "join-pane -d -f -h -b -l 26 -s %9 -t %1",
      "select-pane -t %9"
    ])
  })

  it("going away leaves the very layout that it came into, as long as nobody changed it since, and nothing that was to be shared", () => {
    const step = Step.Stash({
      windowId: place.windowId,
      home: "@4" as WindowId,
      paneId: pane,
      stash: "$0" as SessionId
    })
    const pair = { bare: "as it was", dressed: inPlace.layout }
    const away = "break-pane -d -s %9 -n @4 -t $0:"
    const over = "set-option -wqu -t @1 @opensessions-displaced"
    assert.deepStrictEqual(words(layoutCommands(step, inPlace, { pair })), [
      away,
      "select-layout -t @1 as it was",
      over
    ])
    const scaled = "100x29,0,0{50x29,0,0,1,49x29,51,0,2}"
    const withoutPair = words(layoutCommands(step, inPlace, {}))
    assert.deepStrictEqual(withoutPair, [away, `select-layout -t @1 ${checksum(scaled)},${scaled}`, over])
    assert.deepStrictEqual(words(layoutCommands(step, inPlace, { pair: { ...pair, dressed: "another" } })), withoutPair)
  })
})

describe("other steps", () => {
  it.each([
    [Step.Reap({ paneId: pane }), ["kill-pane -t %9"]],
    [
      Step.MoveClient({ client: "/dev/pts/3" as ClientName, to: "$2" as SessionId }),
      ["switch-client -c /dev/pts/3 -t $2"]
    ],
    [
      Step.CloseWindow({ windowId: place.windowId, sidebars: [pane, "%8" as PaneId] }),
      ["kill-pane -t %9", "kill-pane -t %8"]
    ],
    [
      Step.GiveShell({ windowId: place.windowId, sidebar: pane, side: "left" }),
      ["split-window -f -h -c #{session_path} -t %9"]
    ],
    [Step.GiveBack({ what: "@7" as WindowId, to: "$2" as SessionId }), ["move-window -d -s @7 -t $2:"]],
    [Step.GiveBack({ what: pane, to: "$2" as SessionId }), ["break-pane -d -s %9 -t $2:"]],
    [Step.EndStash({ stash: "$0" as SessionId }), ["kill-session -t $0"]]
  ])("%j", (step, expected) => {
    assert.deepStrictEqual(words(plainCommands(step)), expected)
  })
})
