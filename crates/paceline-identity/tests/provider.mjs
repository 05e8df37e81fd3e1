// A certified OpenID provider for tests, on a port of this machine. It signs in without asking, and misbehaves when told to.
//
// Started with `node tests/provider.mjs`, it prints its issuer as its first line, and ends when its standard input does.
// `POST /admin` with JSON changes it (every member may be left out) and answers `{ "issuer": … }`:
//   account    claims of whoever signs in next, with `sub`: { sub, name, email, email_verified, preferred_username, groups }
//   redirects  where a browser may be sent back to (for a client of a test that knows its own port only later)
//   rotate     true: new keys sign from now on, and only they are announced
//   fault      what is wrong from now on: "none", "nonce", "audience", "party", "issuer", "expired", "early", "unsigned",
//              "foreign key", "subject" (of another person where it is asked), "declines", "nonsense", "slow", "down"
//   claims     "in the token" or "when asked" (at the userinfo endpoint, as the standard has it)
import { createServer } from "node:http";
import { createHmac, generateKeyPairSync, randomUUID, sign } from "node:crypto";
import { Provider } from "oidc-provider";

const CLIENT = "paceline";
const SECRET = "a secret that only tests know";

const rows = new Map();
const settings = {
  account: { sub: "ada", name: "Ada Lovelace", email: "ada@example.org", email_verified: true, preferred_username: "ada" },
  redirects: ["http://localhost/back"],
  fault: "none",
  claims: "in the token",
};
const accounts = new Map();
let key = fresh();
let provider;

function fresh() {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return { privateKey, jwk: { ...privateKey.export({ format: "jwk" }), kid: randomUUID(), use: "sig", alg: "RS256" } };
}

// Sessions and codes outlast a change of settings, as they outlast a restart of a real provider.
class Kept {
  constructor(name) { this.name = name; }
  id(id) { return `${this.name}:${id}`; }
  async upsert(id, payload) { rows.set(this.id(id), payload); }
  async find(id) { return rows.get(this.id(id)); }
  async findByUid(uid) { return [...rows.values()].find((row) => row.uid === uid && row.kind === this.name); }
  async findByUserCode() { return undefined; }
  async destroy(id) { rows.delete(this.id(id)); }
  async consume(id) { rows.get(this.id(id)).consumed = Math.floor(Date.now() / 1000); }
  async revokeByGrantId(grant) {
    for (const [id, row] of rows) if (row.grantId === grant) rows.delete(id);
  }
}

function made(issuer) {
  const client = { client_id: CLIENT, client_secret: SECRET, redirect_uris: settings.redirects };
  const made = new Provider(issuer, {
    adapter: Kept,
    clients: [client],
    jwks: { keys: [key.jwk] },
    cookies: { keys: [SECRET] },
    conformIdTokenClaims: settings.claims === "when asked",
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name", "preferred_username"], groups: ["groups"] },
    features: { devInteractions: { enabled: false } },
    pkce: { required: () => true },
    ttl: { AccessToken: 600, AuthorizationCode: 60, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 },
    interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_, sub) => ({
      accountId: sub,
      claims: () => accounts.get(sub) ?? { sub },
    }),
    // Nobody is asked whether they agree.
    loadExistingGrant: async (ctx) => {
      const grant = new ctx.oidc.provider.Grant({ clientId: ctx.oidc.client.clientId, accountId: ctx.oidc.session.accountId });
      grant.addOIDCScope("openid email profile groups");
      await grant.save();
      return grant;
    },
  });
  made.use(async (ctx, next) => {
    await next();
    if (ctx.oidc?.route === "userinfo" && settings.fault === "subject") ctx.body.sub = "somebody else";
    if (ctx.oidc?.route === "token" && ctx.body?.id_token) ctx.body.id_token = bent(ctx.body.id_token);
  });
  return made;
}

// The ID token as the fault wants it, signed again with the right key where the fault is not about that.
function bent(token) {
  const [head, body] = token.split(".").slice(0, 2).map((part) => JSON.parse(Buffer.from(part, "base64url").toString()));
  const now = Math.floor(Date.now() / 1000);
  const change = {
    nonce: { nonce: "another" },
    audience: { aud: "another client" },
    party: { aud: CLIENT, azp: "another client" },
    issuer: { iss: "https://another.example.org" },
    expired: { exp: now - 3600 },
    early: { iat: now - 7200 },
    unsigned: {},
    "foreign key": {},
  }[settings.fault];
  if (!change) return token;
  const claims = { ...body, ...change };
  const part = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
  if (settings.fault === "unsigned") {
    // Signed with what everybody knows who may ask for a token.
    const text = `${part({ ...head, alg: "HS256" })}.${part(claims)}`;
    return `${text}.${createHmac("sha256", SECRET).update(text).digest("base64url")}`;
  }
  const signer = settings.fault === "foreign key" ? fresh().privateKey : key.privateKey;
  const text = `${part(head)}.${part(claims)}`;
  return `${text}.${sign("sha256", Buffer.from(text), signer).toString("base64url")}`;
}

async function signedIn(request, response) {
  const { sub } = settings.account;
  accounts.set(sub, settings.account);
  const result = settings.fault === "declines"
    ? { error: "access_denied", error_description: "<b>not you</b>" }
    : { login: { accountId: sub } };
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
}

async function changed(request, response, issuer) {
  let text = "";
  for await (const piece of request) text += piece;
  const { rotate, ...rest } = JSON.parse(text || "{}");
  Object.assign(settings, rest);
  if (rotate) key = fresh();
  provider = made(issuer);
  response.setHeader("content-type", "application/json").end(JSON.stringify({ issuer, client: CLIENT, secret: SECRET }));
}

const server = createServer(async (request, response) => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  try {
    if (request.url === "/admin") return await changed(request, response, issuer);
    if (settings.fault === "down") return request.socket.destroy();
    if (settings.fault === "slow") return undefined;
    if (settings.fault === "nonsense") return response.setHeader("content-type", "application/json").end("<h1>Hello!</h1>");
    if (request.url.startsWith("/interaction/")) return await signedIn(request, response);
    return await provider.callback()(request, response);
  } catch (error) {
    console.error(error);
    return response.writeHead(500).end();
  }
});

server.listen(0, "127.0.0.1", () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  provider = made(issuer);
  console.log(issuer);
});
process.stdin.resume().on("end", () => process.exit(0));
