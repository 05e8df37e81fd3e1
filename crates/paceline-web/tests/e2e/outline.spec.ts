// The outline of the alignment tree, by keyboard and without scripts.

import assert from "node:assert/strict";
import { test } from "node:test";
import { World, hasFocus, seesFocus } from "./lib.ts";

const world = World.forThisFile();

test("arrows move along the outline and fold it, Home and End go to its ends, letters find", async () => {
  const mine = await world.browser();
  const page = await mine.newPage();
  await page.goto("/alignment");
  // What an entry is known by: its link, or what folds it where it has none.
  const handles = page.locator(".outline li > a:first-child, .outline li > details:first-child > summary").filter({ visible: true });
  const entry = page.locator(".outline > li:has(> details)").first();
  const fold = entry.locator("> details");
  const handle = entry.locator("> a, > details > summary").first();
  await handles.first().focus();
  await page.keyboard.press("ArrowDown");
  assert.ok(await hasFocus(handles.nth(1)));
  await seesFocus(page);
  await page.keyboard.press("End");
  assert.ok(await hasFocus(handles.last()));
  await page.keyboard.press("Home");
  assert.ok(await hasFocus(handles.first()));
  await handle.focus();
  await page.keyboard.press("ArrowLeft");
  assert.equal(await fold.evaluate((details: HTMLDetailsElement) => details.open), false);
  assert.ok(await hasFocus(handle));
  await page.keyboard.press("ArrowRight");
  assert.equal(await fold.evaluate((details: HTMLDetailsElement) => details.open), true);
  await page.keyboard.press("ArrowRight");
  const inside = fold.locator("li").first();
  assert.ok(await hasFocus(inside.locator("a, summary").first()));
  await page.keyboard.press("ArrowLeft");
  if (!(await hasFocus(handle))) await page.keyboard.press("ArrowLeft");
  assert.ok(await hasFocus(handle));
  const last = handles.last();
  const name = (await last.innerText()).trim().toLowerCase();
  await page.keyboard.type(name.slice(0, 5));
  const found = await page.evaluate(() => document.activeElement?.textContent?.trim().toLowerCase() ?? "");
  assert.ok(found.startsWith(name.slice(0, 5)), `${found} begins with ${name}`);
  await mine.close();
});

test("without scripts the outline folds, and two days stand side by side", async () => {
  const mine = await world.browser({ javaScriptEnabled: false, viewport: { width: 320, height: 640 } });
  const page = await mine.newPage();
  await page.goto("/alignment");
  assert.equal(await page.locator(".picture.p-alignment").isVisible(), false, "the picture needs more room");
  const fold = page.locator(".outline > li > details").first();
  await fold.locator("> summary").click();
  assert.equal(await fold.locator("> ul").isVisible(), false);
  await page.getByRole("link", { name: "since a month ago" }).click();
  await page.getByRole("heading", { level: 1, name: "What changed" }).waitFor();
  await page.getByRole("columnheader", { name: "What" }).first().waitFor();
  await mine.close();
});
