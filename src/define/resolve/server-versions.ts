import type { Address } from '../../kernel/address.ts';
import { sortedEntries } from '../../kernel/canonical.ts';
import { didYouMean } from '../../kernel/nearest.ts';
import type { ServerKind } from '../../model/environment.ts';
import { type Change, has } from '../../model/versions/change.ts';
import { GRAFANA_CHANGES } from '../../model/versions/grafana.ts';
import { compareVersions, LINES, linesOf, newestLine, SERVER_NAMES } from '../../model/versions/lines.ts';
import { LOKI_CHANGES } from '../../model/versions/loki.ts';
import { TEMPO_CHANGES } from '../../model/versions/tempo.ts';
import type { AuthoredEnvironment } from '../environment.ts';
import type { Report } from './report.ts';
import { shown } from './shown.ts';

/** Versions to compile for in place of those written: what `signalbox upgrade` asks. */
export interface AskedVersions {
  /** Only there; undefined: everywhere. */
  readonly environment: string | undefined;
  readonly servers: Readonly<Partial<Record<ServerKind, string>>>;
}

/** What a Loki of 2.9 can do until then. */
const UPGRADE_LOKI =
  "write version: '3.0' or later for the Loki; until it is upgraded, leave the collector out of its environment, and let Promtail or Alloy send the lines";

type Versioned = object & { readonly version: unknown };

/** `3`, `3.15` or `v3.15.2`: a version, if perhaps none of ours. */
const VERSION = /^v?(\d+)(?:\.(\d+))?(?:\.\d+)?$/;

/** The environment with the versions that are asked for, and with one we compile for where none of ours is written. */
export function atVersions(one: AuthoredEnvironment, asked: AskedVersions | undefined): AuthoredEnvironment {
  const wanted = asked?.environment === undefined || asked.environment === one.name ? (asked?.servers ?? {}) : {};
  const servers = serversIn(one).map(([kind, server]) => {
    const version = wanted[kind] ?? server.version;
    const known = linesOf(kind).find((line) => line === version) ?? lineOf(kind, version) ?? newestLine(kind);
    return [kind, known === server.version ? server : withVersion(server, known)] as const;
  });
  return { ...one, ...Object.fromEntries(servers) };
}

/** What is no version of ours, and what a server of its version does not have. */
export function reportVersions(written: AuthoredEnvironment, at: Address, report: Report): void {
  for (const [kind, server] of serversIn(written)) {
    if (linesOf(kind).some((line) => line === server.version)) continue;
    const seen = `${shown(server.version)}${typeof server.version === 'number' ? ', a number and no text,' : ''}`;
    const message = `${SERVER_NAMES[kind]} ${seen} is no version this release compiles for.`;
    report.error('environment/version', at, sentence(message), { fix: fixOf(kind, server.version), origin: server });
  }
}

/** Features that are refused rather than written for a server that does not read them. */
export function reportMissingFeatures(compiled: AuthoredEnvironment, at: Address, report: Report): void {
  const { collector, grafana, loki, tempo } = compiled;
  const refuse = (server: Versioned & { server: ServerKind }, change: Change, what: string, fix: string): void => {
    if (has(change, String(server.version))) return;
    const message = `${what} came with ${SERVER_NAMES[server.server]} ${change.since}, and this is ${String(server.version)}.`;
    report.error('environment/not-in-version', at, message, { fix, origin: server });
  };
  if (loki && collector)
    refuse(
      loki,
      LOKI_CHANGES.otlp,
      'OTLP, the only way from the collector to Loki since its exporter `loki` is gone (0.131),',
      UPGRADE_LOKI,
    );
  if (tempo?.form === 'distributed')
    refuse(tempo, TEMPO_CHANGES.kafka, 'The distributed form that is written here', "write form: 'single', or version: '3.0'");
  if (grafana?.v2beta1 === true)
    refuse(grafana, GRAFANA_CHANGES.secondSchema, 'The schema v2beta1', "drop v2beta1, or write version: '12.4' or later");
}

function serversIn(one: AuthoredEnvironment): [ServerKind, Versioned][] {
  return sortedEntries(one as unknown as Record<string, unknown>).flatMap(([kind, server]): [ServerKind, Versioned][] =>
    Object.hasOwn(LINES, kind) && typeof server === 'object' && server !== null
      ? [[kind as ServerKind, server as Versioned]] // a key of the table of servers; its version may be anything
      : [],
  );
}

/** A copy that still knows where it was written, which no listing of its fields shows. */
function withVersion<T extends Versioned>(server: T, version: string): T {
  const fields = { ...Object.getOwnPropertyDescriptors(server), version: { value: version, enumerable: true } };
  return Object.freeze(Object.create(Object.prototype, fields) as T); // the same fields but for the version
}

/** The line of `v3.15.2`. */
function lineOf(kind: ServerKind, written: unknown): string | undefined {
  const [, major, minor = '0'] = VERSION.exec(String(written)) ?? [];
  return linesOf(kind).find((line) => line === `${major}.${minor}`);
}

function fixOf(kind: ServerKind, written: unknown): string {
  const lines = linesOf(kind);
  const [oldest = '', newest = ''] = [lines[0], newestLine(kind)];
  const line = lineOf(kind, written);
  if (line !== undefined) return `write version: '${line}'`;
  if (!VERSION.test(String(written))) return didYouMean(String(written), lines) ?? `write version: '${newest}'`;
  const number = String(written).replace(/^v/, '');
  if (compareVersions(number, oldest) < 0) return olderFix(kind, oldest);
  if (compareVersions(number, newest) > 0) return `write version: '${newest}', the newest, until a release of signalbox knows it`;
  const nearest = lines.findLast((one) => compareVersions(one, number) < 0) ?? oldest;
  return `did you mean ${nearest}?`;
}

/** Which lines there are, and what else can be done. */
function olderFix(kind: ServerKind, oldest: string): string {
  const name = SERVER_NAMES[kind];
  const known = `upgrade ${name}: this release knows ${oldest} to ${newestLine(kind)}`;
  return `${known}; until then write version: '${oldest}', whose files nobody has tried on an older one, or leave it out of the environment`;
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
