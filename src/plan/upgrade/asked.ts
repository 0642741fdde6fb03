import { didYouMean } from '../../kernel/nearest.ts';
import type { ServerKind } from '../../model/environment.ts';
import { LINES, linesOf, newestLine, SERVER_NAMES } from '../../model/versions/lines.ts';

export type AskedServers = Partial<Record<ServerKind, string>>;

/** `prometheus=3.15,loki=3.7`, or a sentence that says what is wrong with it. */
export function parseVersions(text: string): AskedServers | string {
  const servers: AskedServers = {};
  for (const part of text.split(',')) {
    const [name = '', version, ...rest] = part.trim().split('=');
    if (version === undefined || rest.length > 0 || name === '' || version === '')
      return `${JSON.stringify(part.trim())} names no server and version: write --to prometheus=${newestLine('prometheus')}.`;
    if (!isServer(name)) return `There is no server ${name}${hint(name, Object.keys(LINES))}`;
    if (servers[name] !== undefined) return `--to names ${name} twice.`;
    const line = linesOf(name).find((one) => one === lineOf(version));
    if (line === undefined)
      return `There is no ${SERVER_NAMES[name].replace(/^the /, '')} ${version} here: there is ${linesOf(name)[0]} to ${newestLine(name)}.`;
    servers[name] = line;
  }
  return servers;
}

function isServer(name: string): name is ServerKind {
  return Object.hasOwn(LINES, name);
}

/** Patches do not count: `v3.15.2` is 3.15. */
function lineOf(version: string): string {
  return version.replace(/^v/, '').replace(/^(\d+\.\d+)\.\d+$/, '$1');
}

function hint(written: string, known: readonly string[]): string {
  return `: ${didYouMean(written, known) ?? `there are ${known.join(', ')}.`}`;
}
