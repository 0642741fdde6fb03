import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, relative, resolve } from 'node:path';
import type { Compared } from '../../preview/change-list.ts';
import type { Built, Snapshot } from '../../program.ts';
import { type CommandKind, directoryOf, type Invocation } from '../command.ts';
import { sayCostChange } from '../cost-base.ts';
import { EXIT, type ExitCode } from '../exit.ts';
import { boardsToExport, exportBoards } from '../preview-export.ts';
import { printSnapshot, snapshotOf } from '../preview-snapshot.ts';
import { count, json, summary } from '../print.ts';
import { buildProject } from '../project.ts';
import { ENVIRONMENT_OPTION, outside } from '../target.ts';

const PLACE = '.signalbox/preview.html';

/** One page to look at, without a network. */
export const previewCommand: CommandKind = {
  name: 'preview',
  summary: 'write one self-contained page: boards, objectives, the route tree, findings, what a pull request changes',
  configure: (command) =>
    command
      .option('--out <file>', 'where to write it', PLACE)
      .option('--base <ref>', 'compare generated/ with this commit (default: where the branch left main)')
      .option('--target <name>', 'draw what its servers answer, and mark panels that are empty or fail (default: made-up values)')
      .option(...ENVIRONMENT_OPTION)
      .option('--since <duration>', 'how far to look back with --target (default: as each board does)')
      .option('--prometheus <url>', 'where it answers from here, with --target')
      .option('--loki <url>', 'where it answers from here, with --target')
      .option('--tempo <url>', 'where it answers from here, with --target')
      .option(
        '--export <folder>',
        'also write each board there: JSON for Grafana, CSV of its data (with --target), PNG (with a Chromium)',
      )
      .option('--board <name>', 'export only this one, by uid, name or title')
      .option('--json', 'print what was found as JSON'),
  run: (invocation) => outside(invocation, () => preview(invocation)),
};

interface Looked {
  readonly built: Built;
  readonly snapshot?: Snapshot;
}

async function preview(invocation: Invocation): Promise<ExitCode> {
  const looked = await look(invocation);
  if (typeof looked === 'number') return looked;
  const { built, snapshot } = looked;
  if (built.derived.estate.services.length === 0 && built.failed) return EXIT.diagnostics;
  if (invocation.options['export'] !== undefined && built.failed) {
    invocation.io.err(`Nothing was written: ${summary(built.diagnostics)}.\n`);
    return EXIT.diagnostics;
  }
  const boards = boardsToExport(invocation, built.derived.dashboards);
  if (!boards) return unknownBoard(invocation, built);
  const { previewPage } = await import('../../program.ts');
  const compared = await comparison(invocation, built);
  const { derived, diagnostics } = built;
  const costChange =
    'changes' in compared && compared.changes.length > 0 ? await sayCostChange(invocation, built, compared.commit) : [];
  const page = previewPage({
    derived,
    diagnostics,
    chart: await chartFiles(),
    compared,
    costChange,
    ...(snapshot ? { snapshot } : {}),
  });
  const file = resolve(directoryOf(invocation), String(invocation.options['out']));
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, page);
  if (invocation.options['export'] !== undefined) await exportBoards(invocation, { derived, boards, snapshot, page: file });
  return say(invocation, { ...looked, compared, file: relative(invocation.io.cwd, file) });
}

async function unknownBoard({ io, options }: Invocation, { derived }: Built): Promise<ExitCode> {
  const { didYouMean } = await import('../../program.ts');
  const name = String(options['board']);
  const names = derived.dashboards.map(({ uid }) => uid);
  const near = didYouMean(name, names);
  io.err(`There is no board ${name}${near === undefined ? `. There are: ${names.join(', ')}.` : `; ${near}`}\n`);
  return EXIT.usage;
}

async function look(invocation: Invocation): Promise<Looked | ExitCode> {
  if (invocation.options['target'] !== undefined) return snapshotOf(invocation);
  return { built: await buildProject(invocation) };
}

async function say(
  invocation: Invocation,
  { built, snapshot, compared, file }: Looked & { readonly compared: Compared; readonly file: string },
): Promise<ExitCode> {
  const { snapshotReport } = await import('../../program.ts');
  const { io, options } = invocation;
  const { dashboards, estate } = built.derived;
  const report = snapshot && snapshotReport(snapshot, dashboards);
  if (options['json'] === true)
    io.out(json({ file, boards: dashboards.length, compared, ...(report ? { snapshot: report } : {}) }));
  else io.out(`${file}\n${report ? printSnapshot(invocation, report) : ''}`);
  io.err(`${sayCompared(compared)}\n`);
  io.err(`${count(dashboards.length, 'board')}, ${count(estate.slos.length, 'objective')}; open it in a browser.\n`);
  return report && report.counts.failed > 0 ? EXIT.server : EXIT.done;
}

async function comparison(invocation: Invocation, built: Built): Promise<Compared> {
  const { fileChanges, generatedAt, generatedTexts } = await import('../../program.ts');
  const { env, signal } = invocation.io;
  const { base } = invocation.options;
  const box = { cwd: directoryOf(invocation), env, signal };
  const was = await generatedAt('generated', base === undefined ? undefined : String(base), box);
  if ('reason' in was) return was;
  return { ref: was.ref, commit: was.commit, changes: fileChanges(was.files, generatedTexts(built.artifacts)) };
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
