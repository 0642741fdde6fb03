// Compiles src/ to dist/. Types are checked by `npm run check-types` and by the tests, not here, so that it is quick.
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, rmSync, utimesSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { compilers } from './compilers.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
rmSync(new URL('../dist', import.meta.url), { recursive: true, force: true });
const { status } = spawnSync(process.execPath, [compilers[0].script, '-p', 'tsconfig.build.json', '--noCheck'], {
  cwd: root,
  stdio: ['ignore', 2, 2],
});
const bin = new URL('../dist/cli/main.js', import.meta.url);
if (existsSync(bin)) {
  chmodSync(bin, 0o755);
  utimesSync(bin, new Date(), new Date());
}
process.exit(status ?? 1);
