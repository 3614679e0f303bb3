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
          testTimeout: 60_000,
          hookTimeout: 60_000
        }
      }
    ]
  }
})
