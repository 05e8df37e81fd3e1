// The first start: a link creates the organisation, and its first person lets a colleague in.

import assert from "node:assert/strict";
import { test } from "node:test";
import { ADA, House, KENJI, ORGANISATION, aboutMe, createOrganisation, invite, refusal, seesToday } from "./house.ts";
import { linkIn } from "./parts.ts";

const house = House.forThisFile();
/** Links that are over. */
const used: string[] = [];

test("before the first link is used, every page leads to sign-in", async () => {
  const mine = await house.browser();
  const page = await mine.newPage();
  await page.goto("/initiatives");
  assert.equal(new URL(page.url()).pathname, "/sign-in");
  await mine.close();
});

test("an organisation without a name is refused, and what was typed stays", async () => {
  const mine = await house.browser();
  const page = await mine.newPage();
  await page.goto(house.firstLink);
  await page.getByRole("heading", { level: 1, name: "Welcome to Paceline" }).waitFor();
  // The form itself does not let go of nothing; blanks are nothing too.
  await page.getByLabel("What is your organisation called?").fill("  ");
  await aboutMe(page, ADA);
  await page.getByRole("button", { name: "Create the organisation" }).click();
  assert.match(await refusal(page), /name of the organisation is empty/);
  assert.equal(await page.getByLabel("Your name").inputValue(), ADA.name);
  // The link that was opened is used up; the page goes on under the one that stands in its form.
  used.push(house.firstLink);
  house.firstLink = new URL((await page.locator("form.sheet").getAttribute("action")) ?? "", house.origin).href;
  await mine.close();
});

test("the first person creates the organisation, and invites a colleague, who joins in another browser", async () => {
  const hers = await house.browser();
  const page = await hers.newPage();
  await createOrganisation(page, house.firstLink);
  await page.goto("/");
  await seesToday(page);
  assert.match(await page.getByRole("navigation", { name: "Paceline" }).innerText(), new RegExp(ORGANISATION));

  await invite(page, KENJI);
  await page.getByRole("heading", { level: 1, name: "The invitations are on their way" }).waitFor();
  const letter = await house.post.letterTo(KENJI.email);
  assert.equal(letter.subject, `${ADA.name} invites you to ${ORGANISATION}`);
  await page.goto("/admin");
  await page.locator("section", { has: page.getByRole("heading", { name: "Invited, not here yet" }) }).getByText(KENJI.name).first().waitFor();

  const his = await house.browser();
  const joining = await his.newPage();
  await joining.goto(linkIn(letter.text));
  await joining.getByRole("heading", { level: 1, name: `Join ${ORGANISATION}` }).waitFor();
  await aboutMe(joining, KENJI);
  await joining.getByRole("button", { name: "Join" }).click();
  await seesToday(joining);
  await joining.goto("/people");
  await joining.getByRole("main").getByRole("link", { name: ADA.name }).first().waitFor();

  // A member is no admin, and is told so kindly.
  await joining.goto("/admin");
  await joining.getByRole("heading", { level: 1, name: "This page is for admins" }).waitFor();
  used.push(house.firstLink, linkIn(letter.text));
  await his.close();
  await hers.close();
});

test("somebody without an address gets a link that is handed over, shown once", async () => {
  const hers = await house.signedIn(ADA);
  const page = await hers.newPage();
  await invite(page, { name: "Mira Okafor", email: "" });
  await page.getByRole("heading", { level: 1, name: "Hand these links over" }).waitFor();
  const link = linkIn(await page.locator(".shown-once code").innerText());
  const theirs = await house.browser();
  const joining = await theirs.newPage();
  await joining.goto(link);
  assert.equal(await joining.getByLabel("Your handle").inputValue(), "mira-okafor");
  await theirs.close();
  await hers.close();
});

test("a link that was used says so, and leads on", async () => {
  const mine = await house.browser();
  const page = await mine.newPage();
  assert.equal(used.length, 3);
  for (const link of used) {
    const answer = await page.goto(link);
    assert.equal(answer?.status(), 410);
    await page.getByRole("heading", { level: 1, name: "This link is over" }).waitFor();
    await page.getByRole("link", { name: "Go to sign-in" }).click();
    await page.getByRole("heading", { level: 1, name: "Sign in" }).waitFor();
  }
  await mine.close();
});
