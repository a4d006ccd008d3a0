// Bundles what a plain call loads into a few files: reading a hundred small ones takes longer than running them.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** What bundled CommonJS needs to load Node's own modules. */
const REQUIRE = "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);";

const { dependencies }: { readonly dependencies: Readonly<Record<string, string>> } = JSON.parse(
  readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
);
const dist = fileURLToPath(new URL('..', import.meta.url));
await build({
  entryPoints: [`${dist}src/cli/main.js`],
  outdir: `${dist}bundle`,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  // The table's library is small and wanted at once; the rest is loaded only where it is needed.
  external: Object.keys(dependencies).filter((name) => name !== 'cli-table3'),
  banner: { js: REQUIRE },
});
