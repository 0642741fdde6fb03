import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, relative, resolve } from 'node:path';
import type { Compared } from '../../preview/change-list.ts';
import type { Built } from '../../program.ts';
import { type CommandKind, directoryOf, type Invocation } from '../command.ts';
import { EXIT } from '../exit.ts';
import { count } from '../print.ts';
import { buildProject } from '../project.ts';

const PLACE = '.signalbox/preview.html';

/** One page to look at, without a network. */
export const previewCommand: CommandKind = {
  name: 'preview',
  summary: 'write one self-contained page: boards with made-up values, objectives, the route tree, findings, what changes',
  configure: (command) =>
    command
      .option('--out <file>', 'where to write it', PLACE)
      .option('--base <ref>', 'compare generated/ with this commit (default: where the branch left main)'),
  run: async (invocation) => {
    const { io, options } = invocation;
    const built = await buildProject(invocation);
    if (built.derived.estate.services.length === 0 && built.failed) return EXIT.diagnostics;
    const { previewPage } = await import('../../program.ts');
    const compared = await comparison(invocation, built);
    const page = previewPage({ derived: built.derived, diagnostics: built.diagnostics, chart: await chartFiles(), compared });
    const file = resolve(directoryOf(invocation), String(options['out']));
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, page);
    io.out(`${relative(io.cwd, file)}\n`);
    io.err(`${sayCompared(compared)}\n`);
    const { dashboards, estate } = built.derived;
    io.err(`${count(dashboards.length, 'board')}, ${count(estate.slos.length, 'objective')}; open it in a browser.\n`);
    return EXIT.done;
  },
};

async function comparison({ io, options, ...rest }: Invocation, built: Built): Promise<Compared> {
  const { fileChanges, generatedAt, wantedFiles } = await import('../../program.ts');
  const ref = options['base'] === undefined ? undefined : String(options['base']);
  const cwd = directoryOf({ io, options, ...rest });
  const was = await generatedAt('generated', ref, { cwd, env: io.env, signal: io.signal });
  if ('reason' in was) return was;
  return { ref: was.ref, commit: was.commit, changes: fileChanges(was.files, wantedFiles(built.artifacts)) };
}

function sayCompared(compared: Compared): string {
  if ('reason' in compared) return `Not compared with what is committed: ${compared.reason}.`;
  const { changes, commit, ref } = compared;
  return `${count(changes.length, 'change')} since ${ref} (${commit.slice(0, 10)}).`;
}

/** The library's own files, read when they are needed. https://github.com/leeoniya/uPlot */
async function chartFiles(): Promise<{ script: string; style: string }> {
  const folder = dirname(createRequire(import.meta.url).resolve('uplot/package.json'));
  const [script, style] = await Promise.all(
    ['uPlot.iife.min.js', 'uPlot.min.css'].map((name) => readFile(resolve(folder, 'dist', name), 'utf8')),
  );
  return { script: script ?? '', style: style ?? '' };
}
