// What islands add to the pages as they are. Only an answer that does not come is made up.

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { World, hasFocus, lookThroughEyesOf, recordGap, seesFocus, startInitiative, tabTo } from "./lib.ts";

const world = World.forThisFile();

test("a hover card comes on hover and on keyboard focus, can be reached, and goes with Esc", async () => {
  const mine = await world.browser();
  const page = await mine.newPage();
  let asked = 0;
  page.on("request", (request) => (asked += Number(new URL(request.url()).pathname.startsWith("/cards/"))));
  // Its time can be moved on.
  await page.clock.install();
  await page.goto("/initiatives?stage=active");
  const row = page.locator("main .rows > li", { has: page.locator("a.person") }).first();
  const link = row.locator("a.person");
  const card = page.locator("#hover-card");
  const name = await link.innerText();
  await link.hover();
  await card.getByRole("link", { name, exact: true }).waitFor();
  await card.hover();
  // Longer than the grace after which a card that was left would go.
  await page.clock.runFor(1000);
  assert.ok(await card.isVisible(), "the pointer may rest on the card");
  await page.keyboard.press("Escape");
  await card.waitFor({ state: "hidden" });
  // The pointer goes, so that it asks for nothing more.
  await page.mouse.move(0, 0);
  await row.locator("a.title").focus();
  await page.keyboard.press("Tab");
  assert.ok(await hasFocus(link));
  await card.waitFor();
  assert.equal(await link.getAttribute("aria-describedby"), "hover-card");
  await seesFocus(page);
  await page.keyboard.press("Shift+Tab");
  await card.waitFor({ state: "hidden" });
  assert.equal(asked, 1, "it is fetched once a page");
  await mine.close();
});

test("a reference in a text has a card of what it leads to", async () => {
  const mine = await world.browser();
  const page = await mine.newPage();
  await page.goto("/initiatives/1");
  const title = await page.getByRole("heading", { level: 1 }).innerText();
  await page.goto("/gaps/new");
  await page.getByLabel("How it is").fill("What I-1 began has stopped; ask @kenji.");
  await page.getByLabel("How it ought to be").fill("It goes on.");
  await page.getByRole("button", { name: "Record the gap" }).click();
  const card = page.locator("#hover-card");
  await page.locator(".prose").getByRole("link", { name: "I-1", exact: true }).hover();
  await card.getByRole("link", { name: `I-1 ${title}` }).waitFor();
  await page.locator(".prose").getByRole("link", { name: "@kenji" }).hover();
  await card.getByRole("link", { name: "Kenji Nakamura" }).waitFor();
  await mine.close();
});

test("a card is as new as the page", async () => {
  const [mine, theirs] = [await world.browser(), await world.browser()];
  const [page, other] = [await mine.newPage(), await theirs.newPage()];
  await lookThroughEyesOf(other, /^Sofia/);
  const at = await startInitiative(page, "What a card tells of");
  const reference = `I-${at.split("/").at(-1)}`;
  await recordGap(page, `It is told in ${reference}.`);
  await page.getByRole("heading", { level: 1, name: /It is told/ }).waitFor();
  const link = page.locator(".prose").getByRole("link", { name: reference, exact: true });
  const card = page.locator("#hover-card");
  await tabTo(page, link);
  await card.getByText("nobody follows").waitFor();
  const before = await page.locator("body").getAttribute("data-seq");
  await other.goto(at);
  await other.getByRole("button", { name: "Follow", exact: true }).click();
  await page.locator(`body:not([data-seq="${before}"])`).waitFor();
  assert.ok(await hasFocus(link));
  assert.equal(await link.getAttribute("aria-describedby"), "hover-card", "it is still told to those who listen");
  // The link before it has a card of its own, which may come at once.
  await page.keyboard.press("Shift+Tab");
  await card.getByText("nobody follows").waitFor({ state: "hidden" });
  await page.keyboard.press("Tab");
  await card.getByText("1 follows").waitFor();
  await mine.close();
  await theirs.close();
});

test("a card that does not come leaves the link alone", async () => {
  const mine = await world.browser();
  const page = await mine.newPage();
  await page.route("**/cards/**", (route) => route.abort());
  await page.goto("/initiatives?stage=active");
  const link = page.locator("main .rows a.person").first();
  const failed = page.waitForEvent("requestfailed");
  await link.hover();
  await failed;
  assert.ok(!(await page.locator("#hover-card").isVisible()));
  await link.click();
  await page.waitForURL("**/people/*");
  await mine.close();
});

/** Writes, looks at it by keyboard, and goes on writing. */
async function previews(page: Page, label: string): Promise<void> {
  const area = page.getByLabel(label);
  await tabTo(page, area);
  await page.keyboard.type("This is **bold** & for @kenji");
  // Its tabs are the nearest before it.
  await page.keyboard.press("Shift+Tab");
  await seesFocus(page);
  assert.equal(await page.evaluate(() => document.activeElement?.textContent), "Write");
  await page.keyboard.press("ArrowRight");
  await seesFocus(page);
  const panel = page.getByRole("tabpanel", { name: "Preview" });
  await panel.locator("strong", { hasText: "bold" }).waitFor();
  await panel.getByRole("link", { name: "@kenji" }).waitFor();
  assert.ok(await area.isHidden());
  await page.keyboard.press("ArrowLeft");
  assert.equal(await area.inputValue(), "This is **bold** & for @kenji");
  await page.keyboard.press("Tab");
  assert.ok(await hasFocus(area));
  await page.keyboard.type(", too");
  assert.equal(await area.inputValue(), "This is **bold** & for @kenji, too");
}

test("a text can be previewed and gone on with, by keyboard, in the form of a gap", async () => {
  const mine = await world.browser();
  const page = await mine.newPage();
  await page.goto("/gaps/new");
  await previews(page, "How it is");
  await mine.close();
});

test("a text can be previewed and gone on with, by keyboard, in a check-in", async () => {
  const mine = await world.browser();
  const page = await mine.newPage();
  await startInitiative(page, "A preview of every check-in");
  await previews(page, "What is new");
  await mine.close();
});

test("a preview that does not come says so, and what was written stays", async () => {
  const mine = await world.browser();
  const page = await mine.newPage();
  await page.route("**/preview", (route) => route.abort());
  await page.goto("/gaps/new");
  await page.getByLabel("How it is").fill("mine");
  await page.getByRole("tab", { name: "Preview" }).first().click();
  await page.getByText("The preview does not come just now.").waitFor();
  await page.getByRole("tab", { name: "Write" }).first().click();
  assert.equal(await page.getByLabel("How it is").inputValue(), "mine");
  await mine.close();
});

test("a page is copied as Markdown, or its link is followed", async () => {
  const mine = await world.browser();
  const page = await mine.newPage();
  await mine.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto("/initiatives/1");
  const title = await page.getByRole("heading", { level: 1 }).innerText();
  const link = page.getByRole("contentinfo").getByRole("link", { name: "Copy as Markdown" });
  await link.click();
  await page.getByRole("link", { name: "Copied" }).waitFor();
  assert.ok((await page.evaluate(() => navigator.clipboard.readText())).startsWith(`# I-1 ${title}`));
  await link.waitFor();
  await page.route("**as=markdown", (route) => (route.request().resourceType() === "fetch" ? route.abort() : route.continue()));
  await link.click();
  await page.waitForURL("**as=markdown");
  await mine.close();
});

test("a menu is walked with arrows and closes with Esc or elsewhere", async () => {
  const mine = await world.browser();
  const page = await mine.newPage();
  await page.goto("/organisation");
  const menu = page.locator("#new-menu");
  const items = menu.getByRole("link");
  await tabTo(page, menu.locator("summary"));
  await page.keyboard.press("Enter");
  await page.keyboard.press("ArrowDown");
  assert.ok(await hasFocus(items.first()));
  await page.keyboard.press("ArrowUp");
  assert.ok(await hasFocus(items.last()));
  await seesFocus(page);
  await page.keyboard.press("Escape");
  assert.equal(await menu.getAttribute("open"), null);
  assert.ok(await hasFocus(menu.locator("summary")));
  await page.keyboard.press("Enter");
  await page.locator("#as-of-menu > summary").click();
  assert.equal(await menu.getAttribute("open"), null, "one menu at a time");
  await page.getByRole("heading", { level: 1 }).click();
  assert.equal(await page.locator("details.menu[open]").count(), 0);
  await mine.close();
});

for (const [path, label, words] of [
  ["/initiatives", "Find", "every"],
  ["/gaps", "Find", "every"],
  ["/search", "Words, a name or a reference", "release"],
] as const) {
  test(`${path} is filtered while one types, and the address says so`, async () => {
    const mine = await world.browser();
    const page = await mine.newPage();
    await page.goto(path);
    await page.evaluate(() => document.documentElement.setAttribute("data-marked", ""));
    const field = page.getByLabel(label, { exact: true });
    await field.focus();
    await page.keyboard.type(words);
    await page.waitForURL(new RegExp(`[?&](find|q)=${words}(&|$)`));
    assert.equal(await field.inputValue(), words);
    assert.ok(await hasFocus(field));
    const found = Number(/\d+/.exec(await page.locator(".found").innerText())?.[0]);
    assert.ok(found > 0);
    assert.equal(await page.locator("html[data-marked]").count(), 1, "the page was not loaded again");
    // The address leads to the same.
    await page.reload();
    assert.equal(Number(/\d+/.exec(await page.locator(".found").innerText())?.[0]), found);
    assert.equal(await field.inputValue(), words);
    await mine.close();
  });
}
