import { existsSync, readFileSync } from 'node:fs';
import { access, mkdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type CommandKind, directoryOf } from '../command.ts';
import { EXIT } from '../exit.ts';
import { projectFiles } from '../init/project.ts';
import { version } from '../version.ts';

/** Where each CI reads its workflow, and our template of it. */
const CI: Readonly<Record<string, { readonly path: string; readonly template: string }>> = {
  github: { path: '.github/workflows/signalbox.yml', template: 'github.yml' },
  gitlab: { path: '.gitlab-ci.yml', template: 'gitlab.yml' },
};

/** Starts a project that generates and checks clean. */
export const initCommand: CommandKind = {
  name: 'init',
  summary: 'start a project: definitions, targets, a CI workflow',
  configure: (command) => command.argument('[folder]', 'where', '.').option('--ci <kind>', 'github, gitlab or none', 'github'),
  run: async (invocation) => {
    const { io, options, args } = invocation;
    const here = directoryOf(invocation);
    const folder = resolve(here, args[0] ?? '.');
    const ci = String(options['ci']);
    if (ci !== 'none' && !Object.hasOwn(CI, ci)) {
      io.err(`There is no CI template ${ci}: github, gitlab or none.\n`);
      return EXIT.usage;
    }
    const files = new Map([...projectFiles(nameOf(folder), ourselves(folder)), ...workflow(ci)]);
    const taken = await existing(folder, [...files.keys()]);
    if (taken.length > 0) {
      io.err(`Nothing was written: ${taken.join(', ')} ${taken.length === 1 ? 'is' : 'are'} there already.\n`);
      return EXIT.usage;
    }
    for (const [path, text] of files) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text, { flag: 'wx' });
      io.out(`${relative(here, join(folder, path))}\n`);
    }
    io.err('\nNext: npm install && npx signalbox generate\nThen change definitions/shop/: it is yours.\n');
    return EXIT.done;
  },
};

function workflow(ci: string): [string, string][] {
  const kind = CI[ci];
  if (!kind) return [];
  return [[kind.path, readFileSync(new URL(`../../../deploy/ci/${kind.template}`, import.meta.url), 'utf8')]];
}

/** What npm installs us from: a checkout is where it stands, a published package its version. */
function ourselves(folder: string): string {
  const root = fileURLToPath(new URL('../../../', import.meta.url));
  if (!existsSync(join(root, 'src/index.ts'))) return `^${version()}`;
  return `file:${relative(folder, root).split(sep).join('/')}`;
}

/** A package name from the folder's: npm takes lower case, digits and dashes. */
function nameOf(folder: string): string {
  return (
    basename(folder)
      .toLowerCase()
      .replace(/[^a-z0-9-]+/g, '-')
      .replace(/^-+|-+$/g, '') || 'observability'
  );
}

async function existing(folder: string, paths: readonly string[]): Promise<string[]> {
  const there = await Promise.all(
    paths.map((path) =>
      access(join(folder, path)).then(
        () => path,
        () => undefined,
      ),
    ),
  );
  return there.filter((path) => path !== undefined);
}
