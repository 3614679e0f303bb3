import { assert, describe, it } from "@effect/vitest"
import { httpRequest, parseHttpAnswer } from "../../src/cli/httpAnswer.ts"

const parse = (text: string) => parseHttpAnswer(Buffer.from(text, "utf8"))

describe("httpAnswer", () => {
  it("asks for one answer and no second one", () => {
    assert.strictEqual(httpRequest("/state"), "GET /state HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
    assert.match(
      httpRequest("/log", { message: "é" }),
      /^POST \/log HTTP\/1\.1\r\n(.*\r\n)*Content-Length: 16\r\n\r\n\{"message":"é"\}$/
    )
  })

  it.each([
    ["a length", "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\né!", { status: 200, text: "é!" }],
    ["no body", "HTTP/1.1 204 No Content\r\n\r\n", { status: 204, text: "" }],
    [
      "chunks",
      "HTTP/1.1 404 Not Found\r\nTransfer-Encoding: chunked\r\n\r\n2\r\né\r\n1;x=y\r\n!\r\n0\r\n\r\n",
      { status: 404, text: "é!" }
    ],
    ["less than its length", "HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\né!", null],
    ["chunks without an end", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\né\r\n", null],
    ["a broken chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", null],
    ["half a head", "HTTP/1.1 200 OK\r\n", null],
    ["something else", "SSH-2.0\r\n\r\n", null],
    ["nothing", "", null]
  ])("reads an answer with %s", (_what, text, answer) => {
    assert.deepStrictEqual(parse(text), answer)
  })
})
