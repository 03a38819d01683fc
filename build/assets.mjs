// Puts what the portal's pages load into src/Host/wwwroot/lib: Tabler cut down to the classes our pages use,
// htmx, one sprite of the icons in build/icons.txt, and the Latin part of Inter.
import { copyFileSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { brotliCompressSync } from "node:zlib";
import { PurgeCSS } from "purgecss";
import { transform } from "lightningcss";

const root = new URL("..", import.meta.url).pathname;
const modules = `${root}node_modules/`;
const lib = `${root}src/Host/wwwroot/lib/`;

/** Classes that code composes at run time, or that a page may use before this script has run again. */
const alwaysKept = [
  /^(html|body|main|h[1-6]|p|a|b|strong|em|small|code|pre|kbd|ul|ol|li|dl|dt|dd|hr|img|svg|button|input|select|option|optgroup|textarea|label|fieldset|legend|table|caption|thead|tbody|tfoot|tr|th|td|details|summary|figure|blockquote|time|sub|sup)$/,
  /^(container|row|col|g|gx|gy|btn|form|input|table|badge|alert|card|nav|page|empty|list|avatar|progress|status|placeholder)(-|$)/,
  /^(d|m[tbsexy]?|p[tbsexy]?|gap|w|h|fw|fs|text|flex|align|justify|order|float|overflow|position|visually|border|rounded|bg)-/,
];

async function tabler() {
  const [{ css }] = await new PurgeCSS().purge({
    css: [`${modules}@tabler/core/dist/css/tabler.css`],
    content: [`${root}src/**/*.razor`, `${root}src/**/*.cs`, `${root}src/Host/wwwroot/js/*.js`],
    safelist: { standard: alwaysKept },
    variables: false,
    keyframes: true,
    fontFace: true,
  });
  return transform({ filename: "tabler.css", code: Buffer.from(css), minify: true }).code;
}

function sprite() {
  const symbols = readFileSync(`${root}build/icons.txt`, "utf8").split("\n").filter(Boolean).map((name) => {
    const svg = readFileSync(`${modules}@tabler/icons/icons/outline/${name}.svg`, "utf8");
    const paths = svg.match(/<path [^>]*d="[^"]+"[^>]*\/>/g).filter((path) => !path.includes('stroke="none"'));
    return `<symbol id="${name}" viewBox="0 0 24 24">${paths.join("")}</symbol>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>`;
}

rmSync(lib, { recursive: true, force: true });
mkdirSync(lib, { recursive: true });
writeFileSync(`${lib}tabler.css`, await tabler());
writeFileSync(`${lib}icons.svg`, sprite());
copyFileSync(`${modules}htmx.org/dist/htmx.min.js`, `${lib}htmx.min.js`);
copyFileSync(`${modules}@fontsource-variable/inter/files/inter-latin-wght-normal.woff2`, `${lib}inter-5.woff2`);


for (const file of readdirSync(lib)) {
  const bytes = readFileSync(lib + file);
  const compressed = brotliCompressSync(bytes);
  if (!file.endsWith(".woff2")) writeFileSync(`${lib}${file}.br`, compressed);
  console.log(`${file}: ${bytes.length} bytes, ${compressed.length} compressed`);
}
