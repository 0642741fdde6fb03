import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, relative, resolve } from 'node:path';
import { type CommandKind, directoryOf } from '../command.ts';
import { EXIT } from '../exit.ts';
import { buildProject } from '../project.ts';

const PLACE = '.signalbox/preview.html';

/** One page to look at, without a network. */
export const previewCommand: CommandKind = {
  name: 'preview',
  summary: 'write one self-contained page: boards with made-up values, objectives, the route tree, findings',
  configure: (command) => command.option('--out <file>', 'where to write it', PLACE),
  run: async (invocation) => {
    const { io, options } = invocation;
    const built = await buildProject(invocation);
    if (built.derived.estate.services.length === 0 && built.failed) return EXIT.diagnostics;
    const { previewPage } = await import('../../program.ts');
    const page = previewPage({ derived: built.derived, diagnostics: built.diagnostics, chart: await chartFiles() });
    const file = resolve(directoryOf(invocation), String(options['out']));
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, page);
    io.out(`${relative(io.cwd, file)}\n`);
    io.err(`${built.derived.dashboards.length} boards, ${built.derived.estate.slos.length} objectives; open it in a browser.\n`);
    return EXIT.done;
  },
};

/** The library's own files, read when they are needed. https://github.com/leeoniya/uPlot */
async function chartFiles(): Promise<{ script: string; style: string }> {
  const folder = dirname(createRequire(import.meta.url).resolve('uplot/package.json'));
  const [script, style] = await Promise.all(
    ['uPlot.iife.min.js', 'uPlot.min.css'].map((name) => readFile(resolve(folder, 'dist', name), 'utf8')),
  );
  return { script: script ?? '', style: style ?? '' };
}
