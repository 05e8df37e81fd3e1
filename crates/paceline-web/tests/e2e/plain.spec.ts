// Everything works without scripts: the main journey with them switched off.

import assert from "node:assert/strict";
import { test } from "node:test";
import { World } from "./lib.ts";

const world = World.forThisFile();

test("without scripts one finds an initiative, follows it, starts one and checks in", async () => {
  const mine = await world.browser({ javaScriptEnabled: false });
  const page = await mine.newPage();
  await page.goto("/");
  await page.getByRole("button", { name: /^Follow/ }).first().click();
  await page.waitForURL(/\/initiatives\/\d+/);
  await page.getByText("You follow").first().waitFor();

  await page.goto("/initiatives/new");
  await page.getByLabel("Title").fill("Runbooks that read well");
  await page.getByRole("main").getByRole("button").last().click();
  await page.waitForURL(/\/initiatives\/\d+$/);
  assert.match(await page.getByRole("heading", { level: 1 }).innerText(), /Runbooks that read well/);

  await page.goto(`${page.url()}/check-in`);
  await page.getByLabel("On track").check();
  const words = page.getByRole("main").getByRole("textbox").first();
  await words.fill("Three of ten are done.");
  await page.getByRole("main").getByRole("button", { name: /check in/i }).click();
  await page.getByText("Three of ten are done.").first().waitFor();
  await mine.close();
});
