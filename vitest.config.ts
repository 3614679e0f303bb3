import { defineConfig } from "vitest/config"

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "fast",
          include: ["packages/*/test/**/*.test.ts", "scripts/**/*.test.ts"],
          exclude: ["**/*.live.test.ts"]
        }
      },
      {
        test: {
          name: "tmux",
          include: ["packages/*/test/**/*.live.test.ts", "test/{tmux,launcher}/**/*.test.ts"],
          globalSetup: "test/support/chosenTmux.ts",
          testTimeout: 60_000,
          // On a machine of two busy cores a client can be slower than a person would wait. Locally nothing is retried.
          retry: process.env["CI"] === undefined ? 0 : 2,
          hookTimeout: 60_000
        }
      }
    ]
  }
})
