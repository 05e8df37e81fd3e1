// Passkeys, with Chromium's virtual authenticator: added, used to sign in, refused when they are not known here any more.

import assert from "node:assert/strict";
import { test } from "node:test";
import type { BrowserContext, CDPSession, Locator, Page } from "playwright-core";
import { ADA, AdasHouse, signOut } from "./house.ts";

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
  await page.waitForURL("**/settings");
  await kept(page, name).waitFor();
}

test("a passkey is added, signs in, and is used no more when it is removed", async () => {
  const mine = await house.signedIn(ADA);
  const page = await mine.newPage();
  const device = await Device.of(mine, page);
  await add(page, "my laptop");
  assert.equal(await device.holds(), 1);
  await signOut(page);

  await page.goto("/sign-in?next=/goals");
  console.log("after goto", page.url());
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await page.waitForURL("**/goals");
  await page.goto("/settings");
  await page.getByText(/with a passkey|by passkey/).first().waitFor();

  await page.getByRole("button", { name: "Remove the passkey my laptop" }).click();
  await kept(page, "my laptop").waitFor({ state: "detached" });
  await signOut(page);
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await page.getByText(REFUSED).waitFor();
  await page.goto("/");
  assert.equal(new URL(page.url()).pathname, "/sign-in", "a removed passkey lets nobody in");
  await mine.close();
});
