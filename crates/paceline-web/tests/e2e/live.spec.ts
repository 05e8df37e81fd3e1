// What others do shows on an open page: in another window, in several tabs, after the connection was lost.

import assert from "node:assert/strict";
import { test } from "node:test";
import { World, isMarked, mark, recordGap, startInitiative } from "./lib.ts";

const world = World.forThisFile();
const NEWEST = "/gaps?sort=newest";

test("an act in another window shows without reload", async () => {
  const [mine, theirs] = [await world.browser(), await world.browser()];
  const [page, other] = [await mine.newPage(), await theirs.newPage()];
  await page.goto(NEWEST);
  await mark(page);
  const sent = await recordGap(other, "Nobody reads the incident reports");
  await page.getByRole("link", { name: /Nobody reads the incident reports/ }).waitFor();
  const took = performance.now() - sent;
  assert.ok(await isMarked(page), "the page was not loaded again");
  await page.getByText("Updated", { exact: true }).waitFor({ state: "attached" });
  // Said and not asserted: a busy machine is slow and not wrong.
  console.log(`shown after ${Math.round(took)} ms`);
  await mine.close();
  await theirs.close();
});

test("the tabs of a browser share one stream, and hand it on", async () => {
  const mine = await world.browser();
  let streams = 0;
  mine.on("request", (request) => {
    if (new URL(request.url()).pathname === "/live") streams += 1;
  });
  const tabs = [await mine.newPage(), await mine.newPage(), await mine.newPage()];
  for (const tab of tabs) await tab.goto(NEWEST);
  const theirs = await world.browser();
  const other = await theirs.newPage();
  await recordGap(other, "Three tabs, one truth");
  for (const tab of tabs) await tab.getByRole("link", { name: /Three tabs, one truth/ }).waitFor();
  assert.equal(streams, 1);
  await tabs[0]?.close();
  await recordGap(other, "The first tab has gone");
  for (const tab of tabs.slice(1)) await tab.getByRole("link", { name: /The first tab has gone/ }).waitFor();
  assert.equal(streams, 2);
  await mine.close();
  await theirs.close();
});

test("what somebody is writing stays, and so does where they are", async () => {
  const [mine, theirs] = [await world.browser(), await world.browser()];
  const [page, other] = [await mine.newPage(), await theirs.newPage()];
  await page.goto("/gaps/new");
  const field = page.getByLabel("How it is");
  await field.fill("Half a sen");
  const before = await page.locator("body").getAttribute("data-seq");
  await recordGap(other, "Meanwhile");
  await page.locator(`body:not([data-seq="${before}"])`).waitFor();
  assert.equal(await field.inputValue(), "Half a sen");
  await page.keyboard.type("tence");
  assert.equal(await field.inputValue(), "Half a sentence", "the focus is still in the field");
  await mine.close();
  await theirs.close();
});

test("what somebody has opened stays open", async () => {
  const [mine, theirs] = [await world.browser(), await world.browser()];
  const [page, other] = [await mine.newPage(), await theirs.newPage()];
  await page.goto("/me");
  const more = page.getByText(/^From the beginning/);
  await more.click();
  await page.getByRole("columnheader", { name: "What" }).waitFor();
  await startInitiative(other, "While it is open");
  await page.getByRole("link", { name: /While it is open/ }).first().waitFor();
  assert.ok(await page.getByRole("columnheader", { name: "What" }).isVisible());
  await mine.close();
  await theirs.close();
});

test("a form that was refused keeps what was typed", async () => {
  const [mine, theirs] = [await world.browser(), await world.browser()];
  const [page, other] = [await mine.newPage(), await theirs.newPage()];
  await page.goto("/gaps/new");
  await page.getByLabel("How it is").fill("Kept");
  await page.getByLabel("How it ought to be").fill("Kept too");
  await page.getByLabel("Goal").fill("no such goal");
  await page.getByRole("button", { name: "Record the gap" }).click();
  await page.getByRole("alert").waitFor();
  // Another tab hears what this one would hear; with the second thing that it shows, this one would show the first.
  const witness = await mine.newPage();
  await witness.goto(NEWEST);
  for (const is of ["After the refusal", "And after that"]) {
    await recordGap(other, is);
    await witness.getByRole("link", { name: new RegExp(is) }).waitFor();
  }
  assert.equal(await page.getByLabel("How it is").inputValue(), "Kept");
  assert.ok(await page.getByRole("alert").isVisible());
  await mine.close();
  await theirs.close();
});

test("a look at the past does not change", async () => {
  const mine = await world.browser();
  const page = await mine.newPage();
  let asked = false;
  page.on("request", (request) => (asked ||= request.url().endsWith("/live")));
  await page.goto("/gaps?at=2026-01-01", { waitUntil: "networkidle" });
  assert.equal(await page.locator("body[data-seq]").count(), 0);
  assert.ok(!asked);
  await mine.close();
});

test("what was missed while the server was away shows when it is back", async () => {
  const [mine, theirs] = [await world.browser(), await world.browser()];
  const [page, other] = [await mine.newPage(), await theirs.newPage()];
  await page.goto(NEWEST);
  await mark(page);
  await world.stop();
  await page.getByText("No connection").waitFor();
  await world.serve();
  await recordGap(other, "Recorded after the restart");
  await page.getByRole("link", { name: /Recorded after the restart/ }).waitFor();
  assert.ok(await isMarked(page), "the page was not loaded again");
  await page.getByText("No connection").waitFor({ state: "detached" });
  await mine.close();
  await theirs.close();
});
