// The JSON API of a lively organisation, asked by schemathesis all that its OpenAPI document allows and forbids.

import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { House } from "./house.ts";
import { needed } from "./lib.ts";
import { linkIn } from "./parts.ts";

/** Each may ask 1,200 times a minute. */
const TOKENS = 12;
const PASSWORD = "seven quiet rivers meet";
const CHECKS = [
  "not_a_server_error",
  "status_code_conformance",
  "content_type_conformance",
  "response_headers_conformance",
  "response_schema_conformance",
  "unsupported_method",
  "negative_data_rejection",
  "is_let_in",
];

interface Me {
  id: number;
  handle: string;
}

/** A demo's record, opened with sign-in. */
class Lively extends House {
  #isDemo = true;
  /** An admin; as who the demo is looked at. */
  me: Me = { id: 0, handle: "" };
  /** Where they come in. */
  wayIn = "";

  protected override words(listen: string): string[] {
    if (!this.#isDemo) return super.words(listen);
    return ["demo", "--listen", listen, "--data", this.folder, "--people", "20", "--years", "1"];
  }

  async begin(): Promise<void> {
    await this.post.start();
    await this.serve("127.0.0.1:0");
    const answer = await fetch(`${this.origin}/api/v1/me`);
    this.me = ((await answer.json()) as { person: Me }).person;
    await this.stop();
    this.#isDemo = false;
    const recovered = execFileSync(needed("PACELINE_PROGRAM"), ["recover", this.me.handle, "--data", this.folder], { encoding: "utf8" });
    await this.serve();
    this.wayIn = new URL(new URL(linkIn(recovered)).pathname, this.origin).href;
  }
}

/** Sends a form as a browser does. */
async function send(to: string, fields: [string, string][], cookie = ""): Promise<Response> {
  const origin = new URL(to).origin;
  const headers = { origin, "sec-fetch-site": "same-origin", cookie };
  return fetch(to, { method: "POST", redirect: "manual", headers, body: new URLSearchParams(fields) });
}

/** Signs the admin in, and makes tokens that may do all that there is. */
async function tokens(house: Lively): Promise<string[]> {
  const begun = await send(house.wayIn, [["password", PASSWORD]]);
  const cookie = begun.headers.getSetCookie().map((set) => set.split(";")[0]).join("; ");
  const made: string[] = [];
  for (let count = 1; count <= TOKENS; count += 1) {
    const scopes = ["read", "write", "admin"].map((scope): [string, string] => ["scope", scope]);
    const answer = await send(`${house.origin}/settings/tokens`, [["name", `schemathesis ${count}`], ...scopes], cookie);
    const token = /pcl_[\w-]+/.exec(await answer.text())?.[0];
    if (!token) throw new Error(`no token was made: ${answer.status}`);
    made.push(token);
  }
  return made;
}

async function ask(house: Lively, further: string[]): Promise<number> {
  const made = await tokens(house);
  const document = await fetch(`${house.origin}/api/v1/openapi.json`, { headers: { authorization: `Bearer ${made[0]}` } });
  const env = { ...process.env, PACELINE_TOKENS: made.join(" "), PACELINE_ME: String(house.me.id), SCHEMATHESIS_HOOKS: resolve("crates/paceline-web/tests/schemathesis_hooks.py") };
  // What it remembers from one run to the next would make no two alike.
  const cwd = mkdtempSync(join(tmpdir(), "paceline-schemathesis-"));
  writeFileSync(join(cwd, "openapi.json"), await document.text());
  const words = ["run", "openapi.json", "--url", `${house.origin}/api/v1`, "--checks", CHECKS.join(","), ...further];
  const asking = spawn(needed("PACELINE_SCHEMATHESIS"), words, { stdio: "inherit", env, cwd });
  const [code] = (await once(asking, "exit")) as [number | null];
  rmSync(cwd, { recursive: true, force: true });
  return code ?? 1;
}

const house = new Lively();
try {
  await house.begin();
  process.exitCode = await ask(house, process.argv.slice(2));
} finally {
  await house.end();
}
