// Real parts beside the server: a mail server, and an OpenID provider. Each ends when its standard input does.

import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable, Writable } from "node:stream";
import { setTimeout as pause } from "node:timers/promises";
import { needed } from "./lib.ts";

const PROGRAMS = "crates/paceline-identity/tests";
/** Milliseconds until a letter that has not come will not come. */
const PATIENCE = 30_000;

/** A program that says one line, when it is ready. */
class Part {
  readonly #program: ChildProcessByStdio<Writable, Readable, null>;
  readonly said: string;

  private constructor(program: ChildProcessByStdio<Writable, Readable, null>, said: string) {
    this.#program = program;
    this.said = said;
  }

  static async start(command: string, words: string[]): Promise<Part> {
    const program = spawn(command, words, { stdio: ["pipe", "pipe", "inherit"] });
    let said = "";
    for await (const piece of program.stdout.iterator({ destroyOnReturn: false })) {
      said += String(piece);
      if (!said.includes("\n")) continue;
      program.stdout.resume();
      return new Part(program, said.trim());
    }
    throw new Error(`${command} ${words.join(" ")} did not start`);
  }

  async end(): Promise<void> {
    if (this.#program.exitCode !== null) return;
    const gone = once(this.#program, "exit");
    this.#program.stdin.end();
    await gone;
  }
}

/** What came by mail. */
export interface Letter {
  to: string;
  subject: string;
  text: string;
}

/** A mail server that keeps every letter. */
export class Post {
  readonly #folder = mkdtempSync(join(tmpdir(), "paceline-post-"));
  #part: Part | undefined;

  async start(): Promise<void> {
    this.#part = await Part.start(needed("PACELINE_PYTHON"), [`${PROGRAMS}/mail_server.py`, this.#folder]);
  }

  async end(): Promise<void> {
    await this.#part?.end();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  get url(): string {
    return `smtp://127.0.0.1:${this.#part?.said}`;
  }

  /** Every letter to somebody, the oldest first. */
  lettersTo(address: string): Letter[] {
    const names = readdirSync(this.#folder).filter((name) => name.endsWith(".eml"));
    names.sort((one, other) => parseInt(one, 10) - parseInt(other, 10));
    return names.map((name) => read(readFileSync(join(this.#folder, name), "utf8"))).filter(({ to }) => to === address);
  }

  /** The letter that comes to somebody as number `count`. */
  async letterTo(address: string, count = 1): Promise<Letter> {
    for (const until = performance.now() + PATIENCE; performance.now() < until; ) {
      const letter = this.lettersTo(address)[count - 1];
      if (letter) return letter;
      await pause(20);
    }
    throw new Error(`letter ${count} to ${address} did not come`);
  }
}

/** A letter as our server writes them: one part, plain or quoted-printable. */
function read(raw: string): Letter {
  const [head = "", ...body] = raw.split("\r\n\r\n");
  const field = (name: string): string => new RegExp(`^${name}: (.*)$`, "im").exec(head)?.[1]?.trim() ?? "";
  const text = body.join("\r\n\r\n");
  const isQuoted = field("Content-Transfer-Encoding") === "quoted-printable";
  return { to: field("X-To"), subject: field("Subject"), text: isQuoted ? unquoted(text) : text };
}

function unquoted(text: string): string {
  const bytes = text.replace(/=\r\n/g, "").replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, "latin1").toString("utf8");
}

/** The one-time link in a letter or on a page. */
export function linkIn(text: string): string {
  const link = /http\S+\/l\/[\w-]+/.exec(text)?.[0];
  if (!link) throw new Error(`no link in: ${text}`);
  return link;
}

/** What an OpenID provider can be told; see `provider.mjs`. */
export interface Told {
  account?: { sub: string; name: string; email?: string; email_verified?: boolean; preferred_username?: string; groups?: string[] };
  redirects?: string[];
  rotate?: boolean;
  fault?: "none" | "nonce" | "foreign key" | "declines" | "nonsense" | "down";
  claims?: "in the token" | "when asked";
}

/** A certified OpenID provider, which misbehaves when told to. */
export class OpenIdProvider {
  #part: Part | undefined;
  client = "";
  secret = "";

  async start(): Promise<void> {
    this.#part = await Part.start(process.execPath, [`${PROGRAMS}/provider.mjs`]);
    await this.tell({});
  }

  async end(): Promise<void> {
    await this.#part?.end();
  }

  get issuer(): string {
    return this.#part?.said ?? "";
  }

  async tell(told: Told): Promise<void> {
    const answer = await fetch(`${this.issuer}/admin`, { method: "POST", body: JSON.stringify(told) });
    const { client, secret } = (await answer.json()) as { client: string; secret: string };
    this.client = client;
    this.secret = secret;
  }
}
