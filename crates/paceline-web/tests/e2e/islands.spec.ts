// What islands add to marked elements. The pages around them are real; the marks and the answers are set here, so that
// each behaviour is seen whether or not a page of today uses it.

import assert from "node:assert/strict";
import { test } from "node:test";
import type { BrowserContext, Page } from "playwright-core";
import { World } from "./lib.ts";

const world = World.forThisFile();

/** A real page with some elements more. */
async function pageWith(html: string): Promise<[BrowserContext, Page]> {
  const mine = await world.browser();
  const page = await mine.newPage();
  await page.goto("/organisation", { waitUntil: "load" });
  await page.evaluate((html) => {
    document.querySelector("main")?.insertAdjacentHTML("afterbegin", html);
    document.dispatchEvent(new Event("paceline:morphed"));
  }, html);
  return [mine, page];
}

test("a hover card comes on hover and on keyboard focus, can be reached, and goes with Esc", async () => {
  const [mine, page] = await pageWith('<p><a id="before" href="#x">before</a> <a data-card="/cards/I-1" href="/initiatives/1">one</a></p>');
  let asked = 0;
  await page.route("**/cards/I-1", (route) => {
    asked += 1;
    return route.fulfill({ contentType: "text/html", body: "<p>Led by <strong>Priya</strong></p>" });
  });
  const card = page.locator("#hover-card");
  const link = page.getByRole("link", { name: "one", exact: true });
  await link.hover();
  await card.getByText("Priya").waitFor();
  await card.hover();
  // Longer than the grace after which a card that was left would go.
  await page.waitForTimeout(500);
  assert.ok(await card.isVisible(), "the pointer may rest on the card");
  await page.keyboard.press("Escape");
  await card.waitFor({ state: "hidden" });
  await page.locator("#before").focus();
  await page.keyboard.press("Tab");
  await card.waitFor();
  assert.equal(await link.getAttribute("aria-describedby"), "hover-card");
  await page.keyboard.press("Tab");
  await card.waitFor({ state: "hidden" });
  assert.equal(asked, 1, "it is fetched once a page");
  await mine.close();
});

test("a text can be previewed and gone on with, by keyboard", async () => {
  const [mine, page] = await pageWith('<form><label for="words">Words</label><textarea id="words" data-preview="/preview"></textarea></form>');
  await page.route("**/preview", (route) => {
    const text = new URLSearchParams(route.request().postData() ?? "").get("text");
    return route.fulfill({ contentType: "text/html", body: `<p>It says <em>${text}</em></p>` });
  });
  await page.getByLabel("Words").fill("so & so");
  await page.getByRole("tab", { name: "Write" }).focus();
  await page.keyboard.press("ArrowRight");
  await page.getByRole("tabpanel").getByText("so & so").waitFor();
  assert.ok(await page.getByLabel("Words").isHidden());
  await page.keyboard.press("ArrowLeft");
  assert.equal(await page.getByLabel("Words").inputValue(), "so & so");
  await mine.close();
});

test("a preview that does not come says so, and what was written stays", async () => {
  const [mine, page] = await pageWith('<form><label for="words">Words</label><textarea id="words" data-preview="/nowhere"></textarea></form>');
  await page.getByLabel("Words").fill("mine");
  await page.getByRole("tab", { name: "Preview" }).click();
  await page.getByText("The preview does not come just now.").waitFor();
  await page.getByRole("tab", { name: "Write" }).click();
  assert.equal(await page.getByLabel("Words").inputValue(), "mine");
  await mine.close();
});

test("a page is copied as Markdown, or its link is followed", async () => {
  const [mine, page] = await pageWith('<p><a data-copy href="/copy-me">Copy this</a></p>');
  await mine.grantPermissions(["clipboard-read", "clipboard-write"]);
  let answers = 200;
  await page.route("**/copy-me", (route) => route.fulfill({ status: answers, contentType: "text/markdown", body: "# Gaps" }));
  await page.getByRole("link", { name: "Copy this" }).click();
  await page.getByRole("link", { name: "Copied" }).waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), "# Gaps");
  await page.getByRole("link", { name: "Copy this" }).waitFor();
  answers = 500;
  await page.getByRole("link", { name: "Copy this" }).click();
  await page.waitForURL("**/copy-me");
  await mine.close();
});

test("a menu is walked with arrows and closes with Esc or elsewhere", async () => {
  const [mine, page] = await pageWith('<details class="menu"><summary>Menu</summary><a href="#a">A</a> <a href="#b">B</a></details>');
  const menu = page.locator("main details.menu");
  await menu.getByText("Menu").focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("ArrowDown");
  assert.equal(await page.evaluate(() => document.activeElement?.textContent), "A");
  await page.keyboard.press("ArrowUp");
  assert.equal(await page.evaluate(() => document.activeElement?.textContent), "B");
  await page.keyboard.press("Escape");
  assert.equal(await menu.getAttribute("open"), null);
  assert.equal(await page.evaluate(() => document.activeElement?.textContent), "Menu");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1 }).click();
  assert.equal(await menu.getAttribute("open"), null);
  await mine.close();
});

test("n opens what is new, c goes to the check-in", async () => {
  const [mine, page] = await pageWith(
    '<details class="menu" id="new-menu"><summary>New</summary><a href="#gap">A gap</a></details><form data-key="c"><input type="hidden"><input id="status"></form>',
  );
  await page.evaluate(() => [...document.querySelectorAll("#new-menu, [data-key]")].filter((e) => !e.closest("main")).forEach((e) => e.remove()));
  await page.keyboard.press("c");
  assert.equal(await page.evaluate(() => document.activeElement?.id), "status");
  await page.keyboard.type("n");
  assert.equal(await page.locator("#status").inputValue(), "n");
  await page.locator("#status").blur();
  await page.keyboard.press("n");
  assert.equal(await page.evaluate(() => document.activeElement?.textContent), "A gap");
  await mine.close();
});

test("a list is filtered while one types, and the address says so", async () => {
  const [mine, page] = await pageWith('<form data-instant action="/gaps"><label>Find<input name="find"></label></form><div id="results">all</div>');
  await page.route("**/gaps?find=*", (route) => {
    const find = new URL(route.request().url()).searchParams.get("find");
    return route.fulfill({ contentType: "text/html", body: `<title>Found</title><main><div id="results">only ${find}</div></main>` });
  });
  await page.getByLabel("Find", { exact: true }).pressSequentially("slow");
  await page.getByText("only slow", { exact: true }).waitFor();
  assert.equal(new URL(page.url()).search, "?find=slow");
  assert.equal(await page.getByLabel("Find", { exact: true }).inputValue(), "slow");
  await mine.close();
});
