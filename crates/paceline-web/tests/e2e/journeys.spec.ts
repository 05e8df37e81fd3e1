// What people come for, by keyboard alone: no pointer is used, and at each stop one sees where one is.

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Locator, Page } from "playwright-core";
import { World, hasFocus, newOne, recordGap, seesFocus, startInitiative, tabTo } from "./lib.ts";

const world = World.forThisFile();

async function enter(page: Page, target: Locator): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press("Enter");
}

async function write(page: Page, field: Locator, words: string): Promise<void> {
  await tabTo(page, field);
  await page.keyboard.type(words);
}

/** Past the rail and the bar. */
async function skip(page: Page): Promise<void> {
  await page.keyboard.press("Tab");
  await seesFocus(page);
  assert.ok(await hasFocus(page.getByRole("link", { name: "Skip to the page" })), "the first stop leads past the rail");
  await page.keyboard.press("Enter");
  await page.locator("#main:focus").waitFor();
}

/** From stop to stop through the form of the page: chooses what is first, writes where something is wanted, sends it. */
async function fillAndSend(page: Page, words: string): Promise<void> {
  const send = page.getByRole("main").locator("form.sheet").first().locator("button.main");
  for (;;) {
    await page.keyboard.press("Tab");
    await seesFocus(page);
    if (await hasFocus(send)) return page.keyboard.press("Enter");
    const kind = await page.evaluate(() => {
      const field = document.activeElement;
      if (field instanceof HTMLInputElement && field.type === "radio") return "choice";
      return field instanceof HTMLTextAreaElement && field.required ? "text" : "other";
    });
    if (kind === "choice") await page.keyboard.press("Space");
    if (kind === "text") await page.keyboard.type(words);
  }
}

test("the first thing that waits is done, and waits no more", async () => {
  const mine = await world.browser();
  const page = await mine.newPage();
  await page.goto("/");
  // What is only to be read has no form.
  const first = page.locator(".waiting > li").filter({ hasNotText: "Read it" }).first();
  const act = (await first.locator("a.button").getAttribute("href")) ?? "";
  const subject = (await first.locator(".title a").getAttribute("href")) ?? "";
  await skip(page);
  await enter(page, first.locator("a.button"));
  await page.waitForURL(`**${act}`);
  await skip(page);
  await fillAndSend(page, "One step further, and the next one is clear.");
  await page.waitForURL(`**${subject}`);
  await enter(page, page.getByRole("navigation", { name: "Paceline" }).getByRole("link", { name: "Today" }));
  await page.waitForURL(`${world.origin}/`);
  assert.equal(await page.locator(`.waiting a.button[href="${act}"]`).count(), 0);
  await mine.close();
});

test("an initiative is found by its words, followed, and told something", async () => {
  const mine = await world.browser();
  const page = await mine.newPage();
  await page.goto("/");
  const offered = page.locator("section", { has: page.getByRole("heading", { name: "Could use a follower" }) });
  const link = offered.locator("a.title").first();
  const title = (await link.innerText()).trim();
  const number = (await link.getAttribute("href"))?.split("/").at(-1);
  await page.keyboard.press("Control+k");
  await page.keyboard.type(title);
  // The last line repeats what was typed: this is the answer to all of it.
  await page.getByRole("option", { name: /^Search for ‘/ }).filter({ hasText: title.slice(-12) }).waitFor();
  const chosen = page.getByRole("option", { selected: true });
  await seesFocus(page);
  while (!(await chosen.innerText()).startsWith(`I-${number} `)) await page.keyboard.press("ArrowDown");
  await seesFocus(page);
  await page.keyboard.press("Enter");
  await page.waitForURL(`**/initiatives/${number}`);
  await skip(page);
  await enter(page, page.getByRole("button", { name: "Follow", exact: true }));
  await page.getByRole("heading", { name: "You follow" }).waitFor();
  await skip(page);
  await enter(page, page.getByRole("link", { name: "Give feedback" }));
  await page.waitForURL("**/feedback");
  assert.ok(await page.getByRole("radio", { name: /^optional nit/ }).isChecked(), "feedback starts as what blocks least");
  assert.ok(await hasFocus(page.getByLabel("What you want to say")), "one can write at once");
  await page.keyboard.type("‘Lane’ reads like *jargon*.");
  await enter(page, page.getByRole("button", { name: "Give it" }));
  await page.waitForURL(`**/initiatives/${number}`);
  const given = page.locator("#feedback").getByRole("listitem").filter({ hasText: "‘Lane’ reads like jargon." });
  assert.match(await given.first().innerText(), /^optional nit/);
  await mine.close();
});

test("n records a gap; an initiative starts from it, moves on, and c checks in", async () => {
  const mine = await world.browser();
  const page = await mine.newPage();
  await page.goto("/people");
  await page.keyboard.press("n");
  assert.ok(await hasFocus(newOne(page, /^Gap/)));
  await seesFocus(page);
  await page.keyboard.press("Enter");
  await page.waitForURL("**/gaps/new");
  assert.ok(await hasFocus(page.getByLabel("How it is")), "one can write at once");
  await seesFocus(page);
  await page.keyboard.type("The tour of the office takes a day.");
  await write(page, page.getByLabel("How it ought to be"), "An hour.");
  await enter(page, page.getByRole("button", { name: "Record the gap" }));
  await page.getByRole("heading", { level: 1, name: /The tour of the office/ }).waitFor();
  await skip(page);
  await enter(page, page.getByRole("link", { name: "Start an initiative" }));
  await page.waitForURL("**/initiatives/new");
  assert.ok(await hasFocus(page.getByLabel("Title")), "one can write at once");
  await page.keyboard.type("A tour that fits into an hour");
  await enter(page, page.getByRole("button", { name: "Start it" }));
  await page.getByRole("heading", { level: 1, name: "A tour that fits into an hour" }).waitFor();
  await skip(page);
  await enter(page, page.getByRole("link", { name: "Move the stage" }));
  await page.waitForURL("**/stage");
  await skip(page);
  await write(page, page.getByLabel("To", { exact: true }), "shared");
  await enter(page, page.getByRole("button", { name: "Move it" }));
  await page.getByRole("heading", { level: 1, name: "A tour that fits into an hour" }).waitFor();
  assert.match(await page.locator("[aria-current=step]").innerText(), /^shared/i);
  await page.keyboard.press("c");
  assert.ok(await hasFocus(page.getByRole("radio", { name: "on track" })), "c goes to the check-in");
  await seesFocus(page);
  await page.keyboard.press("Space");
  await write(page, page.getByLabel("What is new"), "Two tours, both done before lunch.");
  await enter(page, page.getByRole("button", { name: "Check in" }));
  await page.getByText("Two tours, both done before lunch.").first().waitFor();
  await mine.close();
});

test("a search is typed and a result opened", async () => {
  const mine = await world.browser();
  const page = await mine.newPage();
  await page.goto("/organisation");
  await page.keyboard.press("/");
  assert.ok(await hasFocus(page.getByRole("banner").getByRole("searchbox", { name: "Search" })));
  await seesFocus(page);
  await page.keyboard.type("release");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/search?q=release");
  await page.keyboard.press("/");
  await seesFocus(page);
  await page.keyboard.press("End");
  await page.keyboard.type(" check");
  await page.waitForURL("**/search?q=release+check");
  const results = page.getByRole("main").locator(".search-results");
  await results.getByText("check").first().waitFor();
  const first = results.locator("a.title").first();
  const to = (await first.getAttribute("href")) ?? "";
  await enter(page, first);
  await page.waitForURL(`**${to}`);
  await mine.close();
});

test("light or dark is chosen, and other eyes", async () => {
  const mine = await world.browser({ colorScheme: "light" });
  const page = await mine.newPage();
  await page.goto("/goals");
  const face = page.locator("#me-menu > summary");
  await enter(page, face);
  const dark = page.getByRole("button", { name: "Dark", exact: true });
  while (!(await hasFocus(dark))) {
    await page.keyboard.press("ArrowDown");
    await seesFocus(page);
  }
  await page.keyboard.press("Enter");
  await page.locator("html[data-theme=dark]").waitFor({ state: "attached" });
  assert.equal(new URL(page.url()).pathname, "/goals", "one is where one was");
  await enter(page, face);
  await enter(page, page.getByRole("button", { name: /^Sofia/ }));
  await page.getByRole("heading", { level: 1, name: "Hello, Sofia" }).waitFor();
  assert.equal(await page.locator("html[data-theme=dark]").count(), 1);
  await mine.close();
});

test("what has the focus keeps it while others do something", async () => {
  const [mine, theirs] = [await world.browser(), await world.browser()];
  const [page, other] = [await mine.newPage(), await theirs.newPage()];
  await recordGap(other, "The one to stand on");
  await page.goto("/gaps?sort=newest");
  const row = page.getByRole("link", { name: /The one to stand on/ });
  await page.keyboard.press("j");
  assert.ok(await hasFocus(row));
  await recordGap(other, "The one that pushes it down");
  await page.getByRole("link", { name: /The one that pushes it down/ }).waitFor();
  await page.locator("main a:focus", { hasText: "The one to stand on" }).waitFor();
  await seesFocus(page);
  await mine.close();
  await theirs.close();
});

test("the page itself has the focus when what had it has gone", async () => {
  const [mine, theirs] = [await world.browser(), await world.browser()];
  const [page, other] = [await mine.newPage(), await theirs.newPage()];
  await recordGap(other, "The one that will be closed");
  await other.getByRole("heading", { level: 1, name: /will be closed/ }).waitFor();
  const gap = other.url();
  await page.goto("/gaps?sort=newest&stage=open");
  await page.keyboard.press("j");
  assert.ok(await hasFocus(page.getByRole("link", { name: /The one that will be closed/ })));
  await other.goto(`${gap}/close`);
  await other.getByRole("main").getByRole("textbox").fill("It is done.");
  await other.getByRole("main").getByRole("button", { name: "Close the gap" }).click();
  await page.getByRole("link", { name: /The one that will be closed/ }).waitFor({ state: "detached" });
  await page.locator("#main:focus").waitFor();
  // And from there one goes on by keyboard as before.
  await page.keyboard.press("j");
  await page.locator("main .rows a:focus").waitFor();
  await mine.close();
  await theirs.close();
});

test("a menu that is open, and where one stands in it, stay", async () => {
  const [mine, theirs] = [await world.browser(), await world.browser()];
  const [page, other] = [await mine.newPage(), await theirs.newPage()];
  await page.goto("/initiatives?sort=newest");
  await page.keyboard.press("n");
  await page.keyboard.press("ArrowDown");
  const item = newOne(page, /^Initiative/);
  assert.ok(await hasFocus(item));
  await startInitiative(other, "Started beside an open menu");
  await page.getByRole("link", { name: /Started beside an open menu/ }).waitFor();
  assert.ok(await hasFocus(item));
  await seesFocus(page);
  await mine.close();
  await theirs.close();
});
