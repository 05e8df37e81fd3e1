// One initiative from a gap to credit, by keyboard alone; and two who write at once lose nothing.

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Locator, Page } from "playwright-core";
import { World, hasFocus, newOne, seesFocus, startInitiative, tabTo } from "./lib.ts";

const TITLE = "A board with a name for every key";
const world = World.forThisFile();

async function enter(page: Page, target: Locator): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press("Enter");
}

async function write(page: Page, field: Locator, words: string): Promise<void> {
  await tabTo(page, field);
  await page.keyboard.type(words);
}

/** Goes to one of several answers: the arrows of the keyboard choose among them. */
async function choose(page: Page, answer: Locator): Promise<void> {
  const name = await answer.getAttribute("name");
  // Tab stops at the answer that is chosen, or at the first where none is.
  const chosen = page.locator(`input[name="${name}"]:checked`);
  await tabTo(page, (await chosen.count()) > 0 ? chosen : page.locator(`input[name="${name}"]`).first());
  await page.keyboard.press("Space");
  while (!(await hasFocus(answer))) {
    await page.keyboard.press("ArrowDown");
    await seesFocus(page);
  }
  assert.ok(await answer.isChecked());
}

/** By a link of the page to a form, and past the rail and the bar. */
async function follow(page: Page, link: Locator, to: string): Promise<void> {
  await skip(page);
  await enter(page, link);
  await page.waitForURL(`**${to}`);
}

/** Past the rail and the bar, where the form did not take the focus. */
async function skip(page: Page): Promise<void> {
  if (await page.locator("#main :focus").count()) return;
  await enter(page, page.getByRole("link", { name: "Skip to the page" }));
  await page.locator("#main:focus").waitFor();
}

/** Sends the form of the page, and is back on the initiative's. */
async function send(page: Page, button: string, at: string): Promise<void> {
  await enter(page, page.getByRole("main").getByRole("button", { name: button, exact: true }));
  await page.waitForURL(`**${at}`);
}

/** Looks through the eyes of somebody else, and goes to where the story is. */
async function as(page: Page, name: RegExp, at: string): Promise<void> {
  await enter(page, page.locator("#me-menu > summary"));
  await enter(page, page.locator("#me-menu").getByRole("button", { name }));
  await page.locator("#me-menu:not([open])").waitFor({ state: "attached" });
  await page.goto(at);
}

test("one initiative goes from a gap to credit, by keyboard alone", async () => {
  const mine = await world.browser();
  const page = await mine.newPage();
  const main = page.getByRole("main");
  const button = (name: string) => main.getByRole("link", { name, exact: true });
  await page.goto("/");

  // A gap, and by a template what narrows it.
  await page.keyboard.press("n");
  await enter(page, newOne(page, /^Gap/));
  await page.waitForURL("**/gaps/new");
  await page.keyboard.type("Nobody knows who holds the key of the shed.");
  await write(page, page.getByLabel("How it ought to be"), "Everybody does.");
  await enter(page, page.getByRole("button", { name: "Record the gap" }));
  await page.getByRole("heading", { level: 1, name: /the key of the shed/ }).waitFor();
  await follow(page, button("Start an initiative"), "/initiatives/new");
  await enter(page, button("Proposal"));
  await page.waitForURL(/template=proposal/);
  await page.keyboard.type(TITLE);
  await write(page, page.getByLabel("How it is"), "The key wanders.");
  await enter(page, page.getByRole("button", { name: "Start it" }));
  await page.getByRole("heading", { level: 1, name: TITLE }).waitFor();
  const at = new URL(page.url()).pathname;

  // The document grows, and is shared.
  await follow(page, button("Write"), `${at}/document/revise`);
  await tabTo(page, page.getByLabel("The document"));
  await page.keyboard.press("Control+End");
  await page.keyboard.type("\n\nEach hook of the board has a name.\n");
  await send(page, "Save", `${at}/document`);
  assert.match(await main.innerText(), /Each hook of the board has a name\./);
  await page.goto(at);
  await follow(page, button("Move the stage"), "/stage");
  await write(page, page.getByLabel("To", { exact: true }), "shared");
  await send(page, "Move it", at);

  // Somebody is asked, answers, follows with a reservation, and says something.
  await follow(page, button("Ask for support"), "/ask");
  await page.keyboard.type("Do the hooks hold?");
  await write(page, page.getByLabel(/^People/), "sofia");
  await send(page, "Ask", at);
  await as(page, /^Sofia/, at);
  await enter(page, main.locator("#asks").getByRole("button", { name: "Yes, I help" }));
  await main.locator("#asks").getByText("answered after").waitFor();
  await follow(page, button("With reservations"), "/reservation");
  await page.keyboard.type("A list on paper would do.");
  await send(page, "Follow with reservations", at);
  await main.getByText("A list on paper would do.").first().waitFor();
  await follow(page, button("Give feedback"), "/feedback");
  await page.keyboard.type("Name the spare key too.");
  await choose(page, page.getByRole("radio", { name: /^suggestion/ }));
  await send(page, "Give it", at);

  // Somebody objects: the questions first, then the harm and what would resolve it. A third one helps.
  await as(page, /^Xiulan/, at);
  await follow(page, button("object"), "/object");
  await page.keyboard.type("Nobody has to wait for a key");
  await write(page, page.getByLabel("What have you tried?"), "A talk at the shed.");
  await choose(page, page.getByRole("radio", { name: "Yes, it will matter" }));
  await enter(page, page.getByRole("button", { name: "Go on" }));
  await write(page, page.getByLabel("What harm do you see?"), "The board hangs where only some can go.");
  await write(page, page.getByLabel("What would resolve it?"), "Hang it by the door.");
  await send(page, "Object", at);
  const objections = main.locator("#objections");
  await objections.getByText("Nobody helps yet").waitFor();
  await as(page, /^Kofi/, at);
  await follow(page, button("Help as its steward"), "/help");
  await enter(page, main.locator("form.sheet button.main"));
  await page.waitForURL(`**${at}`);
  await objections.getByText("helps as its steward").waitFor();
  await as(page, /^Luca/, at);
  await follow(page, button("Offer a way out"), "/way-out");
  await write(page, main.getByRole("textbox").first(), "It hangs by the door.");
  await enter(page, main.locator("form.sheet button.main"));
  await page.waitForURL(`**${at}`);
  await as(page, /^Xiulan/, at);
  await follow(page, button("End it"), "/end");
  await choose(page, page.getByRole("radio", { name: /^resolved/ }));
  await enter(page, main.locator("form.sheet button.main"));
  await page.waitForURL(`**${at}`);
  await objections.getByText("1 ended").waitFor();

  // The lead answers what was said, decides with the advice heard, delivers, and gives credit.
  await as(page, /^Luca/, at);
  await follow(page, main.getByRole("link", { name: /^Answer to the suggestion/ }), "/answer");
  await choose(page, page.getByRole("radio", { name: "taken up", exact: true }));
  await send(page, "Answer", at);
  await main.locator("#feedback").getByText(/taken up by/).waitFor();
  await follow(page, button("Decide after advice"), "/decide");
  await write(page, page.getByLabel("Why"), "So that nobody looks for a key.");
  await send(page, "Decide", at);
  await follow(page, main.getByRole("link", { name: /^Decision record/ }), "/agreements/0");
  assert.match(await main.innerText(), /So that nobody looks for a key\./);
  assert.match(await main.innerText(), /A list on paper would do\./, "what somebody would do differently is kept");
  await page.goto(at);
  await follow(page, button("Deliver it"), "/deliver");
  await page.keyboard.type("Every key hangs where it belongs.");
  await send(page, "Deliver it", `${at}/credit`);
  for (const name of [/^Sofia.*: words of thanks/, /^Kofi.*: words of thanks/]) assert.equal(await page.getByLabel(name).count(), 1);
  await write(page, page.getByLabel(/^Sofia.*: words of thanks/), "For the spare key.");
  await send(page, "Confirm the credit", at);
  const credit = main.locator("#credit");
  await credit.getByText("For the spare key.").waitFor();
  assert.match(await credit.innerText(), /Sofia[\s\S]*Kofi|Kofi[\s\S]*Sofia/);
  await page.goto("/people/sofia");
  await main.getByRole("link", { name: new RegExp(TITLE) }).first().waitFor();
  await mine.close();
});

test("two who write at once lose nothing", async () => {
  const [mine, theirs] = [await world.browser(), await world.browser()];
  const [page, other] = [await mine.newPage(), await theirs.newPage()];
  const at = await startInitiative(page, "Written by two");
  const form = `${at}/document/revise`;
  const save = async (tab: Page, text: string) => {
    await tab.getByLabel("The document").fill(text);
    await tab.getByRole("button", { name: "Save", exact: true }).click();
  };
  await page.goto(form);
  await save(page, "# Keys\n\nThe first line.\n\nThe last line.\n");
  await page.waitForURL(`**${at}/document`);

  // Both open what is there; one saves, then the other, who changed the same line and one more.
  await page.goto(form);
  await other.goto(form);
  await save(page, "# Keys\n\nThe first line, by one.\n\nThe last line.\n");
  await page.waitForURL(`**${at}/document`);
  await save(other, "# Keys\n\nThe first line, by the other.\n\nThe last line, longer.\n");
  await other.getByRole("heading", { level: 1, name: /saved meanwhile$/ }).waitFor();
  const differences = other.locator("section.card", { has: other.getByRole("heading", { name: /changed$/ }) });
  assert.equal(await differences.count(), 2, "both differences are shown");
  assert.match(await differences.first().innerText(), /by one/);
  assert.match(await differences.last().innerText(), /by the other/);
  const both = await other.getByLabel("The document").inputValue();
  for (const words of ["by one", "by the other", "The last line, longer."]) assert.ok(both.includes(words), words);
  await page.reload();
  assert.doesNotMatch(await page.getByRole("main").innerText(), /by the other/, "nothing is saved before it is seen");

  // What is right is kept of both, and the lines of signs go.
  const merged = both.split("\n").filter((line) => !/^(<{7}|={7}|>{7})/.test(line)).join("\n");
  await save(other, merged);
  await other.waitForURL(`**${at}/document`);
  await page.reload();
  for (const tab of [page, other]) {
    const read = await tab.locator("article.document").innerText();
    for (const words of ["by one", "by the other", "The last line, longer."]) assert.ok(read.includes(words), words);
  }
  await mine.close();
  await theirs.close();
});
