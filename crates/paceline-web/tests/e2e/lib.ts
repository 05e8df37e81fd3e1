// A demo of its own for each file of tests, a real Chromium, and what several tests do.

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before } from "node:test";
import { type Browser, type BrowserContext, type BrowserContextOptions, type Locator, type Page, chromium } from "playwright-core";

const PEOPLE = ["--people", "40", "--years", "2"];
/** A page of each kind. */
export const PAGES = [
  "/",
  "/signals",
  "/goals",
  "/goals/1",
  "/gaps",
  "/gaps/1",
  "/gaps/1/alternatives",
  "/initiatives",
  "/initiatives/1",
  "/initiatives?find=nothing+is+called+this",
  "/teams",
  "/teams/engineering",
  "/people",
  "/people/luca",
  "/people/kenji",
  "/organisation",
  "/alignment",
  "/results",
  "/results?from=2020-01-01",
  "/alignment/changes",
  "/insights",
  "/search",
  "/search?q=release",
  "/search?q=nothinghasthis",
];
/** The same on a day that has passed. */
export const PAST = ["/?at=2026-06-01", "/initiatives/1?at=2026-06-01", "/goals/1?at=2026-06-01"];
/** Every form. */
export const FORMS = [
  "/gaps/new",
  "/gaps/1/close",
  "/gaps/1/see-too",
  "/gaps/1/set-measure",
  "/gaps/1/merge",
  "/gaps/1/split",
  "/gaps/1/initiatives/new",
  "/goals/new",
  "/goals/1/key-results/new",
  "/goals/1/check-in",
  "/goals/1/close",
  "/initiatives/new",
  "/initiatives/1/follow",
  "/initiatives/1/step-back",
  "/initiatives/1/take-lead",
  "/initiatives/1/hand-over",
  "/initiatives/1/stage",
  "/initiatives/1/check-in",
  "/initiatives/1/rhythm",
  "/initiatives/1/serve",
  "/initiatives/1/ask",
  "/initiatives/1/answer",
  "/initiatives/1/feedback",
  "/organisation/name",
  "/organisation/threshold",
];
/** More than the links of any page. */
const MOST_STOPS = 150;
export const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** An invented organisation and a browser, for as long as the tests of a file run. */
export class World {
  protected readonly folder = mkdtempSync(join(tmpdir(), "paceline-browser-"));
  #server: ChildProcess | undefined;
  #browser: Browser | undefined;
  /** `http://127.0.0.1:PORT`. */
  origin = "";

  /** To be called at the top of a file of tests. */
  static forThisFile<T extends World>(this: new () => T): T {
    const world = new this();
    before(() => world.start());
    after(() => world.end());
    return world;
  }

  /** Opens the demo and the browser. */
  async start(): Promise<void> {
    await this.serve("127.0.0.1:0");
    this.#browser = await chromium.launch({ executablePath: needed("PACELINE_CHROMIUM"), args: FLAGS });
  }

  async end(): Promise<void> {
    await this.#browser?.close();
    await this.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** What the program is asked for. */
  protected words(listen: string): string[] {
    return ["demo", "--listen", listen, "--data", this.folder, ...PEOPLE];
  }

  /** Reads what the program says when it starts. */
  protected heard(said: string): void {
    this.origin = /is at (http:\/\/[^/]+)/.exec(said)?.[1] ?? "";
  }

  async serve(listen = new URL(this.origin).host): Promise<void> {
    const server = spawn(needed("PACELINE_PROGRAM"), this.words(listen), { stdio: ["ignore", "pipe", "inherit"] });
    this.#server = server;
    let said = "";
    for await (const piece of server.stdout) {
      said += String(piece);
      if (!/is at http\S+ /.test(said)) continue;
      this.heard(said);
      // Whatever it says later must not block it.
      server.stdout.resume();
      return;
    }
    throw new Error(`the server did not start: ${said}`);
  }

  /** Ends the server as a system does, and waits until it is gone. */
  async stop(): Promise<void> {
    const server = this.#server;
    if (!server || server.exitCode !== null) return;
    const gone = once(server, "exit");
    server.kill("SIGTERM");
    await gone;
  }

  /** A browser of its own, as far as cookies and tabs go. */
  async browser(options: BrowserContextOptions = {}): Promise<BrowserContext> {
    if (!this.#browser) throw new Error("the browser is not started");
    const context = await this.#browser.newContext({ baseURL: this.origin, ...options });
    context.setDefaultTimeout(30_000);
    return context;
  }
}

export function needed(variable: string): string {
  const value = process.env[variable];
  if (!value) throw new Error(`${variable} is not set: run \`cargo xtask browser\``);
  return value;
}

/** Goes on by keyboard until something has the focus, and sees at each stop that one can see where one is. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor({ state: "attached" });
  for (let stops = 0; stops < MOST_STOPS; stops += 1) {
    const way = await target.evaluate((element) => {
      const focused = document.activeElement ?? document.body;
      if (focused === element) return "here";
      return focused.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_PRECEDING ? "Shift+Tab" : "Tab";
    });
    if (way === "here") return;
    await page.keyboard.press(way);
    await seesFocus(page);
  }
  throw new Error(`${MOST_STOPS} stops do not reach ${String(target)}`);
}

/** What has the focus shows it; in a list below a field, the option that is chosen. */
export async function seesFocus(page: Page): Promise<void> {
  const unseen = await page.evaluate(() => {
    const focused = document.activeElement;
    if (!focused || focused === document.body) return "nothing";
    const shown = document.getElementById(focused.getAttribute("aria-activedescendant") ?? "") ?? focused;
    const { outlineStyle, outlineWidth } = getComputedStyle(shown);
    // The page itself, after a skip or when what had the focus is gone.
    if (shown.id === "main" || (outlineStyle !== "none" && parseFloat(outlineWidth) > 0)) return undefined;
    return shown.outerHTML.slice(0, 200);
  });
  if (unseen) throw new Error(`the focus is not to be seen: ${unseen}`);
}

/** Whether the focus is there. */
export async function hasFocus(target: Locator): Promise<boolean> {
  return target.evaluate((element) => element === document.activeElement);
}

/** Records a gap as a person does, and says when it was sent. */
export async function recordGap(page: Page, is: string): Promise<number> {
  await page.goto("/gaps/new");
  await page.getByLabel("How it is").fill(is);
  await page.getByLabel("How it ought to be").fill("Otherwise");
  const sent = performance.now();
  await page.getByRole("button", { name: "Record the gap" }).click();
  return sent;
}

/** Marks the document, to see later that it is still the same one. */
export async function mark(page: Page): Promise<void> {
  await page.evaluate(() => document.documentElement.setAttribute("data-marked", ""));
}

export async function isMarked(page: Page): Promise<boolean> {
  return (await page.locator("html[data-marked]").count()) === 1;
}

/** Starts an initiative as a person does, and says where it is. */
export async function startInitiative(page: Page, title: string): Promise<string> {
  await page.goto("/initiatives/new");
  await page.getByLabel("Title").fill(title);
  await page.getByRole("button", { name: "Start it" }).click();
  await page.getByRole("heading", { level: 1, name: title }).waitFor();
  return new URL(page.url()).pathname;
}

/** Looks through the eyes of somebody else, by the menu of the face. */
export async function lookThroughEyesOf(page: Page, name: RegExp): Promise<void> {
  await page.goto("/");
  await page.locator("#me-menu > summary").click();
  await page.getByRole("button", { name }).click();
  await page.waitForURL("/");
}

/** An entry of the menu of what is new. */
export function newOne(page: Page, name: RegExp): Locator {
  return page.locator("#new-menu").getByRole("link", { name });
}
