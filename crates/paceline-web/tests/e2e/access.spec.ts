// Every main page by the rules of WCAG 2.2 AA (axe-core), light and dark, with its dialogs open, and on a narrow screen.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { test } from "node:test";
import type { AxeResults } from "axe-core";
import type { Page } from "playwright-core";
import { PAGES, World } from "./lib.ts";

const world = World.forThisFile();
const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** What is wrong, a line a rule. */
async function violations(page: Page): Promise<string[]> {
  // Not a script of the page: it is put in as a debugger does, past the policy.
  if (!(await page.evaluate("'axe' in window"))) await page.evaluate(await axeSource());
  const results = await page.evaluate<AxeResults>(`axe.run(document, { runOnly: ${JSON.stringify(RULES)} })`);
  return results.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).slice(0, 3).join(" ")}`);
}

async function axeSource(): Promise<string> {
  const { readFile } = await import("node:fs/promises");
  return readFile(AXE, "utf8");
}

for (const colorScheme of ["light", "dark"] as const) {
  test(`no page breaks a rule, ${colorScheme}`, async () => {
    const mine = await world.browser({ colorScheme });
    const page = await mine.newPage();
    const broken: string[] = [];
    for (const path of PAGES) {
      await page.goto(path, { waitUntil: "load" });
      broken.push(...(await violations(page)).map((line) => `${path} ${line}`));
    }
    assert.deepEqual(broken, []);
    await mine.close();
  });

  test(`the palette and the keys break no rule, ${colorScheme}`, async () => {
    const mine = await world.browser({ colorScheme });
    const page = await mine.newPage();
    await page.route("**/search/quick?**", (route) =>
      route.fulfill({
        contentType: "text/html",
        body: '<ul role="listbox" aria-label="Found"><li role="option" id="a"><a href="/gaps">Gaps</a></li><li role="option" id="b"><a href="/goals">Goals</a></li></ul>',
      }),
    );
    await page.goto("/gaps");
    await page.keyboard.press("Control+k");
    await page.getByRole("option", { name: "Goals" }).waitFor();
    assert.deepEqual(await violations(page), []);
    await page.keyboard.press("Escape");
    await page.getByRole("dialog", { name: "Go to or do" }).waitFor({ state: "hidden" });
    await page.keyboard.press("?");
    await page.getByRole("dialog", { name: "Keys" }).waitFor();
    assert.deepEqual(await violations(page), []);
    await mine.close();
  });
}

test("nothing is wider than a narrow screen", async () => {
  const mine = await world.browser({ viewport: { width: 320, height: 640 } });
  const page = await mine.newPage();
  const wide: string[] = [];
  for (const path of PAGES) {
    await page.goto(path, { waitUntil: "load" });
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    if (width > 320) wide.push(`${path}: ${width}`);
  }
  assert.deepEqual(wide, []);
  await mine.close();
});
