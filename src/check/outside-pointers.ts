import type { Diagnostic } from '../kernel/diagnostic.ts';
import { didYouMean } from '../kernel/nearest.ts';
import type { Coverage, Pointer } from '../model/coverage.ts';
import { finding } from './finding.ts';
import { dangling } from './rules/coverage/dangling.ts';

/** What there is besides definitions. */
export interface Outside {
  /** Every command with its options: `'alerts list'` → `['--json', …]`. */
  readonly commands: ReadonlyMap<string, readonly string[]>;
  /** The exports of `signalbox/runtime`. */
  readonly runtime: readonly string[];
  /** Whether the project has a file. */
  exists(path: string): boolean;
}

/** Lines of coverages that point at a command, an export or a file that does not exist. */
export function outsidePointers(coverages: readonly Coverage[], outside: Outside): Diagnostic[] {
  return coverages.flatMap((coverage) =>
    coverage.capabilities.flatMap(({ says, by, origin }) =>
      by.flatMap((pointer) => {
        const wrong = wrongIn(pointer, outside);
        if (!wrong) return [];
        const fix = wrong.fix ?? 'point at what delivers it, or write notDelivered with the reason';
        return [finding(dangling, coverage, `"${says}" points at ${wrong.what}, which does not exist.`, { origin, fix })];
      }),
    ),
  );
}

interface Wrong {
  readonly what: string;
  readonly fix: string | undefined;
}

function wrongIn({ name, type }: Pointer, { commands, exists, runtime }: Outside): Wrong | undefined {
  if (type === 'command') return wrongCommand(name, commands);
  if (type === 'runtime' && !runtime.includes(name))
    return { what: `\`${name}\` of signalbox/runtime`, fix: didYouMean(name, runtime) };
  if ((type === 'test' || type === 'doc') && !exists(name.replace(/#.*$/, ''))) return { what: name, fix: undefined };
  return undefined;
}

/** Words up to the first option, argument or value name the command; each option must be one of its own. */
function wrongCommand(written: string, commands: Outside['commands']): Wrong | undefined {
  const words = written.replace(/^signalbox /, '').split(/\s+/);
  const name = [words.slice(0, 2).join(' '), words[0] ?? ''].find((one) => commands.has(one));
  if (name === undefined) return { what: `\`signalbox ${written}\``, fix: didYouMean(words[0] ?? '', commands.keys()) };
  const options = commands.get(name) ?? [];
  const unknown = words.map((word) => word.split('=')[0] ?? '').find((word) => word.startsWith('-') && !options.includes(word));
  if (unknown === undefined) return undefined;
  return { what: `\`${unknown}\` of \`signalbox ${name}\``, fix: didYouMean(unknown, options) };
}
