// Every kind of page by the rules of WCAG 2.2 AA (axe-core), light and dark, with its dialogs open, and on a narrow screen.

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { WCAG, wrongOn } from "./axe.ts";
import { FORMS, PAGES, PAST, World, lookThroughEyesOf } from "./lib.ts";

const world = World.forThisFile();
const EVERY = [...PAGES, ...PAST, ...FORMS, "/nowhere"];

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
      broken.push(...(await wrongOn(page, WCAG)));
    }
    await refused(page);
    broken.push(...(await wrongOn(page, WCAG)));
    assert.deepEqual(broken, []);
    await mine.close();
  });

  test(`no page of somebody else breaks a rule, nor an open menu, when ${colorScheme} is chosen`, async () => {
    const mine = await world.browser({ colorScheme: colorScheme === "light" ? "dark" : "light" });
    const page = await mine.newPage();
    await lookThroughEyesOf(page, /^Sofia/);
    await page.locator("#me-menu > summary").click();
    await page.getByRole("button", { name: colorScheme === "light" ? "Light" : "Dark", exact: true }).click();
    await page.locator(`html[data-theme=${colorScheme}]`).waitFor({ state: "attached" });
    const broken = await wrongOn(page, WCAG);
    for (const menu of ["#as-of-menu", "#new-menu", "#me-menu"]) {
      await page.locator(`${menu} > summary`).click();
      broken.push(...(await wrongOn(page, WCAG)));
      await page.keyboard.press("Escape");
    }
    for (const path of ["/people/kenji", "/people/luca", "/goals/1", "/insights"]) {
      await page.goto(path, { waitUntil: "load" });
      broken.push(...(await wrongOn(page, WCAG)));
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
    const broken = await wrongOn(page, WCAG);
    await page.keyboard.type("release");
    await page.getByRole("option", { name: /^Search for ‘release’/ }).waitFor();
    broken.push(...(await wrongOn(page, WCAG)));
    await page.keyboard.press("Escape");
    await page.getByRole("dialog", { name: "Go to or do" }).waitFor({ state: "hidden" });
    await page.keyboard.press("?");
    await page.getByRole("dialog", { name: "Keys" }).waitFor();
    broken.push(...(await wrongOn(page, WCAG)));
    await page.keyboard.press("Escape");
    await page.locator("main .rows a.person").first().hover();
    await page.locator("#hover-card:popover-open").waitFor();
    broken.push(...(await wrongOn(page, WCAG)));
    await page.goto("/gaps/new");
    await page.getByLabel("How it is").fill("See [this](https://example.org) and `that`, @kenji");
    await page.getByRole("tab", { name: "Preview" }).first().click();
    await page.getByRole("tabpanel").first().getByRole("link", { name: "@kenji" }).waitFor();
    broken.push(...(await wrongOn(page, WCAG)));
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
