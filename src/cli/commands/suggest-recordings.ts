import type { Suggestion } from '../../check/suggest/suggest-recordings.ts';
import { printDuration } from '../../kernel/duration.ts';
import type { CommandKind, Invocation } from '../command.ts';
import { EXIT, type ExitCode } from '../exit.ts';
import { count, json, styled } from '../print.ts';
import { buildProject } from '../project.ts';

const MIN_USES = 2;
const LIMIT = 10;

/** Expressions that several rules and panels share. Nothing is written. */
export const suggestRecordingsCommand: CommandKind = {
  name: 'suggest-recordings',
  summary: 'find what several rules and panels ask alike, and say what recording it would save',
  configure: (command) =>
    command
      .option('--format <name>', 'text or json', 'text')
      .option('--min-uses <n>', 'how many rules and panels must share it', String(MIN_USES))
      .option('--limit <n>', 'how many to show', String(LIMIT)),
  run: async (invocation) => {
    const { io, options } = invocation;
    const format = String(options['format']);
    const [minUses, limit] = [Number(options['minUses']), Number(options['limit'])];
    const wrong = wrongOption(format, minUses, limit);
    if (wrong !== undefined) {
      io.err(`${wrong}.\n`);
      return EXIT.usage;
    }
    const built = await buildProject(invocation);
    if (built.failed) return EXIT.diagnostics;
    const { suggestRecordings } = await import('../../program.ts');
    return print(invocation, suggestRecordings(built.derived, { minUses, limit }), format);
  },
};

function wrongOption(format: string, minUses: number, limit: number): string | undefined {
  if (format !== 'text' && format !== 'json') return `There is no format ${format}: text, json`;
  if (!Number.isInteger(minUses) || minUses < 2) return '--min-uses is a whole number, 2 or more';
  return Number.isInteger(limit) && limit > 0 ? undefined : '--limit is a whole number, 1 or more';
}

function print(invocation: Invocation, suggestions: readonly Suggestion[], format: string): ExitCode {
  const { io } = invocation;
  if (format === 'json') io.out(json({ suggestions }));
  else if (suggestions.length === 0) io.out('Nothing worth recording is asked by several rules or panels.\n');
  else io.out(suggestions.map((one) => said(invocation, one)).join('\n'));
  return EXIT.done;
}

function said({ io }: Invocation, one: Suggestion): string {
  const { expr, uses, samples, series, recorded, definition } = one;
  const reads = `${number(samples)} samples an evaluation, ${count(series, 'series', 'series')} when recorded`;
  const advice = recorded === undefined ? definition : `It is recorded as ${recorded}: read that.`;
  return [
    styled(io, 'bold', expr),
    ...uses.map((use) => `  ${use.at}${use.panel === '' ? '' : `, panel ${use.panel}`}: ${often(use)}`),
    `  ${reads}`,
    `  ${savesOf(one)}`,
    '',
    advice.replace(/^/gm, '    '),
    '',
  ].join('\n');
}

/** What it saves: in rules by the hour, on panels each time they are looked at. */
function savesOf({ savedByRules, savedByPanels }: Suggestion): string {
  const rules =
    savedByRules < 0 ? `costs ${number(-savedByRules)} samples an hour more` : `saves ${number(savedByRules)} samples an hour`;
  return savedByPanels === 0
    ? `${rules} in rules`
    : `${rules} in rules, saves ${number(savedByPanels)} on each refresh of the panels`;
}

function often({ everyMs, points, times }: Suggestion['uses'][number]): string {
  const again = times > 1 ? `, ${times} times in the query` : '';
  return points === 1
    ? `every ${printDuration(everyMs)}${again}`
    : `every ${printDuration(everyMs)} while it is open, ${points} points${again}`;
}

/** `12.3k` */
function number(value: number): string {
  if (value < 10_000) return String(Math.round(value));
  return value < 10_000_000 ? `${Math.round(value / 1000)}k` : `${Math.round(value / 1_000_000)}M`;
}
