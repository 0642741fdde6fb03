import type { Invocation } from './command.ts';
import { EXIT, type ExitCode } from './exit.ts';

export function refuse({ io }: Invocation, message: string): ExitCode {
  io.err(`${message}\n`);
  return EXIT.usage;
}

/** `There is no service shopp: did you mean shop?` */
export function withHint(message: string, hint: string | undefined): string {
  return hint === undefined ? message : `${message.replace(/\.$/, '')}: ${hint}`;
}

const MOST_NAMES = 10;

/** `There is no SLO shop/bux: did you mean shop/buy?`, or what there is. */
export async function unknownName(what: string, name: string, known: readonly string[]): Promise<string> {
  const { didYouMean } = await import('../program.ts');
  const hint = didYouMean(name, known);
  if (hint !== undefined) return withHint(`There is no ${what} ${name}.`, hint);
  const rest = known.length > MOST_NAMES ? ` and ${known.length - MOST_NAMES} more` : '';
  return `There is no ${what} ${name}. There are: ${known.slice(0, MOST_NAMES).join(', ') || 'none'}${rest}.`;
}
