// Passkeys, with Chromium's virtual authenticator: added, used to sign in, refused when they are not known here any more.

import assert from "node:assert/strict";
import { test } from "node:test";
import type { BrowserContext, CDPSession, Locator, Page } from "playwright-core";
import { ADA, AdasHouse, KENJI, comesTo, invite, seesToday, signOut } from "./house.ts";
import { linkIn } from "./parts.ts";

const house = AdasHouse.forThisFile();
const REFUSED = "That passkey could not be used. Try again, or sign in another way.";

/** A device that unlocks itself, or does not. */
class Device {
  readonly #session: CDPSession;
  readonly #id: string;

  private constructor(session: CDPSession, id: string) {
    this.#session = session;
    this.#id = id;
  }

  static async of(context: BrowserContext, page: Page): Promise<Device> {
    const session = await context.newCDPSession(page);
    await session.send("WebAuthn.enable");
    const options = {
      protocol: "ctap2" as const,
      transport: "internal" as const,
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    };
    const { authenticatorId } = await session.send("WebAuthn.addVirtualAuthenticator", { options });
    return new Device(session, authenticatorId);
  }

  /** Whether whoever presses the button is who they should be. */
  async verifies(isUserVerified: boolean): Promise<void> {
    await this.#session.send("WebAuthn.setUserVerified", { authenticatorId: this.#id, isUserVerified });
  }

  async holds(): Promise<number> {
    const { credentials } = await this.#session.send("WebAuthn.getCredentials", { authenticatorId: this.#id });
    return credentials.length;
  }
}

/** A passkey in one's settings. */
function kept(page: Page, name: string): Locator {
  return page.getByText(`Passkey ${name}`, { exact: true });
}

async function add(page: Page, name: string): Promise<void> {
  await page.goto("/settings/passkeys");
  await page.getByLabel("What do you call it?").fill(name);
  await page.getByRole("button", { name: "Add it" }).click();
  await comesTo(page, "/settings");
  await kept(page, name).waitFor();
}

/** A browser that does not offer passkeys in the field itself, so that the button is what signs in. */
async function offersNothingInFields(page: Page): Promise<void> {
  await page.addInitScript(() => {
    PublicKeyCredential.isConditionalMediationAvailable = () => Promise.resolve(false);
  });
}

test("a passkey is added, signs in by the button, and is used no more when it is removed", async () => {
  const mine = await house.signedIn(ADA);
  const page = await mine.newPage();
  await offersNothingInFields(page);
  const device = await Device.of(mine, page);
  await add(page, "my laptop");
  assert.equal(await device.holds(), 1);
  await signOut(page);

  await page.goto("/sign-in?next=/goals");
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await comesTo(page, "/goals");
  await page.goto("/settings");
  await page.getByText("with a passkey").first().waitFor();

  await page.getByRole("button", { name: "Remove the passkey my laptop" }).click();
  await kept(page, "my laptop").waitFor({ state: "detached" });
  await signOut(page);
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await page.getByText(REFUSED).waitFor();
  await page.goto("/");
  assert.equal(new URL(page.url()).pathname, "/sign-in", "a removed passkey lets nobody in");
  await mine.close();
});

test("where the browser offers passkeys in the field, one signs in without the button", async () => {
  const mine = await house.signedIn(ADA);
  const page = await mine.newPage();
  await Device.of(mine, page);
  await add(page, "my phone");
  await page.locator("#me-menu > summary").click();
  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  // This device unlocks itself as soon as it is asked.
  await seesToday(page);
  await page.goto("/settings");
  await page.getByText("with a passkey").first().waitFor();
  await mine.close();
});

test("a device that its owner does not unlock lets nobody in, and the page says what to do", async () => {
  const mine = await house.signedIn(ADA);
  const page = await mine.newPage();
  await offersNothingInFields(page);
  const device = await Device.of(mine, page);
  await add(page, "my tablet");
  await signOut(page);
  await device.verifies(false);
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await page.getByText("That did not work. Try again, or sign in another way.").waitFor();
  await device.verifies(true);
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await seesToday(page);
  await mine.close();
});

test("whoever is invited may join with a passkey, and has no password", async () => {
  const hers = await house.signedIn(ADA);
  const page = await hers.newPage();
  await invite(page, KENJI);
  await page.getByRole("heading", { level: 1, name: "The invitations are on their way" }).waitFor();
  await hers.close();

  const his = await house.browser();
  const joining = await his.newPage();
  await offersNothingInFields(joining);
  await Device.of(his, joining);
  await joining.goto(linkIn((await house.post.letterTo(KENJI.email)).text));
  await joining.getByLabel("Your handle").fill(KENJI.handle);
  await joining.getByRole("radio", { name: /^A passkey/ }).check();
  await joining.getByRole("button", { name: "Join" }).click();
  await comesTo(joining, "/settings/passkeys");
  await joining.getByLabel("What do you call it?").fill("my key");
  await joining.getByRole("button", { name: "Add it" }).click();
  await comesTo(joining, "/settings");
  await joining.getByText("You have none.").waitFor();
  await signOut(joining);
  await joining.getByRole("button", { name: "Sign in with a passkey" }).click();
  await seesToday(joining);
  await his.close();
});
