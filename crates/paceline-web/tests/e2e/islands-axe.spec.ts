// WCAG 2.2 AA over what only scripts bring: a preview and hover cards (the palette and the keys are in access.spec.ts).

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { AXE, WHOLE, violations } from "./axe.ts";
import { World } from "./lib.ts";

/** A card stands beside the landmarks, and belongs to the link that it describes. */
const RULES = { ...WHOLE, rules: { region: { enabled: false } } };

const world = World.forThisFile();

/** What is opened: where, by which keys or steps, and what stands there then. */
const OPENED: [what: string, path: string, open: (page: Page) => Promise<void>, there: string][] = [
  ["a preview", "/gaps/new", showPreview, ".preview"],
  ["a hover card", "/initiatives", (page) => page.locator("main [data-card]").first().hover(), "#hover-card:popover-open"],
];

for (const [what, path, open, there] of OPENED) {
  for (const colorScheme of ["light", "dark"] as const) {
    test(`no violation in ${what}, ${colorScheme}`, async () => {
      const mine = await world.browser({ colorScheme, reducedMotion: "reduce" });
      await mine.addInitScript({ content: AXE });
      const page = await mine.newPage();
      await page.goto(path);
      await page.waitForLoadState("load");
      await open(page);
      await page.locator(there).first().waitFor();
      assert.deepEqual(await violations(page, RULES), []);
      await mine.close();
    });
  }
}

async function showPreview(page: Page): Promise<void> {
  await page.getByLabel("How it is").fill("**Nine days**, see I-1.");
  await page.getByRole("tab", { name: "Preview" }).first().click();
}
