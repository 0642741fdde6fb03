import type { Artifact } from '../artifacts/kind.ts';
import { addressOf, ESTATE } from '../kernel/address.ts';
import { type Diagnostic, error, info, warning } from '../kernel/diagnostic.ts';
import { findTool, type Tool, type Toolbox } from './find-tool.ts';
import type { Ran } from './run.ts';
import { fileOf, withFiles } from './with-files.ts';

/** What a tool is asked: which files, and with which arguments. */
export interface Question {
  /** `promtool`, and the image that holds it. */
  readonly tool: string;
  readonly image: string;
  readonly args: readonly string[];
  /** The files it judges. */
  readonly judged: readonly Artifact[];
  /** Files those refer to. */
  readonly beside: readonly Artifact[];
}

/** Files for one run: the command line has an end, and ten thousand processes would take an hour. */
const AT_ONCE = 200;
const MAX_LINES = 12;

/** Asks an official tool about files. A tool that is missing gives one note, never a pass. */
export async function judge(question: Question, box: Toolbox): Promise<Diagnostic[]> {
  const { tool: name, image, judged, beside } = question;
  if (judged.length === 0) return [];
  const tool = await findTool(name, image, box);
  if (!tool) return [missing(question)];
  return withFiles([...judged, ...beside], async (directory) => {
    const found: Diagnostic[] = [];
    for (let start = 0; start < judged.length; start += AT_ONCE) {
      found.push(...(await verdict(tool, question.args, judged.slice(start, start + AT_ONCE), directory)));
    }
    return found;
  });
}

/** All at once first; only where that fails, each alone, so that the verdict is about one file. */
async function verdict(
  tool: Tool,
  args: readonly string[],
  files: readonly Artifact[],
  directory: string,
): Promise<Diagnostic[]> {
  const ran = await tool.run([...args, ...files.map(fileOf)], directory);
  if (ran.status === 0) return [];
  const [only] = files;
  if (files.length === 1 && only) return [ran.status === undefined ? broken(tool, only, ran) : rejected(tool, only, ran)];
  const found: Diagnostic[] = [];
  for (const file of files) found.push(...(await verdict(tool, args, [file], directory)));
  return found;
}

function about({ from, kind, path }: Artifact) {
  return from[0] ?? addressOf(ESTATE, kind, path);
}

function rejected({ title }: Tool, artifact: Artifact, { output }: Ran): Diagnostic {
  const lines = output.split('\n').map((line) => line.trimEnd());
  const said = lines.filter((line) => line !== '' && !/^\s*(Checking\b(?!.*FAILED)|SUCCESS)/.test(line)).slice(0, MAX_LINES);
  return error('tool/rejected', about(artifact), `${title} refuses ${fileOf(artifact)}: ${said.join('\n').trim()}`, {
    fix: 'if no other diagnostic names the cause, this is a bug of signalbox: please report it',
  });
}

function broken({ title }: Tool, artifact: Artifact, { failure }: Ran): Diagnostic {
  return warning('tool/broken', about(artifact), `${title} gave no verdict on ${fileOf(artifact)}: ${failure ?? 'unknown'}.`, {
    fix: 'run it by hand on the generated file',
  });
}

function missing({ tool, image, judged, args }: Question): Diagnostic {
  const what = `${judged.length} ${judged.length === 1 ? 'file' : 'files'}`;
  return info(
    'tool/missing',
    addressOf(ESTATE, 'tool', tool),
    `${tool} is not installed, so \`${tool} ${args.join(' ')}\` has not judged ${what}.`,
    {
      fix: `put ${tool} on the PATH, or fetch its image: docker pull ${image}`,
    },
  );
}
