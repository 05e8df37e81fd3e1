// A demo of its own for each file of tests, a real Chromium, and what several tests do.

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before } from "node:test";
import { type Browser, type BrowserContext, type BrowserContextOptions, type Page, chromium } from "playwright-core";

const PEOPLE = ["--people", "40", "--years", "2"];
/** A page of each kind. */
export const PAGES = [
  "/",
  "/signals",
  "/goals",
  "/goals/1",
  "/gaps",
  "/gaps/1",
  "/gaps/new",
  "/initiatives",
  "/initiatives/1",
  "/teams",
  "/people",
  "/me",
  "/organisation",
];
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
  #folder = mkdtempSync(join(tmpdir(), "paceline-browser-"));
  #server: ChildProcess | undefined;
  #browser: Browser | undefined;
  /** `http://127.0.0.1:PORT`. */
  origin = "";

  /** To be called at the top of a file of tests. */
  static forThisFile(): World {
    const world = new World();
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
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async serve(listen = new URL(this.origin).host): Promise<void> {
    const words = ["demo", "--listen", listen, "--data", this.#folder, ...PEOPLE];
    const server = spawn(needed("PACELINE_PROGRAM"), words, { stdio: ["ignore", "pipe", "inherit"] });
    this.#server = server;
    let said = "";
    for await (const piece of server.stdout) {
      said += String(piece);
      const address = /http:\/\/[^/]+/.exec(said)?.[0];
      if (!address) continue;
      this.origin = address;
      // Whatever it says later must not block it.
      server.stdout.resume();
      return;
    }
    throw new Error(`the demo did not start: ${said}`);
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
    context.setDefaultTimeout(15_000);
    return context;
  }
}

export function needed(variable: string): string {
  const value = process.env[variable];
  if (!value) throw new Error(`${variable} is not set: run \`cargo xtask browser\``);
  return value;
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
