import { assert, describe, it } from "@effect/vitest"
import { bindings } from "../../src/keys.ts"
import { Message } from "../../src/message.ts"
import { initialModel, type Model } from "../../src/model.ts"
import { update } from "../../src/update.ts"
import { layout } from "../../src/view/rows.ts"
import { aDay, afterKeys, anAgent, aPane, aSession, aView, now, textOf } from "./states.ts"

const shown = (model: Model): string => `\n${textOf(layout(model, now)).join("\n")}\n`

describe("the screen", () => {
  it("26 columns: two lines a session, the detail below", () => {
    assert.strictEqual(
      shown(aView(aDay, { height: 30 })),
      `
 sessions     ◉1 ●2 ⠶2  6 
                          
▌ 1 api               ⠋ ◉ 
▌   ⚠ Deploying    +12 -3 
  2 web                 ● 
    main            ⌁3000 
  3 feat-databases      ⠋ 
    feat/databases     +4 
  4 preview               
    preview         +5 -1 
  5 infra               ✗ 
    ▰▰▰▰▰▱▱▱▱▱ 5/10 nodes 
  6 notes                 
    me/notes              
                          
                          
                          
──────────────────────────
 /home/me/api       ⌁3000 
                          
 ◉ Fix login redirect  2m 
   permission · 82k ctx   
   “make the redirect w…” 
 ⠋ Write tests        40s 
   running · codex        
                          
 ⚠ Deploying              
 ✓ ci  Tests passed       
──────────────────────────
 ⏎ go  A answer  ! jump  ?
`
    )
  })

  it("20 columns: nothing but what is needed", () => {
    assert.strictEqual(
      shown(aView(aDay, { width: 20, height: 16 })),
      `
 sessions   ◉1 ●2  6
                    
▌ 1 api           ⠋◉
▌   ⚠ Deploying     
  2 web            ●
    main       ⌁3000
  3 feat-databases ⠋
    feat/databas… +4
  4 preview         
    preview    +5 -1
  5 infra          ✗
    ▰▰▰▱▱▱ 5/10 nod…
  6 notes           
    me/notes        
────────────────────
 ⏎ go  A answer  ?  
`
    )
  })

  it("60 columns: what a session's most urgent thread is about stands behind its name", () => {
    const lines = shown(aView(aDay, { width: 60, height: 44 })).split("\n")
    assert.strictEqual(lines[3], "▌ 1 api                              Fix login redirect ⠋ ◉ ")
    // An agent that has not said what it does, and one that would be cut to nothing.
    assert.strictEqual(lines[6], "  2 web                                                   ● ")
    const name = "a".repeat(44)
    const [long] = aDay.map((session) => ({ ...session, name }))
    assert.strictEqual(shown(aView([long!], { width: 60, height: 44 })).split("\n")[3], `▌ 1 ${name}        ⠋ ◉ `)
  })

  it("40 columns, many sessions: one line a session, branches in a column of their own", () => {
    assert.strictEqual(
      shown(afterKeys(aView(aDay, { width: 40, height: 12 }), "j", "j")),
      `
 sessions                   ◉1 ●2 ⠶2  6 
                                        
▌ 1 api              ⚠ Deploying     ⠋◉ 
  2 web              main      ⌁3000  ● 
› 3 feat-databases   feat/databa… +4  ⠋ 
  4 preview          preview   +5 -1    
  5 infra            ▰▰▰▱▱▱ 5/10 no…  ✗ 
  6 notes            me/notes           
                                        
                                        
────────────────────────────────────────
 ⏎ go  ! jump  / find  ? help           
`
    )
  })

  it("8 rows: header and list", () => {
    assert.strictEqual(
      shown(aView(aDay, { height: 8 })),
      `
 sessions     ◉1 ●2 ⠶2  6 
▌ 1 api               ⠋ ◉ 
  2 web                 ● 
  3 feat-databases      ⠋ 
  4 preview               
  5 infra               ✗ 
  6 notes                 
                          
`
    )
  })

  it("more sessions than rows: says how many are out of sight, and who waits there", () => {
    const many = Array.from({ length: 40 }, (_, index) =>
      aSession(index + 1, `s${index + 1}`, { agents: index === 30 || index === 0 ? [anAgent("waiting")] : [] })
    )
    const lines = textOf(layout(afterKeys(aView(many, { height: 12 }), "PageDown"), now))
    assert.strictEqual(lines[1], "                   ↑ 2 ◉1 ")
    assert.strictEqual(lines[2], "  3 s3                    ")
    assert.strictEqual(lines[8], "› 9 s9                    ")
    assert.strictEqual(lines[10], "──────────────── ↓ 30 ◉1 ─")
  })

  it("nothing known yet: says that it starts", () => {
    assert.strictEqual(textOf(layout(initialModel(aPane()), now))[0], " sessions       starting… ")
  })

  it("the daemon is away: the last frame, with a word", () => {
    const lost = update(aView(aDay), Message.ConnectionLost())[0]
    assert.strictEqual(textOf(layout(lost, now))[0], " sessions     restarting… ")
    assert.strictEqual(textOf(layout(lost, now))[2], "▌ 1 api               ⠋ ◉ ")
  })

  it("a filter that hides everything is named", () => {
    const lines = textOf(layout(aView([aSession(1, "api", { index: null })], {}, { sessionFilter: "running" }), now))
    assert.strictEqual(lines[0], " running                0 ")
    assert.strictEqual(lines[2], " no session is running    ")
  })

  it("no agents anywhere: says how to start one", () => {
    const lines = textOf(layout(aView([aSession(1, "notes")], { height: 20 }), now)).map((line) => line.trim())
    assert.includeMembers(lines, ["no agents yet", "start claude, codex,", "opencode, amp… in any", "pane"])
  })

  it("what a person should mend stands below the header, whole in the help", () => {
    const view = aView(aDay, {}, { notices: ["port 7391 is held by another program"] })
    assert.strictEqual(textOf(layout(view, now))[1], " ⚠ port 7391 is held by … ")
    assert.strictEqual(textOf(layout(afterKeys(view, "?"), now))[3], " another program          ")
  })

  it("the help has a line for every key that the table explains", () => {
    const lines = textOf(layout(afterKeys(aView(aDay, { width: 40, height: 60 }), "?"), now))
    for (const { help } of bindings) {
      if (help !== null)
        assert.isDefined(
          lines.find((line) => line.trimEnd().endsWith(`  ${help.text}`)),
          help.text
        )
    }
  })

  it("quitting is asked about, over the whole width", () => {
    const lines = textOf(layout(afterKeys(aView(aDay, { height: 14 }), "Q"), now)).map((line) => line.trim())
    assert.includeMembers(lines, [
      "Quit opensessions?",
      "All sidebars close.",
      "Agents keep running.",
      "⏎ quit  esc stay"
    ])
  })
})
