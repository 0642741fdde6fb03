import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { EngineName } from '../../model/query.ts';
import type { Language, QueryProblem } from '../../program.ts';
import { asking, askingOptions } from '../ask/asking.ts';
import { CHOICES, choiceOption } from '../choices.ts';
import { type CommandKind, directoryOf, type Invocation } from '../command.ts';
import { EXIT, type ExitCode } from '../exit.ts';
import { printed } from '../project.ts';
import { refuse, unknownName } from '../refuse.ts';
import { ENGINE_QUERIES, type Sent } from './query/engines.ts';
import { runStructured } from './query/structured.ts';

const ENGINES: readonly EngineName[] = ['prometheus', 'loki', 'tempo'];
/** The document's own form, beside the three languages. */
const STRUCTURED = 'json';

/** Any question, in the words of the server. */
export const queryCommand: CommandKind = {
  name: 'query',
  summary: 'ask in PromQL, LogQL, TraceQL or a JSON query; checked here before it is sent, answered as table, chart, JSON or CSV',
  configure: (command) =>
    askingOptions(command.argument('[query]', 'the text of the query'), { engines: ENGINES, since: '1h' })
      .addOption(
        choiceOption('--language <name>', 'which it is (default: json where the query is JSON, else promql)', CHOICES.language),
      )
      .option('--file <path>', 'read the query from this file')
      .option('--range', 'over the time, as a chart, where it would be asked for one moment')
      .option('--step <duration>', 'how far apart the steps of a range are (default: about 80)')
      .option('--limit <n>', 'lines or traces at most', '100'),
  run: async (invocation) => {
    const { LANGUAGES, looksStructured } = await import('../../program.ts');
    const languages: Readonly<Record<string, Language>> = LANGUAGES;
    const told = invocation.options['language']?.toString();
    if (told !== undefined && told !== STRUCTURED && !Object.hasOwn(languages, told))
      return refuse(invocation, await unknownName('language', told, [...Object.keys(languages), STRUCTURED]));
    const asked = await askedIn(invocation);
    if (typeof asked === 'string') return refuse(invocation, asked);
    const language = languages[told ?? (looksStructured(asked.text) ? STRUCTURED : 'promql')];
    return language ? send(invocation, language, asked) : runStructured(invocation, asked.text);
  },
};

type Asked = Pick<Sent, 'text' | 'limit' | 'stepSeconds'>;

/** Checks before anything else, so that a slip is told without a server. */
async function send(invocation: Invocation, language: Language, asked: Asked): Promise<ExitCode> {
  const { problems, result } = language.check(asked.text);
  if (problems.length > 0) return say(invocation, asked.text, problems);
  const { engine } = language;
  const sent = { ...asked, result, range: invocation.options['range'] === true || asked.stepSeconds !== undefined };
  const needs = { definitions: false, since: '1h' };
  return asking({ ...needs, engines: [engine] }, (question) => ENGINE_QUERIES[engine](question as never, sent))(invocation); // reached above
}

async function askedIn(invocation: Invocation): Promise<Asked | string> {
  const { parseDuration } = await import('../../program.ts');
  const { options, args } = invocation;
  const { file, step } = options;
  const limit = Number(options['limit']);
  if (!Number.isInteger(limit) || limit < 1) return `\`--limit ${options['limit']}\` is no number of things. Write 100.`;
  const stepMs = step === undefined ? undefined : parseDuration(String(step));
  if (step !== undefined && !stepMs) return `\`--step ${step}\` is no duration. Write '30s' or '5m'.`;
  const text = file === undefined ? args[0] : await readFile(resolve(directoryOf(invocation), String(file)), 'utf8');
  if (text === undefined || text.trim() === '')
    return "What is asked? Write the query, or --file PATH: signalbox query 'up == 0'";
  return { text: text.trim(), limit, stepSeconds: stepMs === undefined ? undefined : stepMs / 1000 };
}

async function say(invocation: Invocation, text: string, problems: readonly QueryProblem[]): Promise<ExitCode> {
  const { addressOf, error, ESTATE } = await import('../../program.ts');
  const at = addressOf(ESTATE, 'query', 'typed');
  const diagnostics = problems.map(({ code, message, from, to, fix }) =>
    error(code, at, message, { excerpt: { text, from, to }, ...(fix === undefined ? {} : { fix }) }),
  );
  invocation.io.err(`${printed(invocation.io, diagnostics)}Nothing was sent.\n`);
  return EXIT.usage;
}
