// An organisation where people sign in: a server on a fresh folder, a real mail server, and what people do at the door.

import type { BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { World } from "./lib.ts";
import { Post, linkIn } from "./parts.ts";

export interface Somebody {
  name: string;
  handle: string;
  email: string;
  password: string;
}

export const ADA: Somebody = { name: "Ada Lovelace", handle: "ada", email: "ada@example.org", password: "seven quiet rivers meet" };
export const KENJI: Somebody = { name: "Kenji Sato", handle: "kenji", email: "kenji@example.org", password: "nine loud bridges sing" };
export const ORGANISATION = "Analytical Engines";

/** A server with sign-in, where nobody is yet. */
export class House extends World {
  readonly post = new Post();
  #machines = 0;
  /** Where the first person begins. */
  firstLink = "";

  override async start(): Promise<void> {
    await this.post.start();
    await super.start();
  }

  override async end(): Promise<void> {
    await super.end();
    await this.post.end();
  }

  protected override words(listen: string): string[] {
    const mail = ["--smtp", this.post.url, "--mail-from", "Paceline <paceline@example.org>"];
    const people = ["--trusted-proxy", "127.0.0.0/8", "--allow-private-networks"];
    return ["serve", "--listen", listen, "--data", this.folder, ...mail, ...people];
  }

  /** On a machine of its own: as behind a proxy, each comes from another address, and has its own budget of tries. */
  override async browser(options: BrowserContextOptions = {}): Promise<BrowserContext> {
    this.#machines += 1;
    return super.browser({ ...options, extraHTTPHeaders: { "x-forwarded-for": `192.0.2.${this.#machines}` } });
  }

  protected override heard(said: string): void {
    // By a name, as browsers want it for passkeys.
    this.origin = (/is at (http:\/\/[^/]+)/.exec(said)?.[1] ?? "").replace("127.0.0.1", "localhost");
    if (said.includes("/l/")) this.firstLink = linkIn(said);
  }

  override async serve(listen = new URL(this.origin).host): Promise<void> {
    await super.serve(listen.replace("localhost", "127.0.0.1"));
  }

  /** A browser in which somebody has signed in by password. */
  async signedIn(who: Somebody, options: BrowserContextOptions = {}): Promise<BrowserContext> {
    const theirs = await this.browser(options);
    const page = await theirs.newPage();
    await page.goto("/sign-in");
    await signInAs(page, who);
    await seesToday(page);
    await page.close();
    return theirs;
  }
}

/** The same, where Ada has created the organisation. */
export class AdasHouse extends House {
  override async start(): Promise<void> {
    await super.start();
    const hers = await this.browser();
    await createOrganisation(await hers.newPage(), this.firstLink);
    await hers.close();
  }
}

/** Opens the link of the first start, and goes through it. */
export async function createOrganisation(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await page.getByLabel("What is your organisation called?").fill(ORGANISATION);
  await aboutMe(page, ADA);
  await page.getByLabel("Your e-mail address").fill(ADA.email);
  await page.getByRole("button", { name: "Create the organisation" }).click();
  await comesTo(page, "/start");
}

/** Fills in who somebody is, and a password. */
export async function aboutMe(page: Page, who: Somebody): Promise<void> {
  await page.getByLabel("Your name").fill(who.name);
  await page.getByLabel("Your handle").fill(who.handle);
  await page.getByRole("radio", { name: "A password" }).check();
  await page.getByLabel("New password").fill(who.password);
}

/** Types into the form of the sign-in page, and sends it. */
export async function signInAs(page: Page, { handle, password }: { handle: string; password: string }): Promise<void> {
  await page.getByLabel("E-mail or handle").fill(handle);
  await page.getByLabel("Password", { exact: true }).fill(password);
  // A refusal looks like the page that was there before: the answer is what comes new.
  const answer = page.waitForEvent("domcontentloaded");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await answer;
}

/** By the path alone: the sign-in page has where one wanted to go in its query. */
export async function comesTo(page: Page, path: string): Promise<void> {
  await page.waitForURL((url) => url.pathname === path);
}

export async function seesToday(page: Page): Promise<void> {
  await comesTo(page, "/");
  await page.locator("#me-menu > summary").waitFor();
}

/** Signs out by the menu of the face. */
export async function signOut(page: Page): Promise<void> {
  await page.locator("#me-menu > summary").click();
  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await comesTo(page, "/sign-in");
}

/** Invites somebody by the page of admins. */
export async function invite(page: Page, { name, email }: { name: string; email: string }): Promise<void> {
  await page.goto("/admin/invite");
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByLabel("E-mail address").fill(email);
  await page.getByRole("button", { name: "Invite", exact: true }).click();
}

/** The page says why not, and what to do instead. */
export async function refusal(page: Page): Promise<string> {
  const alert = page.getByRole("alert");
  await alert.waitFor();
  return (await alert.innerText()).replace(/\s+/g, " ").trim();
}
