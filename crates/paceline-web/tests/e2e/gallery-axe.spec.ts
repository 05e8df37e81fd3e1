// WCAG 2.2 AA over every page of the gallery, in light and in dark, and over what opens on a page.

import assert from "node:assert/strict";
import { test } from "node:test";
import type { RunOptions } from "axe-core";
import { AXE, COLOURS, WHOLE, violations } from "./axe.ts";
import { Gallery } from "./gallery.ts";

const gallery = Gallery.forThisFile({ viewport: { width: 1280, height: 900 } }, AXE);

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
