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
  auditor: { name: "Auditor Ferrer", roles: ["IG"], offices: [] },
};

// How each person signs in: with the requested strength, unless listed here. Ages in seconds.
const strengths = { hasty: { acr: "password" }, stale: { age: 3600 } };
people.hasty = people.stale = people.officer;

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
      ...["mover", "mover-without-role", "mover-of-officer", "mover-of-officer-strong"].map((id) => ({
        client_id: id,
        client_secret: "of-the-program",
        token_endpoint_auth_method: "client_secret_post",
        redirect_uris: [],
        grant_types: ["client_credentials"],
        response_types: [],
      })),
    ],
    acrValues: ["phr", "password"],
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
    extraTokenClaims: (_, token) => ({
      "mover": { roles: ["MOVES-PEOPLE"] },
      "mover-of-officer": { roles: ["ERO-DO"], auth_time: Math.floor(Date.now() / 1000) },
      "mover-of-officer-strong": { roles: ["ERO-DO"], acr: "phr", auth_time: Math.floor(Date.now() / 1000) },
    })[token.clientId] ?? {},
  });
  const callback = provider.callback();
  server.on("request", async (request, response) => {
    if (request.method === "POST" && request.url.startsWith("/interaction/")) {
      const { prompt, params } = await provider.interactionDetails(request, response);
      if (prompt.name === "login") {
        request.setEncoding("utf8");
        let form = "";
        for await (const part of request) form += part;
        const login = new URLSearchParams(form).get("login");
        const { acr = params.acr_values?.split(" ")[0], age = 0 } = strengths[login] ?? {};
        return provider.interactionFinished(request, response, { login: { accountId: login, acr, ts: Math.floor(Date.now() / 1000) - age } });
      }
    }

    return callback(request, response);
  });
  console.log(issuer);
});
