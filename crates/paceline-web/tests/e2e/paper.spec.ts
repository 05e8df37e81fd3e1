// At 200 % and on paper nothing is cut off.

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { FORMS, PAGES, PAST, World } from "./lib.ts";

const world = World.forThisFile();
/** A page as it is printed: A4, in CSS pixels, without its margins. */
const SHEET = { width: 718, height: 1047 };

/** What is wider than the page, or hides a part of its text: a line each. */
async function cutOff(page: Page, path: string): Promise<string[]> {
  const found = await page.evaluate(() => {
    const isHidden = (element: Element): boolean => element.closest(".unseen, .voice, svg, select, [popover]:not(:popover-open), dialog:not([open])") !== null;
    const hides = ({ overflowX, overflowY }: CSSStyleDeclaration): boolean => [overflowX, overflowY].some((it) => it === "hidden" || it === "clip");
    const cut = [...document.body.querySelectorAll<HTMLElement>("*")].filter((element) => {
      if (isHidden(element) || !(element instanceof HTMLElement) || element.getClientRects().length === 0) return false;
      const over = element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1;
      return over && hides(getComputedStyle(element));
    });
    const wide = document.documentElement.scrollWidth > innerWidth ? [`is ${document.documentElement.scrollWidth} wide`] : [];
    return [...wide, ...cut.map((element) => element.outerHTML.slice(0, 160))];
  });
  return found.map((line) => `${path} ${line}`);
}

test("at 200 % nothing is cut off", async () => {
  // A window of 1280 by 800 pixels.
  const mine = await world.browser({ viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 });
  const page = await mine.newPage();
  const broken: string[] = [];
  for (const path of [...PAGES, ...PAST, ...FORMS]) {
    await page.goto(path, { waitUntil: "load" });
    broken.push(...(await cutOff(page, path)));
  }
  assert.deepEqual(broken, []);
  await mine.close();
});

test("at 200 % every menu can be read to its end", async () => {
  const mine = await world.browser({ viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 });
  const page = await mine.newPage();
  await page.goto("/");
  for (const menu of ["#as-of-menu", "#new-menu", "#me-menu"]) {
    await page.locator(`${menu} > summary`).click();
    const last = page.locator(`${menu} .menu-box`).locator("a, button").last();
    await last.scrollIntoViewIfNeeded();
    const box = await last.boundingBox();
    assert.ok(box && box.x >= 0 && box.x + box.width <= 640 && box.y >= 0 && box.y + box.height <= 400, menu);
    await page.keyboard.press("Escape");
  }
  await page.getByRole("button", { name: "Menu" }).click();
  const last = page.getByRole("navigation", { name: "Paceline" }).getByRole("link").last();
  await last.scrollIntoViewIfNeeded();
  const box = await last.boundingBox();
  assert.ok(box && box.y >= 0 && box.y + box.height <= 400, "the rail");
  await mine.close();
});

test("on paper there is what was said, and nothing of the tool", async () => {
  const mine = await world.browser({ viewport: SHEET, colorScheme: "dark" });
  const page = await mine.newPage();
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  const broken: string[] = [];
  for (const path of [...PAGES, ...PAST]) {
    await page.goto(path, { waitUntil: "load" });
    broken.push(...(await cutOff(page, path)));
    assert.ok(await page.getByRole("heading", { level: 1 }).isVisible(), path);
    for (const tool of [page.locator(".rail"), page.locator(".bar"), page.locator(".foot")]) assert.ok(!(await tool.isVisible()), path);
    const shown = await page.locator("button, form, .button").evaluateAll((all) => all.filter((each) => each.getClientRects().length > 0).map((each) => each.outerHTML.slice(0, 120)));
    broken.push(...shown.map((line) => `${path} prints ${line}`));
    const ink = await page.evaluate(() => getComputedStyle(document.body).color);
    if (!isDark(ink)) broken.push(`${path} is printed in ${ink}`);
  }
  assert.deepEqual(broken, []);
  await mine.close();
});

/** Whether a colour, as a browser computes it, is one for text on white paper. */
function isDark(colour: string): boolean {
  const lightness = /oklch\(([\d.]+)/.exec(colour)?.[1];
  if (lightness) return Number(lightness) < 0.5;
  const parts = colour.match(/[\d.]+/g)?.slice(0, 3).map(Number) ?? [];
  return parts.length === 3 && parts.every((part) => part < 128);
}
