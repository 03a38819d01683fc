// A real OpenID provider for the tests: says on which port it listens.
// Arguments: port (0: any), the redirect address of its one client (modular / modular-secret), and "id-token" to put the e-mail there.
// Whoever signs in chooses what is said of them: NAME~EMAIL~VERIFIED, and ~FAULT for an id_token that must not be believed.
import { createServer } from "node:http";
import { createHmac, generateKeyPairSync, randomUUID, sign } from "node:crypto";
import Provider from "oidc-provider";

const [port, redirectUri, claimsIn] = process.argv.slice(2);
const newKey = () => generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
const [key, strange, kid] = [newKey(), newKey(), randomUUID()];
const encode = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");

function jwt(header, claims, signature) {
  const text = `${encode(header)}.${encode(claims)}`;
  return `${text}.${signature(text)}`;
}

const rs256 = (by) => (text) => sign("sha256", Buffer.from(text), by).toString("base64url");

function bend(idToken) {
  const claims = JSON.parse(Buffer.from(idToken.split(".")[1], "base64url").toString());
  const header = { alg: "RS256", kid };
  switch (claims.sub.split("~")[3]) {
    case "nonce": return jwt(header, { ...claims, nonce: "another" }, rs256(key));
    case "no-nonce": return jwt(header, { ...claims, nonce: undefined }, rs256(key));
    case "audience": return jwt(header, { ...claims, aud: "somebody-else" }, rs256(key));
    case "two-audiences": return jwt(header, { ...claims, aud: [claims.aud, "somebody-else"], azp: "somebody-else" }, rs256(key));
    case "issuer": return jwt(header, { ...claims, iss: "https://login.example" }, rs256(key));
    case "expired": return jwt(header, { ...claims, exp: claims.iat - 600, iat: claims.iat - 1200 }, rs256(key));
    case "signature": return jwt(header, claims, rs256(strange));
    case "unsigned": return jwt({ alg: "none" }, claims, () => "");
    case "shared-secret": return jwt({ alg: "HS256" }, claims, (text) => createHmac("sha256", "modular-secret").update(text).digest("base64url"));
    default: return idToken;
  }
}

const server = createServer((request, response) => answer(request, response));
let answer;
server.listen(Number(port), "127.0.0.1", () => {
  const provider = new Provider(`http://127.0.0.1:${server.address().port}`, {
    clients: [{ client_id: "modular", client_secret: "modular-secret", redirect_uris: [redirectUri] }],
    claims: { openid: ["sub"], email: ["email", "email_verified"] },
    conformIdTokenClaims: claimsIn !== "id-token",
    cookies: { keys: [randomUUID()] },
    features: { devInteractions: { enabled: true } },
    jwks: { keys: [{ ...key.export({ format: "jwk" }), kid, alg: "RS256", use: "sig" }] },
    pkce: { required: () => true, methods: ["S256"] },
    ttl: { AccessToken: 60, AuthorizationCode: 60, IdToken: 60, Interaction: 600, Session: 600, Grant: 600 },
    findAccount: (_context, sub) => {
      const [, email, verified] = sub.split("~");
      return { accountId: sub, claims: () => ({ sub, email, email_verified: verified === "true" }) };
    },
    // Nobody is asked for consent: it is their own organisation's portal.
    loadExistingGrant: async (context) => {
      const grant = new context.oidc.provider.Grant({ clientId: context.oidc.client.clientId, accountId: context.oidc.session.accountId });
      grant.addOIDCScope("openid email");
      await grant.save();
      return grant;
    },
  });
  provider.use(async (context, next) => {
    await next();
    if (context.oidc?.route === "token" && context.body?.id_token) context.body.id_token = bend(context.body.id_token);
  });
  answer = provider.callback();
  console.log(server.address().port);
});
// The test's end is ours.
process.stdin.resume();
process.stdin.on("end", () => process.exit());
