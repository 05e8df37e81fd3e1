// WCAG 2.2 AA over every page of the gallery, in light and in dark, and over what opens on a page.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";
import type { AxeResults, RunOptions } from "axe-core";
import type { Page } from "playwright-core";
import { Gallery } from "./gallery.ts";

declare const axe: { run(options: RunOptions): Promise<AxeResults> };

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const gallery = Gallery.forThisFile({ viewport: { width: 1280, height: 900 } }, source);

const WHOLE: RunOptions = {
  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
  resultTypes: ["violations"],
  // Only the rule about turned screens would ask for the style sheet itself.
  preload: false,
};
/** What the colours of a scheme can change. */
const COLOURS: RunOptions = { runOnly: { type: "rule", values: ["color-contrast", "link-in-text-block"] }, resultTypes: ["violations"], preload: false };
/** Samples of many pages stand on one page there: headings and landmarks are not its own. */
const PARTS: RunOptions = {
  ...WHOLE,
  rules: {
    "heading-order": { enabled: false },
    "page-has-heading-one": { enabled: false },
    "landmark-unique": { enabled: false },
    region: { enabled: false },
  },
};

gallery.holds("no violation, light and dark", async (page) => {
  await page.emulateMedia({ colorScheme: "light" });
  const isParts = page.url().endsWith("/components.html");
  const light = await violations(page, isParts ? PARTS : WHOLE);
  await page.emulateMedia({ colorScheme: "dark" });
  const dark = await violations(page, COLOURS);
  return [...light, ...dark.map((told) => `dark: ${told}`)];
});

test("no violation when dark is chosen on a light system", async () => {
  const page = await gallery.open("one", "initiative.html");
  await page.emulateMedia({ colorScheme: "light" });
  await page.evaluate(() => document.documentElement.setAttribute("data-theme", "dark"));
  assert.deepEqual(await violations(page, COLOURS), []);
});

for (const menu of ["as-of-menu", "new-menu", "me-menu"]) {
  for (const colorScheme of ["light", "dark"] as const) {
    test(`no violation while ${menu} is open, ${colorScheme}`, async () => {
      const page = await gallery.open("many", "today.html");
      await page.emulateMedia({ colorScheme });
      await page.locator(`#${menu} > summary`).click();
      assert.deepEqual(await violations(page, WHOLE), []);
    });
  }
}

async function violations(page: Page, options: RunOptions): Promise<string[]> {
  const found = await page.evaluate((asked) => axe.run(asked), options);
  return found.violations.flatMap((rule) =>
    rule.nodes.slice(0, 3).map((node) => `${rule.id}: ${node.target.join(" ")} ${node.failureSummary?.split("\n")[1]?.trim() ?? ""}`),
  );
}
