import type { Command } from 'commander';
import type { AskedServer } from '../../program.ts';
import { choiceOption } from '../choices.ts';
import type { CommandKind, Invocation } from '../command.ts';
import type { ExitCode } from '../exit.ts';
import { progress } from '../progress.ts';
import { refuse, unknownName } from '../refuse.ts';
import { type Findings, FORMATS, type Format, showFindings } from './output.ts';
import { type Needs, type Reached, reach, serverOptions } from './servers.ts';
import { type Span, spanIn, spanOptions } from './span.ts';

/** What a command that asks live servers is given: everything it was told, checked, and a reader of each server. */
export interface Question<E extends AskedServer> extends Reached<E> {
  readonly invocation: Invocation;
  readonly span: Span;
  /** One line that is overwritten, on a terminal only. */
  progress(text: string): void;
  /** One line on stderr, beside the answer. */
  warn(text: string): void;
  /** Prints the answer in the form that was asked for. */
  show<Row>(findings: Findings<Row>): Promise<ExitCode>;
  /** A mistake of usage: one line on stderr, exit code 2. */
  refuse(message: string): ExitCode;
}

interface Asking<E extends AskedServer> extends Needs<E> {
  /** How far it looks back where nobody says; undefined: it asks about one moment; 'now': about no other than this one. */
  readonly since: string | undefined;
}

/** The options every command that asks live servers has: servers, tenant, time, form. */
export function askingOptions(
  command: Command,
  { also = [], engines, since }: Pick<Asking<AskedServer>, 'also' | 'engines' | 'since'>,
): Command {
  return formOptions(spanOptions(serverOptions(command, [...engines, ...also]), since));
}

/** How an answer is shown: the same for every command that has rows. */
export function formOptions(command: Command): Command {
  return command
    .addOption(choiceOption('--format <form>', 'how to print it', FORMATS).default('table'))
    .option('--json', 'the same as --format json')
    .option('--interactive', 'narrow the table by typing, on a terminal')
    .option('--no-pager', 'never show a long table through $PAGER or less');
}

/** Checks what it was told, reaches the servers, and asks; a server that is away ends with 4, as everywhere. */
export function asking<E extends AskedServer>(
  needs: Asking<E>,
  work: (question: Question<E>) => Promise<ExitCode>,
): CommandKind['run'] {
  return async (invocation) => {
    const format = await formIn(invocation);
    if (typeof format === 'number') return format;
    const span = await spanIn(invocation);
    if (typeof span === 'number') return span;
    const reached = await reach(invocation, needs);
    if (typeof reached === 'number') return reached;
    const line = progress(invocation.io);
    const show = <Row>(findings: Findings<Row>) => {
      line.clear();
      return showFindings(invocation, format, findings);
    };
    const warn = (text: string) => {
      line.clear();
      invocation.io.err(`${text}\n`);
    };
    const question = { ...reached, invocation, span, progress: line.say, show, warn };
    try {
      return await work({ ...question, refuse: (message) => refuse(invocation, message) });
    } finally {
      line.clear();
    }
  };
}

/** The form that was asked for, or what is wrong with it. */
export async function formIn(invocation: Invocation): Promise<Format | ExitCode> {
  const { io, options } = invocation;
  const written = options['json'] === true ? 'json' : String(options['format']);
  const format = FORMATS.find((one) => one === written);
  const other = options['json'] === true && options['format'] !== 'table' && options['format'] !== 'json';
  if (other) return refuse(invocation, `\`--json\` and \`--format ${options['format']}\` are two forms: write one.`);
  if (!format) return refuse(invocation, await unknownName('format', written, FORMATS));
  if (options['interactive'] === true && (format !== 'table' || !io.terminal))
    return refuse(
      invocation,
      '`--interactive` is for tables on a terminal: leave it out in a pipe, and with --format and --json.',
    );
  return format;
}
