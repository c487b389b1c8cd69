// A certified OpenID Connect provider with a few people and one program. Usage: node provider.mjs FOLDER-OF-NODE-MODULES CLIENT-ADDRESS
// Prints its issuer address when it is ready.
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [folder, client] = process.argv.slice(2);
const { Provider } = await import(pathToFileURL(createRequire(join(folder, "package.json")).resolve("oidc-provider")));

const people = {
  officer: { name: "Officer Quiroga", roles: ["ERO-DO"], offices: ["AOR-1"] },
  stranger: { name: "No role here", roles: ["MOTOR-POOL"], offices: [] },
  twice: { name: "Two roles at once", roles: ["ERO-DO", "IG"], offices: [] },
};

const server = createServer();
server.listen(0, "127.0.0.1", () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: "kinkeeper",
        client_secret: "kept-in-a-file",
        token_endpoint_auth_method: "client_secret_post",
        redirect_uris: [`${client}/sign-in/back`],
        grant_types: ["authorization_code"],
        response_types: ["code"],
      },
      ...["mover", "mover-without-role"].map((id) => ({
        client_id: id,
        client_secret: "of-the-program",
        token_endpoint_auth_method: "client_secret_post",
        redirect_uris: [],
        grant_types: ["client_credentials"],
        response_types: [],
      })),
    ],
    claims: { openid: ["sub"], profile: ["name", "roles", "offices"] },
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: `subject-${id}`, ...people[id] }) }),
    pkce: { required: () => true },
    features: {
      clientCredentials: { enabled: true },
      resourceIndicators: {
        enabled: true,
        getResourceServerInfo: (_, resource) => ({ scope: "gate", audience: resource, accessTokenFormat: "jwt", jwt: { sign: { alg: "RS256" } } }),
      },
    },
    extraTokenClaims: (_, token) => (token.clientId === "mover" ? { roles: ["MOVES-PEOPLE"] } : {}),
  });
  server.on("request", provider.callback());
  console.log(issuer);
});
