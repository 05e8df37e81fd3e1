// Two people at once: what one does shows on every open page of the other.

import assert from "node:assert/strict";
import { test } from "node:test";
import { World, isMarked, lookThroughEyesOf, mark, startInitiative } from "./lib.ts";

const world = World.forThisFile();

test("who leads sees who follows and what they say, on every open page", async () => {
  const [priyas, lucas] = [await world.browser(), await world.browser()];
  const page = await priyas.newPage();
  await lookThroughEyesOf(page, /^Sofia/);
  await page.getByRole("heading", { level: 1, name: "Hello, Sofia" }).waitFor();
  const at = await startInitiative(page, "One list of everything that runs");
  const [today, list] = [await priyas.newPage(), await priyas.newPage()];
  await today.goto("/");
  await list.goto("/initiatives?sort=newest");
  for (const tab of [page, today, list]) await mark(tab);

  const other = await lucas.newPage();
  await other.goto(at);
  await other.getByRole("button", { name: "Follow", exact: true }).click();
  await other.getByRole("heading", { name: "You follow" }).waitFor();
  await page.getByText("first follower Luca Lindqvist").waitFor();
  for (const tab of [today, list]) {
    const row = tab.locator("li.row", { has: tab.getByRole("link", { name: /One list of everything that runs/ }) });
    await row.getByText("1 follows").first().waitFor();
  }

  await other.getByRole("link", { name: "Give feedback" }).click();
  await other.getByLabel("What you want to say").fill("What runs only at night is missing.");
  await other.getByRole("radio", { name: /^suggestion/ }).check();
  await other.getByRole("button", { name: "Give it" }).click();
  for (const tab of [other, page]) await tab.locator("#feedback").getByText("What runs only at night is missing.").waitFor();
  const waits = today.locator(".waiting > li", { hasText: "One list of everything that runs" }).filter({ hasText: "Luca Lindqvist left you a suggestion" });
  await waits.getByRole("link", { name: /^Answer/ }).waitFor();

  // And the other way round: an answer shows to whoever gave it, and waits no more.
  await mark(other);
  const fourth = await priyas.newPage();
  await fourth.goto("/");
  await fourth.locator(".waiting > li", { hasText: "One list of everything that runs" }).getByRole("link", { name: /^Answer/ }).click();
  await fourth.getByRole("radio", { name: "taken up", exact: true }).check();
  await fourth.getByRole("button", { name: "Answer" }).click();
  await other.getByText(/taken up by Sofia/).waitFor();
  await waits.waitFor({ state: "detached" });
  for (const tab of [page, today, list, other]) assert.ok(await isMarked(tab), "no page was loaded again");
  await priyas.close();
  await lucas.close();
});

test("a person sees what only they see, in one browser and not in the other", async () => {
  const [martas, lucas] = [await world.browser(), await world.browser()];
  const [page, other] = [await martas.newPage(), await lucas.newPage()];
  await lookThroughEyesOf(page, /^Marta/);
  for (const [tab, own] of [[page, 1], [other, 0]] as const) {
    await tab.goto("/people/marta");
    assert.equal(await tab.getByRole("heading", { name: /^Your paceline/ }).count(), own);
  }
  await martas.close();
  await lucas.close();
});
