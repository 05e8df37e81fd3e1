// A link by e-mail, through a real mail server: asked for, read, opened, used once.

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { ADA, AdasHouse, ORGANISATION, refusal, seesToday } from "./house.ts";
import { linkIn } from "./parts.ts";

const house = AdasHouse.forThisFile();

/** Asks for a link as a person does. */
async function askFor(page: Page, address: string): Promise<void> {
  await page.goto("/sign-in");
  await page.getByText("Send me a link instead").click();
  await page.getByLabel("Your e-mail address").fill(address);
  await page.getByRole("button", { name: "Send me a link" }).click();
}

test("the link in the letter signs in by its button, and looking at it does not use it up", async () => {
  const mine = await house.browser();
  const page = await mine.newPage();
  await askFor(page, ADA.email);
  await page.getByRole("heading", { level: 1, name: "Look at your mail" }).waitFor();
  const letter = await house.post.letterTo(ADA.email);
  assert.equal(letter.subject, `Sign in to ${ORGANISATION}`);
  const link = linkIn(letter.text);

  // Programs that look through mail follow links.
  for (let look = 0; look < 3; look += 1) assert.equal((await fetch(link)).status, 200);

  await page.goto(link);
  await page.getByText(`signs you in as ${ADA.name}`).waitFor();
  await page.getByRole("button", { name: "Sign in" }).click();
  await seesToday(page);

  const other = await house.browser();
  const late = await other.newPage();
  assert.equal((await late.goto(link))?.status(), 410);
  await late.getByRole("heading", { level: 1, name: "This link is over" }).waitFor();
  await late.goto("/");
  assert.equal(new URL(late.url()).pathname, "/sign-in", "nobody is signed in by a link that is over");
  await other.close();
  await mine.close();
});

test("two who press the button of one link: the second is told that it is over", async () => {
  const one = await house.browser();
  const other = await house.browser();
  const [first, second] = [await one.newPage(), await other.newPage()];
  await askFor(first, ADA.email);
  const link = linkIn((await house.post.letterTo(ADA.email, 2)).text);
  await first.goto(link);
  await second.goto(link);
  await first.getByRole("button", { name: "Sign in" }).click();
  await seesToday(first);
  await second.getByRole("button", { name: "Sign in" }).click();
  await second.getByRole("heading", { level: 1, name: "This link is over" }).waitFor();
  await one.close();
  await other.close();
});

test("an address that nobody has gets the same answer, and no letter", async () => {
  const mine = await house.browser();
  const page = await mine.newPage();
  await askFor(page, "nobody@example.org");
  await page.getByRole("heading", { level: 1, name: "Look at your mail" }).waitFor();
  // What was asked for later has come: nothing is on its way any more.
  await askFor(page, ADA.email);
  await house.post.letterTo(ADA.email, 3);
  assert.deepEqual(house.post.lettersTo("nobody@example.org"), []);
  await mine.close();
});

test("without scripts it works the same", async () => {
  const mine = await house.browser({ javaScriptEnabled: false });
  const page = await mine.newPage();
  await askFor(page, ADA.email);
  await page.getByRole("heading", { level: 1, name: "Look at your mail" }).waitFor();
  await page.goto(linkIn((await house.post.letterTo(ADA.email, 4)).text));
  await page.getByRole("button", { name: "Sign in" }).click();
  await seesToday(page);
  await mine.close();
});

test("what is no address is said to be none", async () => {
  const mine = await house.browser();
  const page = await mine.newPage();
  // Browsers let it go, and no mail server takes it.
  await askFor(page, "ada..lovelace@example.org");
  assert.match(await refusal(page), /'ada\.\.lovelace@example\.org' is not an e-mail address\. Write one such as/);
  assert.equal(await page.getByLabel("Your e-mail address").inputValue(), "ada..lovelace@example.org");
  await mine.close();
});
