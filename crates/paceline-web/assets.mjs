// Builds what the browser gets: `cargo xtask assets` calls it with the hash of its inputs.
//
// From static/ and islands/ to dist/: bundled, minified, named by content, with brotli and gzip beside what is text, and
// `manifest.txt`, which build.rs reads: a line a file, `role<tab>name<tab>content type<tab>packed forms`.

import { build } from "esbuild";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const here = dirname(fileURLToPath(import.meta.url));
const dist = join(here, "dist");
const fresh = join(here, "dist.new");

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
};

/** What a page names itself; everything else is named by the style sheet or the script. */
const ROLES = [
  [/^paceline-.*\.css$/, "style"],
  [/^paceline-.*\.js$/, "script"],
  [/^mark-.*\.svg$/, "icon"],
  [/^(inter|source-serif-4)-latin-wght-normal-.*\.woff2$/, "preload"],
];

rmSync(fresh, { recursive: true, force: true });
mkdirSync(fresh);
const { metafile } = await build({
  absWorkingDir: here,
  entryPoints: [
    { in: "static/css/paceline.css", out: "paceline" },
    { in: "islands/main.ts", out: "paceline" },
    { in: "static/mark.svg", out: "mark" },
  ],
  outdir: fresh,
  entryNames: "[name]-[hash]",
  assetNames: "[name]-[hash]",
  bundle: true,
  minify: true,
  format: "esm",
  target: ["es2022", "chrome120", "firefox121", "safari17"],
  loader: { ".woff2": "file", ".svg": "copy" },
  legalComments: "none",
  metafile: true,
  logLevel: "warning",
});

const names = Object.keys(metafile.outputs).map((path) => basename(path)).sort();
const lines = [`inputs\t${process.argv[2] ?? "unknown"}`];
for (const name of names) {
  const type = TYPES[extname(name)];
  if (!type) throw new Error(`${name}: say in assets.mjs what content type it has`);
  const role = ROLES.find(([pattern]) => pattern.test(name))?.[1] ?? "part";
  lines.push([role, name, type, packed(name, type)].join("\t"));
}
writeFileSync(join(fresh, "manifest.txt"), `${lines.join("\n")}\n`);
// The old files go only when the new ones are whole.
if (existsSync(dist)) rmSync(dist, { recursive: true });
renameSync(fresh, dist);

/** Writes the packed forms that are smaller, and names them. Fonts are packed already. */
function packed(name, type) {
  if (type === "font/woff2") return "";
  const plain = readFileSync(join(fresh, name));
  const forms = {
    br: brotliCompressSync(plain, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: plain.length },
    }),
    gz: gzipSync(plain, { level: 9 }),
  };
  const smaller = Object.entries(forms).filter(([, bytes]) => bytes.length < plain.length);
  for (const [form, bytes] of smaller) writeFileSync(join(fresh, `${name}.${form}`), bytes);
  return smaller.map(([form]) => form).join(" ");
}
