// Everything works without scripts, on the narrowest screen.

import assert from "node:assert/strict";
import { test } from "node:test";
import type { BrowserContext, Page } from "playwright-core";
import { World, newOne } from "./lib.ts";

const world = World.forThisFile();

async function plain(): Promise<[BrowserContext, Page]> {
  const mine = await world.browser({ javaScriptEnabled: false, viewport: { width: 320, height: 640 } });
  return [mine, await mine.newPage()];
}

test("without scripts the first thing that waits is done", async () => {
  const [mine, page] = await plain();
  await page.goto("/");
  const first = page.locator(".waiting > li", { has: page.getByRole("link", { name: /^Check in/ }) }).first();
  const act = (await first.locator("a.button").getAttribute("href")) ?? "";
  const subject = (await first.locator(".title a").getAttribute("href")) ?? "";
  await first.locator("a.button").click();
  await page.getByRole("radio", { name: "on track" }).check();
  await page.getByLabel("What is new").fill("Three of ten are done.");
  await page.getByRole("button", { name: "Check in" }).click();
  await page.waitForURL(`**${subject}`);
  await page.getByText("Three of ten are done.").first().waitFor();
  await page.goto("/");
  assert.equal(await page.locator(`.waiting a.button[href="${act}"]`).count(), 0);
  await mine.close();
});

test("without scripts an initiative is searched, followed, and told something", async () => {
  const [mine, page] = await plain();
  await page.goto("/");
  const offered = page.locator("section", { has: page.getByRole("heading", { name: "Could use a follower" }) });
  const link = offered.locator("a.title").first();
  const [title, address] = [(await link.innerText()).trim(), (await link.getAttribute("href")) ?? ""];
  const field = page.getByRole("banner").getByRole("searchbox", { name: "Search" });
  await field.fill(title);
  await field.press("Enter");
  await page.locator(`.search-results a.title[href="${address}"]`).click();
  await page.getByRole("button", { name: "Follow", exact: true }).click();
  await page.getByRole("heading", { name: "You follow" }).waitFor();
  await page.getByRole("link", { name: "Give feedback" }).click();
  assert.ok(await page.getByRole("radio", { name: /^optional nit/ }).isChecked());
  await page.getByLabel("What you want to say").fill("Said without a script.");
  await page.getByRole("button", { name: "Give it" }).click();
  await page.locator("#feedback").getByRole("listitem").filter({ hasText: "Said without a script." }).first().waitFor();
  await mine.close();
});

test("without scripts a gap is recorded, an initiative starts from it, moves on and checks in", async () => {
  const [mine, page] = await plain();
  await page.goto("/");
  await page.locator("#new-menu > summary").click();
  await newOne(page, /^Gap/).click();
  await page.getByLabel("How it is").fill("Runbooks are read once.");
  await page.getByLabel("How it ought to be").fill("Whenever they help.");
  await page.getByRole("button", { name: "Record the gap" }).click();
  await page.getByRole("link", { name: "Start an initiative" }).click();
  await page.getByLabel("Title").fill("Runbooks that read well");
  await page.getByRole("button", { name: "Start it" }).click();
  await page.getByRole("heading", { level: 1, name: "Runbooks that read well" }).waitFor();
  await page.getByRole("link", { name: "Move the stage" }).click();
  await page.getByLabel("To", { exact: true }).selectOption("shared");
  await page.getByRole("button", { name: "Move it" }).click();
  await page.locator("[aria-current=step]", { hasText: "shared" }).waitFor();
  await page.getByRole("radio", { name: "on track" }).check();
  await page.getByLabel("What is new").fill("The first two are written.");
  await page.getByRole("button", { name: "Check in" }).click();
  await page.getByText("The first two are written.").first().waitFor();
  await mine.close();
});

test("without scripts the rail opens by its button and leads on", async () => {
  const [mine, page] = await plain();
  await page.goto("/");
  const rail = page.getByRole("navigation", { name: "Paceline" });
  assert.ok(!(await rail.isVisible()));
  await page.getByRole("button", { name: "Menu" }).click();
  await rail.getByRole("link", { name: /^Initiatives/ }).click();
  await page.waitForURL("**/initiatives");
  assert.ok(!(await rail.isVisible()));
  await mine.close();
});

test("without scripts one chooses dark and other eyes", async () => {
  const [mine, page] = await plain();
  await page.goto("/gaps");
  await page.locator("#me-menu > summary").click();
  await page.getByRole("button", { name: "Dark", exact: true }).click();
  await page.locator("html[data-theme=dark]").waitFor({ state: "attached" });
  assert.equal(new URL(page.url()).pathname, "/gaps");
  await page.locator("#me-menu > summary").click();
  await page.getByRole("button", { name: /^Sofia/ }).click();
  await page.getByRole("heading", { level: 1, name: "Hello, Sofia" }).waitFor();
  await mine.close();
});

test("without scripts one looks at a past day, and comes back", async () => {
  const [mine, page] = await plain();
  await page.goto("/gaps");
  await page.locator("#as-of-menu > summary").click();
  await page.getByRole("button", { name: "A month ago" }).click();
  await page.getByRole("note").getByText("As it stood on").waitFor();
  await page.getByRole("main").locator(".rows a.title").first().click();
  await page.waitForURL(/\/gaps\/\d+\?at=/);
  assert.equal(await page.getByRole("link", { name: "Start an initiative" }).count(), 0, "nothing can be done in the past");
  await page.getByRole("note").getByRole("link", { name: "back to today" }).click();
  await page.waitForURL(/\/gaps\/\d+$/);
  await mine.close();
});

test("without scripts a page is a page of Markdown", async () => {
  const [mine, page] = await plain();
  await page.goto("/initiatives/1");
  const title = await page.getByRole("heading", { level: 1 }).innerText();
  await page.getByRole("link", { name: "Copy as Markdown" }).click();
  await page.waitForURL("**as=markdown");
  assert.ok((await page.locator("pre").innerText()).startsWith(`# I-1 ${title}`));
  await mine.close();
});
