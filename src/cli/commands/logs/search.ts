import type { Command } from 'commander';
import type { LogSearch } from '../../../program.ts';
import type { Question } from '../../ask/asking.ts';
import { namesIn, unknownService } from '../../ask/service-names.ts';
import { unknownName } from '../../refuse.ts';

/** Which lines: what every form of the command takes. */
export function searchOptions(command: Command): Command {
  return command
    .option('--service <names...>', 'only lines of these services')
    .option('--stream <name>', 'only this stream of them')
    .option('--level <level>', 'this level and worse ones')
    .option('--correlation <id>', 'only lines of this correlation id or trace')
    .option('--where <name=value...>', 'a label or field that must be exactly this')
    .option('--contains <text...>', 'only lines with this text');
}

const WHERE = /^([A-Za-z_][A-Za-z0-9_.]*)=(.*)$/s;

/** What was asked for, or what is wrong with it. */
export async function searchIn({ derived, invocation }: Question<'loki'>): Promise<LogSearch | string> {
  const { options } = invocation;
  const services = namesIn(options['service']);
  const unknown = await unknownService(derived, services);
  if (unknown !== undefined) return unknown;
  const all = derived?.estate.logStreams ?? [];
  const ofServices = all.filter(({ service }) => services.length === 0 || services.includes(service.name));
  const stream = options['stream'] === undefined ? undefined : String(options['stream']);
  const streams = ofServices.filter(({ name }) => stream === undefined || name === stream);
  if (derived && stream !== undefined && streams.length === 0)
    return unknownName('stream', stream, [...new Set(ofServices.map(({ name }) => name))]);
  const level = await levelIn(options['level']);
  if (typeof level === 'object') return level.wrong;
  const where = namesIn(options['where']);
  const wrong = where.find((one) => !WHERE.test(one));
  if (wrong !== undefined) return `\`--where ${wrong}\` is no label and value. Write --where task_id=17.`;
  const pairs = where.map((one) => [one.replace(WHERE, '$1'), one.replace(WHERE, '$2')] as const);
  return {
    services,
    // a stream of another service says nothing of the labels of these lines
    streams: services.every((name) => streams.some(({ service }) => service.name === name)) ? streams : [],
    level,
    correlationId: options['correlation'] === undefined ? undefined : String(options['correlation']),
    where: stream === undefined ? pairs : [['stream', stream], ...pairs],
    contains: namesIn(options['contains']),
  };
}

async function levelIn(written: unknown): Promise<string | undefined | { readonly wrong: string }> {
  const { isLevel, LEVELS } = await import('../../../program.ts');
  if (written === undefined) return undefined;
  return isLevel(String(written)) ? String(written) : { wrong: await unknownName('level', String(written), LEVELS) };
}
