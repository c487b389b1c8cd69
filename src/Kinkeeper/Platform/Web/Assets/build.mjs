// Fetches the packages named in package-lock.json, compiles the style sheet, and copies the fonts and icons that it names.
// Usage: node build.mjs DIR. Packages go to DIR/node_modules, what is served to DIR/served.
import { execFileSync } from "node:child_process";
import { copyFileSync, cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const folder = resolve(process.argv[2]);
mkdirSync(folder, { recursive: true });
for (const name of [".npmrc", "package.json", "package-lock.json"]) {
  copyFileSync(join(here, name), join(folder, name));
}
execFileSync("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], { cwd: folder, stdio: "inherit" });

const uswds = join(folder, "node_modules", "@uswds", "uswds");
const { compile } = createRequire(join(folder, "package.json"))("sass");
const { css } = compile(join(here, "kinkeeper.scss"), {
  loadPaths: [join(uswds, "packages")],
  style: "compressed",
  quietDeps: true,
  silenceDeprecations: ["import", "global-builtin", "color-functions", "if-function"],
});

const served = join(folder, "served");
rmSync(served, { recursive: true, force: true });
mkdirSync(served, { recursive: true });
const named = new Set([...css.matchAll(/url\(["']?\/assets\/([^"')?#]+)/g)].map((match) => match[1]));
for (const file of named) {
  // Every browser that the pages support reads woff2.
  if (!file.endsWith(".woff") && !file.endsWith(".ttf")) {
    cpSync(join(uswds, "dist", file), join(served, file), { recursive: true });
  }
}
copyFileSync(join(uswds, "LICENSE.md"), join(served, "LICENSE.md"));
// Last: what the project's build takes as the sign that everything is there.
writeFileSync(join(served, "kinkeeper.css"), css);
