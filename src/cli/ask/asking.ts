import type { Command } from 'commander';
import type { EngineName } from '../../model/query.ts';
import type { CommandKind, Invocation } from '../command.ts';
import type { ExitCode } from '../exit.ts';
import { progress } from '../progress.ts';
import { refuse, unknownName } from '../refuse.ts';
import { type Findings, FORMATS, type Format, showFindings } from './output.ts';
import { type Needs, type Reached, reach, serverOptions } from './servers.ts';
import { type Span, spanIn, spanOptions } from './span.ts';

/** What a command that asks live servers is given: everything it was told, checked, and a reader of each server. */
export interface Question<E extends EngineName> extends Reached<E> {
  readonly invocation: Invocation;
  readonly span: Span;
  /** One line that is overwritten, on a terminal only. */
  progress(text: string): void;
  /** Prints the answer in the form that was asked for. */
  show<Row>(findings: Findings<Row>): Promise<ExitCode>;
  /** A mistake of usage: one line on stderr, exit code 2. */
  refuse(message: string): ExitCode;
}

interface Asking<E extends EngineName> extends Needs<E> {
  /** How far it looks back where nobody says; undefined: it asks about one moment. */
  readonly since: string | undefined;
}

/** The options every command that asks live servers has: servers, tenant, time, form. */
export function askingOptions(
  command: Command,
  { also = [], engines, since }: Pick<Asking<EngineName>, 'also' | 'engines' | 'since'>,
): Command {
  return spanOptions(serverOptions(command, [...engines, ...also]), since)
    .option('--format <form>', FORMATS.join(', '), 'table')
    .option('--json', 'the same as --format json')
    .option('--interactive', 'narrow the table by typing, on a terminal')
    .option('--no-pager', 'never show a long table through $PAGER or less');
}

/** Checks what it was told, reaches the servers, and asks; a server that is away ends with 4, as everywhere. */
export function asking<E extends EngineName>(
  needs: Asking<E>,
  work: (question: Question<E>) => Promise<ExitCode>,
): CommandKind['run'] {
  return async (invocation) => {
    const format = await formatIn(invocation);
    if (typeof format === 'number') return format;
    if (invocation.options['interactive'] === true && (format !== 'table' || !invocation.io.terminal))
      return refuse(
        invocation,
        '`--interactive` is for tables on a terminal: leave it out in a pipe, and with --format and --json.',
      );
    const span = await spanIn(invocation);
    if (typeof span === 'number') return span;
    const reached = await reach(invocation, needs);
    if (typeof reached === 'number') return reached;
    const line = progress(invocation.io);
    const show = <Row>(findings: Findings<Row>) => {
      line.clear();
      return showFindings(invocation, format, findings);
    };
    const question = { ...reached, invocation, span, progress: line.say, show };
    try {
      return await work({ ...question, refuse: (message) => refuse(invocation, message) });
    } finally {
      line.clear();
    }
  };
}

async function formatIn(invocation: Invocation): Promise<Format | ExitCode> {
  const { options } = invocation;
  const written = options['json'] === true ? 'json' : String(options['format']);
  const found = FORMATS.find((format) => format === written);
  return found ?? refuse(invocation, await unknownName('format', written, FORMATS));
}
