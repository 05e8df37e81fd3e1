// The palette and the keys, by keyboard alone.

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { World } from "./lib.ts";

const world = World.forThisFile();

async function focused(page: Page): Promise<string> {
  return page.evaluate(() => document.activeElement?.getAttribute("href") ?? document.activeElement?.id ?? "");
}

test("the palette is a combobox: arrows choose, Enter goes, Esc gives the focus back", async () => {
  const mine = await world.browser();
  const page = await mine.newPage();
  // A fixed answer: what is looked at is how the palette behaves, not what the search finds today.
  await page.route("**/search/quick?**", (route) => {
    const q = new URL(route.request().url()).searchParams.get("q");
    const found = q === "goa" ? ["goals"] : ["gaps", "initiatives", "people"];
    const options = found.map((name) => `<li role="option" id="to-${name}"><a href="/${name}">${name}</a></li>`);
    return route.fulfill({ contentType: "text/html", body: `<ul role="listbox" aria-label="Found">${options.join("")}</ul>` });
  });
  await page.goto("/teams");
  await page.keyboard.press("Tab");
  const before = await focused(page);
  await page.keyboard.press("Control+k");
  const box = page.getByRole("combobox", { name: "Go to or do" });
  await page.getByRole("option", { name: "people" }).waitFor();
  const active = () => box.getAttribute("aria-activedescendant");
  assert.equal(await active(), "to-gaps");
  await page.keyboard.press("ArrowDown");
  assert.equal(await active(), "to-initiatives");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  assert.equal(await active(), "to-people");
  assert.equal(await page.getByRole("option", { selected: true }).innerText(), "people");
  await page.keyboard.press("Escape");
  await box.waitFor({ state: "hidden" });
  assert.equal(await focused(page), before);
  await page.keyboard.press("Control+k");
  await page.keyboard.type("goa");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/goals");
  await mine.close();
});

test("? lists the keys and Esc closes the list", async () => {
  const mine = await world.browser();
  const page = await mine.newPage();
  await page.goto("/gaps");
  await page.keyboard.press("?");
  const list = page.getByRole("dialog", { name: "Keys" });
  await list.waitFor();
  assert.ok((await list.getByRole("term").count()) > 5);
  await page.keyboard.press("Escape");
  await list.waitFor({ state: "hidden" });
  await mine.close();
});

test("j and k walk the list, Enter opens, / goes to the filter", async () => {
  const mine = await world.browser();
  const page = await mine.newPage();
  await page.goto("/initiatives");
  const first = await page.locator("main .rows > * a[href]").first().getAttribute("href");
  await page.keyboard.press("j");
  assert.equal(await focused(page), first);
  await page.keyboard.press("j");
  const second = await focused(page);
  assert.notEqual(second, first);
  await page.keyboard.press("k");
  assert.equal(await focused(page), first);
  await page.keyboard.press("/");
  await page.keyboard.type("jkn?");
  assert.equal(await page.getByRole("main").getByRole("searchbox").inputValue(), "jkn?", "keys in a field are text");
  await page.getByRole("main").getByRole("searchbox").blur();
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/initiatives\/\d+$/);
  await mine.close();
});
