// Passkeys: signing in with one, and making one. Without this file the buttons stay hidden, and every other way works.

/** What the server hands out to begin: what the browser's authenticator is asked, and the secret with which it ends. */
interface Begun {
  options: { publicKey: PublicKeyCredentialRequestOptionsJSON & PublicKeyCredentialCreationOptionsJSON };
  secret: string;
}

const FAILED = "That did not work. Try again, or sign in another way.";

export function start(): void {
  if (!("PublicKeyCredential" in window) || !("parseRequestOptionsFromJSON" in PublicKeyCredential)) return;
  for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-passkey]")) offer(button);
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-new-passkey]")) offerNew(form);
}

function offer(button: HTMLButtonElement): void {
  button.hidden = false;
  let waiting: AbortController | undefined;
  button.addEventListener("click", () => {
    waiting?.abort();
    void signIn(button, {});
  });
  // Where the browser can, passkeys are offered in the field itself, beside passwords.
  void PublicKeyCredential.isConditionalMediationAvailable?.().then((can) => {
    if (!can) return;
    waiting = new AbortController();
    void signIn(button, { mediation: "conditional", signal: waiting.signal });
  });
}

async function signIn(button: HTMLButtonElement, how: CredentialRequestOptions): Promise<void> {
  try {
    const begun = await send<Begun>(button.dataset["passkey"] ?? "", {});
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(begun.options.publicKey);
    const answer = await navigator.credentials.get({ ...how, publicKey });
    if (!(answer instanceof PublicKeyCredential)) return;
    const next = button.dataset["next"] ?? "";
    await finish(button.dataset["finish"] ?? "", { secret: begun.secret, answer: answer.toJSON(), next });
  } catch (fault) {
    // What waits in the field is not asked for by anybody yet: it fails in silence.
    if (how.mediation !== "conditional" && !isAborted(fault)) say(button, fault);
  }
}

function offerNew(form: HTMLFormElement): void {
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void make(form).catch((fault: unknown) => say(form, fault));
  });
}

async function make(form: HTMLFormElement): Promise<void> {
  const begun = await send<Begun>(form.dataset["newPasskey"] ?? "", {});
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(begun.options.publicKey);
  const answer = await navigator.credentials.create({ publicKey });
  if (!(answer instanceof PublicKeyCredential)) return;
  const name = new FormData(form).get("name");
  await finish(form.dataset["finish"] ?? "", { secret: begun.secret, answer: answer.toJSON(), name });
}

async function finish(url: string, body: object): Promise<void> {
  const { to } = await send<{ to: string }>(url, body);
  location.assign(to);
}

/** Sends JSON to an address of ours; what is refused is an error with the server's sentence. */
async function send<Answer>(url: string, body: object): Promise<Answer> {
  const answer = await fetch(url, {
    method: "POST",
    credentials: "same-origin",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  const isJson = answer.headers.get("content-type")?.startsWith("application/json") ?? false;
  if (answer.redirected) location.assign(answer.url);
  if (!isJson) throw new Error(FAILED);
  const said = (await answer.json()) as Answer & { why?: string; instead?: string };
  if (!answer.ok) throw new Error(`${said.why ?? FAILED} ${said.instead ?? ""}`);
  return said;
}

function say(beside: Element, fault: unknown): void {
  const place = beside.parentElement?.querySelector("[data-passkey-said]");
  // What the browser itself says, such as that somebody pressed 'cancel', is nothing to read here.
  const words = fault instanceof DOMException ? FAILED : fault instanceof Error ? fault.message : FAILED;
  if (place) place.textContent = words;
}

function isAborted(fault: unknown): boolean {
  return fault instanceof DOMException && fault.name === "AbortError";
}
