// Signing in by password, where one goes on to, and the sessions that one sees and ends.

import assert from "node:assert/strict";
import { test } from "node:test";
import { ADA, AdasHouse, comesTo, refusal, seesToday, signInAs, signOut } from "./house.ts";
import { hasFocus, seesFocus, tabTo } from "./lib.ts";

const house = AdasHouse.forThisFile();

test("a wrong password is told kindly, the right one lets in, and one is where one wanted to go", async () => {
  const mine = await house.browser();
  const page = await mine.newPage();
  await page.goto("/gaps/new?goal=1");
  assert.equal(new URL(page.url()).pathname, "/sign-in");
  await signInAs(page, { handle: ADA.handle, password: "eight green hills sleep" });
  assert.equal(await refusal(page), "That name and password do not go together. Try again, or ask for a link by e-mail.");
  assert.equal(await page.getByLabel("E-mail or handle").inputValue(), ADA.handle);
  assert.equal(await page.getByLabel("Password", { exact: true }).inputValue(), "", "a password is never sent back");
  await signInAs(page, ADA);
  await page.waitForURL("**/gaps/new?goal=1");
  await page.getByRole("button", { name: "Record the gap" }).waitFor();
  await mine.close();
});

test("whoever is nobody here is told the same as with a wrong password", async () => {
  const mine = await house.browser();
  const page = await mine.newPage();
  await page.goto("/sign-in");
  await signInAs(page, { handle: "nobody", password: ADA.password });
  assert.equal(await refusal(page), "That name and password do not go together. Try again, or ask for a link by e-mail.");
  await mine.close();
});

test("whoever guesses shuts out themselves, and nobody else", async () => {
  const theirs = await house.browser();
  const page = await theirs.newPage();
  await page.goto("/sign-in");
  let said = "";
  for (let tries = 0; tries < 12 && !said.includes("too many tries"); tries += 1) {
    await signInAs(page, { handle: ADA.handle, password: `guess number ${tries} of many` });
    said = await refusal(page);
  }
  assert.match(said, /^There were too many tries\. Try again in \d+ (second|minute)s?, or sign in another way\.$/);
  const hers = await house.signedIn(ADA);
  await hers.close();
  await theirs.close();
});

test("the way on leads to no other site", async () => {
  const mine = await house.browser();
  const page = await mine.newPage();
  for (const next of ["https://example.org/", "//example.org", "/\\example.org", "javascript:alert(1)"]) {
    await page.goto(`/sign-in?next=${encodeURIComponent(next)}`);
    await signInAs(page, ADA);
    await seesToday(page);
    assert.equal(new URL(page.url()).origin, house.origin);
    await signOut(page);
  }
  await mine.close();
});

test("after sign-out nothing is to be seen, not even by going back", async () => {
  const mine = await house.signedIn(ADA);
  const page = await mine.newPage();
  await page.goto("/organisation");
  await page.getByRole("heading", { level: 1 }).waitFor();
  await signOut(page);
  await page.goBack();
  await page.getByRole("heading", { level: 1, name: "Sign in" }).waitFor();
  assert.deepEqual((await mine.cookies()).filter(({ name }) => name === "paceline"), []);
  await mine.close();
});

test("the cookie of a session is out of reach of scripts and of other sites, and a new one comes with each sign-in", async () => {
  const mine = await house.signedIn(ADA);
  const session = async () => (await mine.cookies()).find(({ name }) => name === "paceline");
  const first = await session();
  assert.ok(first?.httpOnly);
  assert.equal(first.sameSite, "Lax");
  assert.equal(first.path, "/");
  const page = await mine.newPage();
  await page.goto("/sign-in");
  await signInAs(page, ADA);
  await seesToday(page);
  assert.notEqual((await session())?.value, first.value);
  // The old one is good no more.
  const thief = await house.browser();
  await thief.addCookies([first]);
  const stolen = await thief.newPage();
  await stolen.goto("/");
  assert.equal(new URL(stolen.url()).pathname, "/sign-in");
  await thief.close();
  await mine.close();
});

test("one sees where one is signed in, and ends it from another browser", async () => {
  const desk = await house.signedIn(ADA);
  const phone = await house.signedIn(ADA, { userAgent: "Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0" });
  const left = await phone.newPage();
  await left.goto("/goals");
  await left.getByRole("heading", { level: 1, name: "Goals" }).waitFor();

  const page = await desk.newPage();
  await page.goto("/settings");
  const sessions = page.locator("section", { has: page.getByRole("heading", { name: "Where you are signed in" }) }).locator("li");
  assert.equal(await sessions.filter({ hasText: "this one" }).count(), 1);
  const ofPhone = sessions.filter({ hasText: "Firefox" });
  assert.equal(await ofPhone.count(), 1);
  await ofPhone.getByRole("button", { name: /^Sign out/ }).click();
  await comesTo(page, "/settings");
  await ofPhone.waitFor({ state: "detached" });

  await left.goto("/goals");
  assert.equal(new URL(left.url()).pathname, "/sign-in");
  await page.reload();
  await page.getByRole("heading", { level: 1, name: "Settings" }).waitFor();
  await phone.close();
  await desk.close();
});

test("everywhere else, then everywhere", async () => {
  const desk = await house.signedIn(ADA);
  const phone = await house.signedIn(ADA);
  const [page, other] = [await desk.newPage(), await phone.newPage()];
  await page.goto("/settings");
  await page.getByRole("button", { name: "Sign out everywhere else" }).click();
  await page.getByRole("button", { name: "Sign out everywhere else" }).waitFor({ state: "detached" });
  await other.goto("/");
  assert.equal(new URL(other.url()).pathname, "/sign-in");
  await page.getByRole("button", { name: "Sign out everywhere, here too" }).click();
  await comesTo(page, "/sign-in");
  await page.goto("/");
  assert.equal(new URL(page.url()).pathname, "/sign-in");
  await phone.close();
  await desk.close();
});

test("by keyboard alone", async () => {
  const mine = await house.browser();
  const page = await mine.newPage();
  await page.goto("/goals");
  await page.locator("#who:focus").waitFor();
  await page.keyboard.type(ADA.email);
  await page.keyboard.press("Tab");
  await seesFocus(page);
  assert.ok(await hasFocus(page.getByLabel("Password", { exact: true })));
  await page.keyboard.type(ADA.password);
  await page.keyboard.press("Enter");
  await comesTo(page, "/goals");
  await tabTo(page, page.locator("#me-menu > summary"));
  await page.keyboard.press("Enter");
  await tabTo(page, page.getByRole("button", { name: "Sign out", exact: true }));
  await page.keyboard.press("Enter");
  await comesTo(page, "/sign-in");
  await mine.close();
});

test("with scripts off", async () => {
  const mine = await house.browser({ javaScriptEnabled: false });
  const page = await mine.newPage();
  await page.goto("/goals");
  assert.match(await page.locator("noscript").innerText(), /^Passkeys need scripts, which are off in this browser\./);
  assert.equal(await page.getByRole("button", { name: "Sign in with a passkey" }).isVisible(), false);
  await signInAs(page, { ...ADA, password: "not this one at all" });
  assert.match(await refusal(page), /do not go together/);
  await signInAs(page, ADA);
  await comesTo(page, "/goals");
  await page.goto("/settings/passkeys");
  await page.locator("noscript").getByRole("link", { name: "Set a password" }).waitFor();
  assert.equal(await page.getByRole("button", { name: "Add it" }).isVisible(), false);
  await signOut(page);
  await mine.close();
});
