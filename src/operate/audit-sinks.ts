import { appendFile, mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { canonicalJson } from '../kernel/canonical.ts';
import type { AuditSink } from '../model/audit.ts';
import { textHash } from '../plan/observation.ts';
import { describeFailure, failureOf, OutsideFailure } from '../targets/failure.ts';
import { httpClient } from '../targets/http.ts';
import type { TargetIo } from '../targets/io.ts';

/** Below the project: lines that no sink has taken yet. */
const OUTBOX = '.signalbox/audit-outbox';
const PUSH = '/loki/api/v1/push';
/** A process that was killed while it sent is not heard of for longer. */
const SENDING_MS = 60_000;
const NANOSECONDS = '000000';
const MODE = 0o600;

/** Gives a line to every sink. What a sink does not take is kept, and sent with the next line; gives what to tell of that. */
export async function sendAudit(sinks: readonly AuditSink[], line: string, io: TargetIo, now: Date): Promise<readonly string[]> {
  const warnings: string[] = [];
  for (const sink of sinks) {
    const name = textHash(canonicalJson(sink)).slice(0, 16);
    const waiting = join(resolve(io.baseDirectory), OUTBOX, `${name}.jsonl`);
    const unkept = await failureOf(() => append(waiting, line));
    const problem = unkept ? undefined : await flush(sink, waiting, io, now);
    if (unkept) warnings.push(`${nameOf(sink)} does not get this audit: ${describeFailure(unkept)}`);
    if (problem !== undefined)
      warnings.push(`${nameOf(sink)} has not taken the audit: ${problem}. It is kept, and sent next time`);
  }
  return warnings;
}

/** What is sent is moved aside first, so that two processes never send one line, and none is lost where one is killed. */
async function flush(sink: AuditSink, waiting: string, io: TargetIo, now: Date): Promise<string | undefined> {
  const sending = `${waiting}.${now.getTime()}.sending`;
  await takeBack(waiting, now);
  await rename(waiting, sending).catch(() => {}); // another process sends it
  const text = await readFile(sending, 'utf8').catch(() => '');
  if (text === '') return undefined;
  try {
    await deliver(sink, text, io, now);
    await rm(sending, { force: true });
    return undefined;
  } catch (error) {
    if (!(error instanceof OutsideFailure)) throw error;
    await append(waiting, text);
    await rm(sending, { force: true });
    return describeFailure(error);
  }
}

async function takeBack(waiting: string, now: Date): Promise<void> {
  const folder = dirname(waiting);
  for (const name of await readdir(folder).catch(() => [])) {
    const path = join(folder, name);
    if (!path.startsWith(`${waiting}.`)) continue;
    const found = await stat(path).catch(() => undefined);
    if (!found || now.getTime() - found.mtimeMs < SENDING_MS) continue;
    await append(waiting, await readFile(path, 'utf8').catch(() => ''));
    await rm(path, { force: true });
  }
}

async function deliver(sink: AuditSink, text: string, io: TargetIo, now: Date): Promise<void> {
  if (sink.to === 'file') return append(isAbsolute(sink.path) ? sink.path : resolve(io.baseDirectory, sink.path), text);
  const at = `${now.getTime()}${NANOSECONDS}`; // each line says when it was; Loki refuses what comes late
  const values = text
    .trimEnd()
    .split('\n')
    .map((line) => [at, line]);
  const body = JSON.stringify({ streams: [{ stream: sink.labels, values }] });
  await httpClient(sink.connection, io).request({ method: 'POST', path: PUSH, body });
}

async function append(path: string, text: string): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true });
    await appendFile(path, text, { mode: MODE });
  } catch (failure) {
    const { code = '' } = failure as NodeJS.ErrnoException; // absent on all but errors of the system
    throw new OutsideFailure(`${path} cannot be written`, { kind: 'misconfigured', detail: code });
  }
}

function nameOf(sink: AuditSink): string {
  return sink.to === 'file' ? sink.path : httpName(sink.connection.url);
}

/** Without a login in it. */
function httpName(url: string): string {
  return URL.canParse(url) ? new URL(url).origin : 'Loki';
}
