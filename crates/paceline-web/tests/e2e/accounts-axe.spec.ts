// The pages of sign-in, one's own settings and admins by the rules of WCAG 2.2 AA, light and dark, and on a narrow screen.

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { wrongOn } from "./axe.ts";
import { ADA, AdasHouse, invite, signInAs } from "./house.ts";
import { linkIn } from "./parts.ts";

const house = AdasHouse.forThisFile();
const INSIDE = [
  "/start",
  "/settings",
  "/settings/name",
  "/settings/emails",
  "/settings/password",
  "/settings/passkeys",
  "/settings/tokens",
  "/settings/leave",
  "/settings/erase",
  "/notes/ada",
  "/admin",
  "/admin/invite",
  "/admin/invite/many",
  "/admin/people/ada",
  "/admin/people/ada/erase",
  "/admin/services",
  "/admin/sign-in",
  "/admin/providers/new",
  "/admin/audit",
];

/** Makes the links that pages outside are opened with, once for all. */
let links: Promise<{ invitation: string; signIn: string }> | undefined;

async function makeLinks(): Promise<{ invitation: string; signIn: string }> {
  const hers = await house.signedIn(ADA);
  const page = await hers.newPage();
  await invite(page, { name: "Mira Okafor", email: "" });
  const invitation = linkIn(await page.locator(".shown-once code").innerText());
  await hers.close();
  const outside = await house.browser();
  const asking = await outside.newPage();
  await asking.goto("/sign-in");
  await asking.getByText("Send me a link instead").click();
  await asking.getByLabel("Your e-mail address").fill(ADA.email);
  await asking.getByRole("button", { name: "Send me a link" }).click();
  await asking.getByRole("heading", { level: 1, name: "Look at your mail" }).waitFor();
  await outside.close();
  return { invitation, signIn: linkIn((await house.post.letterTo(ADA.email)).text) };
}

/** Each page outside, in each state that it has; `look` is called when it stands. */
async function eachOutside(page: Page, look: () => Promise<void>): Promise<void> {
  links ??= makeLinks();
  const { invitation, signIn } = await links;
  for (const path of ["/sign-in", invitation, signIn, house.firstLink]) {
    await page.goto(path, { waitUntil: "load" });
    await look();
  }
  await page.goto("/sign-in");
  await signInAs(page, { handle: "nobody", password: "what nobody has chosen" });
  await page.getByRole("alert").waitFor();
  await look();
  await page.getByText("Send me a link instead").click();
  await look();
  await page.getByLabel("Your e-mail address").fill("nobody@example.org");
  await page.getByRole("button", { name: "Send me a link" }).click();
  await page.getByRole("heading", { level: 1, name: "Look at your mail" }).waitFor();
  await look();
}

/** Each page inside, and what is shown once. */
async function eachInside(page: Page, look: () => Promise<void>): Promise<void> {
  for (const path of INSIDE) {
    const answer = await page.goto(path, { waitUntil: "load" });
    assert.equal(answer?.status(), 200, path);
    await look();
  }
  await invite(page, { name: "Noor Haddad", email: "" });
  await page.getByRole("heading", { level: 1, name: "Hand these links over" }).waitFor();
  await look();
  await page.goto("/settings/password");
  await page.getByLabel("New password").fill("short");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("alert").waitFor();
  await look();
  await page.goto("/settings/tokens");
  await page.getByLabel("What is it for?").fill("a look at the page of a token");
  await page.getByRole("checkbox").first().check();
  await page.getByRole("button", { name: "Make the token" }).click();
  await page.getByText("Copy it now").waitFor();
  await look();
}

for (const colorScheme of ["light", "dark"] as const) {
  test(`no page outside breaks a rule, ${colorScheme}`, async () => {
    const mine = await house.browser({ colorScheme });
    const page = await mine.newPage();
    assert.deepEqual(await broken(page, eachOutside), []);
    await mine.close();
  });

  test(`no page of settings or of admins breaks a rule, ${colorScheme}`, async () => {
    const mine = await house.signedIn(ADA, { colorScheme });
    const page = await mine.newPage();
    assert.deepEqual(await broken(page, eachInside), []);
    await mine.close();
  });
}

test("no page outside is wider than a narrow screen", async () => {
  const mine = await house.browser({ viewport: { width: 320, height: 640 } });
  const page = await mine.newPage();
  assert.deepEqual(await wide(page, eachOutside), []);
  await mine.close();
});

test("no page of settings or of admins is wider than a narrow screen", async () => {
  const mine = await house.signedIn(ADA, { viewport: { width: 320, height: 640 } });
  const page = await mine.newPage();
  assert.deepEqual(await wide(page, eachInside), []);
  await mine.close();
});

type Each = (page: Page, look: () => Promise<void>) => Promise<void>;

async function broken(page: Page, each: Each): Promise<string[]> {
  const found: string[] = [];
  await each(page, async () => {
    found.push(...(await wrongOn(page)));
  });
  return found;
}

async function wide(page: Page, each: Each): Promise<string[]> {
  const found: string[] = [];
  await each(page, async () => {
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    if (width > 320) found.push(`${new URL(page.url()).pathname}: ${width}`);
  });
  return found;
}
