// The palette and the keys, by keyboard alone.

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { World, hasFocus, newOne, seesFocus } from "./lib.ts";

const world = World.forThisFile();

async function focused(page: Page): Promise<string> {
  return page.evaluate(() => document.activeElement?.getAttribute("href") ?? document.activeElement?.id ?? "");
}

test("the palette is a combobox: arrows choose, Enter goes, Esc gives the focus back", async () => {
  const mine = await world.browser();
  const page = await mine.newPage();
  await page.goto("/teams");
  await page.keyboard.press("Tab");
  const before = await focused(page);
  await page.keyboard.press("Control+k");
  const box = page.getByRole("combobox", { name: "Go to or do" });
  const options = page.getByRole("option");
  await options.first().waitFor();
  const chosen = async () => {
    const id = await box.getAttribute("aria-activedescendant");
    assert.equal(await page.getByRole("option", { selected: true }).getAttribute("id"), id, "one is chosen, and is told");
    return (await options.evaluateAll((all, id) => all.findIndex((option) => option.id === id), id)) + 1;
  };
  assert.equal(await chosen(), 1);
  await seesFocus(page);
  await page.keyboard.press("ArrowDown");
  assert.equal(await chosen(), 2);
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  assert.equal(await chosen(), await options.count(), "around the ends");
  await seesFocus(page);
  await page.keyboard.press("Escape");
  await box.waitFor({ state: "hidden" });
  assert.equal(await focused(page), before);
  await page.keyboard.press("Control+k");
  // Quicker than the server.
  await page.keyboard.type("objectives");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/goals");
  await mine.close();
});

test("what the palette cannot answer is searched for", async () => {
  const mine = await world.browser();
  const page = await mine.newPage();
  // An answer that does not come.
  await page.route("**/search/quick?**", (route) => route.abort());
  await page.goto("/teams");
  await page.keyboard.press("Control+k");
  await page.keyboard.type("release notes");
  await page.getByText("Press Enter to search.").waitFor();
  await page.keyboard.press("Enter");
  await page.waitForURL("**/search?q=release%20notes");
  await page.getByRole("main").getByText(/\d+ found/).waitFor();
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
  await seesFocus(page);
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
  await seesFocus(page);
  await page.keyboard.press("j");
  const second = await focused(page);
  assert.notEqual(second, first);
  await page.keyboard.press("k");
  assert.equal(await focused(page), first);
  await page.keyboard.press("/");
  await page.keyboard.type("jkn?");
  assert.equal(await page.getByRole("main").getByRole("searchbox").inputValue(), "jkn?", "keys in a field are text");
  await page.getByText("Nothing fits.").waitFor();
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Delete");
  await page.waitForURL(/\/initiatives(\?sort=\w+)?$/);
  await page.getByRole("main").getByRole("searchbox").blur();
  await page.locator(`main .rows a[href="${first}"]`).first().waitFor();
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/initiatives\/\d+$/);
  await mine.close();
});

test("n opens what is new", async () => {
  const mine = await world.browser();
  const page = await mine.newPage();
  for (const path of ["/", "/goals", "/initiatives/1"]) {
    await page.goto(path);
    await page.keyboard.press("n");
    assert.ok(await hasFocus(newOne(page, /^Gap/)), path);
    await page.keyboard.press("Escape");
    assert.ok(await hasFocus(page.locator("#new-menu > summary")), path);
  }
  await mine.close();
});

test("c checks in: on what waits, in the row where one stands, on the page of what one leads", async () => {
  const mine = await world.browser();
  const page = await mine.newPage();
  await page.goto("/");
  const ways = page.locator('.waiting a[href$="/check-in"]');
  const first = (await ways.first().getAttribute("href")) ?? "";
  const last = (await ways.last().getAttribute("href")) ?? "";
  // The demonstration ends today, so how many wait differs from day to day; one always does.
  assert.match(first, /check-in$/);
  await page.keyboard.press("c");
  await page.waitForURL(`**${first}`);
  await page.goto("/");
  const row = page.locator(".waiting > li", { has: page.locator(`a[href="${last}"]`) });
  while (!(await hasFocus(row.locator("a").first()))) await page.keyboard.press("j");
  await page.keyboard.press("c");
  await page.waitForURL(`**${last}`);
  const led = last.replace("/check-in", "");
  await page.goto(led);
  await page.keyboard.press("c");
  assert.ok(await hasFocus(page.getByRole("radio", { checked: true })), "the last claim is filled in");
  await seesFocus(page);
  await mine.close();
});
