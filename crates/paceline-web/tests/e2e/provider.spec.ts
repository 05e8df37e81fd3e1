// Sign-in with a certified OpenID provider, through the whole flow in a browser; and each way in which it goes wrong.

import assert from "node:assert/strict";
import { test } from "node:test";
import type { BrowserContext, Page } from "playwright-core";
import { ADA, AdasHouse, comesTo, refusal, seesToday, signInAs, signOut } from "./house.ts";
import { OpenIdProvider } from "./parts.ts";

const NAME = "Village Hall";
const BUTTON = `Sign in with ${NAME}`;
const GRACE = { sub: "g-1", name: "Grace Hopper", email: "grace@example.org", email_verified: true, preferred_username: "grace" };

/** Ada's house, where she has set a provider up by the page of admins. */
class HouseWithProvider extends AdasHouse {
  readonly provider = new OpenIdProvider();

  override async start(): Promise<void> {
    await this.provider.start();
    await super.start();
    await this.provider.tell({ account: GRACE, redirects: [`${this.origin}/sign-in/with/hall/back`] });
    const hers = await this.signedIn(ADA);
    const page = await hers.newPage();
    await page.goto("/admin/sign-in");
    await page.getByRole("link", { name: "Add a provider" }).click();
    await page.getByLabel("What do people call it?").fill(NAME);
    await page.getByLabel("Short name for its address").fill("hall");
    await page.getByLabel("Issuer").fill(this.provider.issuer);
    await page.getByLabel("Client id").fill(this.provider.client);
    await page.getByLabel("The secret itself").fill(this.provider.secret);
    await page.getByRole("button", { name: "Save" }).click();
    await comesTo(page, "/admin/sign-in");
    await page.getByRole("button", { name: /^Look it up.*Village Hall$/ }).click();
    await page.getByText(`${NAME} answers, and says what it has to.`).waitFor();
    await hers.close();
  }

  override async end(): Promise<void> {
    await super.end();
    await this.provider.end();
  }
}

const house = HouseWithProvider.forThisFile();
const { provider } = house;

/** Goes to the provider and comes back, whatever comes of it. Says where the browser came back to. */
async function goAndReturn(page: Page): Promise<string> {
  await page.goto("/sign-in?next=/teams");
  const back = page.waitForRequest((request) => new URL(request.url()).pathname === "/sign-in/with/hall/back");
  await page.getByRole("link", { name: BUTTON }).click();
  return (await back).url();
}

/** Goes to the provider without looking at pages, and stops before the last step: the address to come back to. */
async function answerFor(theirs: BrowserContext): Promise<string> {
  let at = `${house.origin}/sign-in/with/hall`;
  while (!new URL(at).pathname.endsWith("/back")) {
    const answer = await theirs.request.get(at, { maxRedirects: 0 });
    at = new URL(answer.headers()["location"] ?? "/nowhere/back", at).href;
  }
  return at;
}

/** A page of ours says why not, nobody is signed in, and there is a way on. */
async function isKind(page: Page, why: string): Promise<void> {
  assert.equal(await refusal(page), why);
  assert.equal(new URL(page.url()).host, new URL(house.origin).host);
  assert.equal((await page.context().cookies()).some(({ name }) => name === "paceline"), false, "nobody is signed in");
  await page.getByRole("link", { name: BUTTON }).waitFor();
  // Another way still works from this very page.
  await signInAs(page, ADA);
  await page.locator("#me-menu > summary").waitFor();
  await signOut(page);
}

test("a newcomer comes in with an account of their own, and is the same person the next time", async () => {
  const theirs = await house.browser();
  const page = await theirs.newPage();
  await goAndReturn(page);
  await comesTo(page, "/teams");
  await page.goto("/people/grace");
  await page.getByRole("heading", { level: 1, name: GRACE.name }).waitFor();
  await page.goto("/settings");
  await page.getByText("@grace").first().waitFor();
  await signOut(page);
  await goAndReturn(page);
  await comesTo(page, "/teams");
  const people = await page.goto("/people?find=grace");
  assert.equal(people?.status(), 200);
  assert.equal(await page.locator("#results li.row").count(), 1, "no second account was made");
  await theirs.close();
});

test("after the provider has new keys, people come in as before", async () => {
  const theirs = await house.browser();
  const page = await theirs.newPage();
  await goAndReturn(page);
  await comesTo(page, "/teams");
  await signOut(page);
  await provider.tell({ rotate: true });
  await goAndReturn(page);
  await comesTo(page, "/teams");
  await theirs.close();
});

test("claims that come only when asked for do as well", async () => {
  await provider.tell({ claims: "when asked", account: { ...GRACE, sub: "l-1", name: "Lin Chen", preferred_username: "lin" } });
  const theirs = await house.browser();
  const page = await theirs.newPage();
  await goAndReturn(page);
  await comesTo(page, "/teams");
  await page.goto("/people/lin");
  await page.getByRole("heading", { level: 1, name: "Lin Chen" }).waitFor();
  await theirs.close();
  await provider.tell({ claims: "in the token", account: GRACE });
});

for (const [fault, why] of [
  ["nonce", `The answer of ${NAME} could not be verified. Begin again from the sign-in page. If it happens again, tell an administrator; the server's log says more.`],
  ["foreign key", `The answer of ${NAME} could not be verified. Begin again from the sign-in page. If it happens again, tell an administrator; the server's log says more.`],
  ["declines", `${NAME} did not sign you in. Begin again from the sign-in page.`],
] as const) {
  test(`a provider with a fault (${fault}) signs nobody in, and the page says so kindly`, async () => {
    await provider.tell({ fault });
    const theirs = await house.browser();
    const page = await theirs.newPage();
    await goAndReturn(page);
    await isKind(page, why);
    await theirs.close();
    await provider.tell({ fault: "none" });
  });
}

test("an answer that was used is good no more: not in the browser that used it, and not in another", async () => {
  const theirs = await house.browser();
  const page = await theirs.newPage();
  const back = await goAndReturn(page);
  await comesTo(page, "/teams");
  await signOut(page);
  const begun = "This sign-in was begun in another browser or more than ten minutes ago. Begin again from the sign-in page.";
  await page.goto(back);
  await isKind(page, begun);
  const thief = await house.browser();
  const stolen = await thief.newPage();
  await stolen.goto(back);
  await isKind(stolen, begun);
  await thief.close();
  await theirs.close();
});

test("an answer is good in the browser alone that asked for it", async () => {
  const theirs = await house.browser();
  const page = await theirs.newPage();
  const back = await answerFor(theirs);
  const other = await house.browser();
  const foreign = await other.newPage();
  await foreign.goto(back);
  assert.match(await refusal(foreign), /begun in another browser/);
  await other.close();
  await page.goto(back);
  await seesToday(page);
  await theirs.close();
});

test("a provider that is down, or talks nonsense, costs nobody the other ways", async () => {
  const silent = `${NAME} does not answer as it should at the moment. Try again in a few minutes, or sign in another way. If it lasts, tell an administrator; the server's log says more.`;
  const theirs = await house.browser();
  const page = await theirs.newPage();
  for (const fault of ["down", "nonsense"] as const) {
    // What it announced before is known for a while; a server that starts now knows nothing.
    await provider.tell({ fault });
    await house.stop();
    await house.serve();
    await page.goto("/sign-in");
    await page.getByRole("link", { name: BUTTON }).click();
    await isKind(page, silent);
  }
  await provider.tell({ fault: "none" });
  await goAndReturn(page);
  await comesTo(page, "/teams");
  await theirs.close();
});

test("a provider that goes down while somebody is there", async () => {
  const theirs = await house.browser();
  const page = await theirs.newPage();
  const back = await answerFor(theirs);
  await provider.tell({ fault: "down" });
  await page.goto(back);
  assert.match(await refusal(page), /does not answer as it should/);
  await provider.tell({ fault: "none" });
  await goAndReturn(page);
  await comesTo(page, "/teams");
  await theirs.close();
});
