// Every kind of page by the rules of WCAG 2.2 AA (axe-core), light and dark, with its dialogs open, and on a narrow screen.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { test } from "node:test";
import type { AxeResults } from "axe-core";
import type { Page } from "playwright-core";
import { FORMS, PAGES, PAST, World, lookThroughEyesOf } from "./lib.ts";

const world = World.forThisFile();
const AXE = readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const EVERY = [...PAGES, ...PAST, ...FORMS, "/nowhere"];

/** What is wrong, a line a rule. */
async function violations(page: Page): Promise<string[]> {
  // Not a script of the page: it is put in as a debugger does, past the policy.
  if (!(await page.evaluate("'axe' in window"))) await page.evaluate(await AXE);
  // What fades in is seen when it has come.
  await page.evaluate(() => Promise.allSettled(document.getAnimations().map((animation) => animation.finished)));
  const results = await page.evaluate<AxeResults>(`axe.run(document, { runOnly: ${JSON.stringify(RULES)}, resultTypes: ["violations"] })`);
  const at = new URL(page.url());
  return results.violations.map(({ id, nodes }) => `${at.pathname}${at.search} ${id}: ${nodes.map((node) => node.html).slice(0, 3).join(" ")}`);
}

/** Sends the form of a gap with a goal that does not exist. */
async function refused(page: Page): Promise<void> {
  await page.goto("/gaps/new");
  await page.getByLabel("How it is").fill("So");
  await page.getByLabel("How it ought to be").fill("Otherwise");
  await page.getByLabel("Goal").fill("no such goal");
  await page.getByRole("button", { name: "Record the gap" }).click();
  await page.getByRole("alert").waitFor();
}

for (const colorScheme of ["light", "dark"] as const) {
  test(`no page breaks a rule, ${colorScheme}`, async () => {
    const mine = await world.browser({ colorScheme });
    const page = await mine.newPage();
    const broken: string[] = [];
    for (const path of EVERY) {
      await page.goto(path, { waitUntil: "load" });
      broken.push(...(await violations(page)));
    }
    await refused(page);
    broken.push(...(await violations(page)));
    assert.deepEqual(broken, []);
    await mine.close();
  });

  test(`no page of somebody else breaks a rule, nor an open menu, when ${colorScheme} is chosen`, async () => {
    const mine = await world.browser({ colorScheme: colorScheme === "light" ? "dark" : "light" });
    const page = await mine.newPage();
    await lookThroughEyesOf(page, /^Kenji/);
    await page.locator("#me-menu > summary").click();
    await page.getByRole("button", { name: colorScheme === "light" ? "Light" : "Dark", exact: true }).click();
    await page.locator(`html[data-theme=${colorScheme}]`).waitFor({ state: "attached" });
    const broken = await violations(page);
    for (const menu of ["#as-of-menu", "#new-menu", "#me-menu"]) {
      await page.locator(`${menu} > summary`).click();
      broken.push(...(await violations(page)));
      await page.keyboard.press("Escape");
    }
    for (const path of ["/people/kenji", "/people/luca", "/goals/1", "/insights"]) {
      await page.goto(path, { waitUntil: "load" });
      broken.push(...(await violations(page)));
    }
    assert.deepEqual(broken, []);
    await mine.close();
  });

  test(`the palette, the keys, a card and a preview break no rule, ${colorScheme}`, async () => {
    const mine = await world.browser({ colorScheme });
    const page = await mine.newPage();
    await page.goto("/initiatives?stage=active");
    await page.keyboard.press("Control+k");
    await page.getByRole("option", { name: /^Goals/ }).waitFor();
    const broken = await violations(page);
    await page.keyboard.type("release");
    await page.getByRole("option", { name: /^Search for ‘release’/ }).waitFor();
    broken.push(...(await violations(page)));
    await page.keyboard.press("Escape");
    await page.getByRole("dialog", { name: "Go to or do" }).waitFor({ state: "hidden" });
    await page.keyboard.press("?");
    await page.getByRole("dialog", { name: "Keys" }).waitFor();
    broken.push(...(await violations(page)));
    await page.keyboard.press("Escape");
    await page.locator("main .rows a.person").first().hover();
    await page.locator("#hover-card:popover-open").waitFor();
    broken.push(...(await violations(page)));
    await page.goto("/gaps/new");
    await page.getByLabel("How it is").fill("See [this](https://example.org) and `that`, @kenji");
    await page.getByRole("tab", { name: "Preview" }).first().click();
    await page.getByRole("tabpanel").first().getByRole("link", { name: "@kenji" }).waitFor();
    broken.push(...(await violations(page)));
    assert.deepEqual(broken, []);
    await mine.close();
  });
}

test("nothing is wider than a narrow screen", async () => {
  const mine = await world.browser({ viewport: { width: 320, height: 640 } });
  const page = await mine.newPage();
  const wide: string[] = [];
  for (const path of EVERY) {
    await page.goto(path, { waitUntil: "load" });
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    if (width > 320) wide.push(`${path}: ${width}`);
  }
  assert.deepEqual(wide, []);
  await mine.close();
});
