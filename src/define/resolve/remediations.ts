import { type Address, ESTATE } from '../../kernel/address.ts';
import { isRecord, sortedBy } from '../../kernel/canonical.ts';
import { parseDuration } from '../../kernel/duration.ts';
import { isSecret } from '../../kernel/secret.ts';
import type { DefinedAlert } from '../../model/alert.ts';
import type { Remediation } from '../../model/remediation.ts';
import type { AuthoredRemediation } from '../remediation.ts';
import type { AuthoredReceiver } from '../team.ts';
import { addressIn, type Report, secretIn } from './report.ts';
import { shown } from './shown.ts';
import { type Receivers, resolveReceiver } from './teams.ts';

interface RemediationContext {
  readonly alerts: ReadonlyMap<object, DefinedAlert>;
  readonly receivers: Receivers;
}

/** Those that can be reached; what is wrong with any of them is reported. */
export function resolveRemediations(
  authored: readonly AuthoredRemediation[],
  context: RemediationContext,
  report: Report,
): Remediation[] {
  return sortedBy(authored, ({ name }) => name).flatMap((one): Remediation[] => {
    const address = addressIn(ESTATE, 'remediation', one, report);
    const alerts = alertsOf(one, address, context, report);
    reportLimits(one, address, report);
    if (!isReachable(one, address, report)) return [];
    const receiver = resolveReceiver(one.receiver as AuthoredReceiver, context.receivers, report); // made by `remediation`, with its channel
    return [{ address, name: one.name, origin: one, alerts, receiver, dryRun: one.dryRun }];
  });
}

function alertsOf(one: AuthoredRemediation, at: Address, { alerts }: RemediationContext, report: Report): DefinedAlert[] {
  const wrong = (message: string, fix: string): [] => {
    report.error('remediation/alert', at, message, { origin: one, fix });
    return [];
  };
  if (one.on.length === 0) return wrong('It answers no alert.', 'write on: queueStuck, or a list of alerts');
  const found = one.on.flatMap((alert: unknown) => {
    const known = isRecord(alert) ? alerts.get(alert) : undefined;
    if (known) return [known];
    if (!isRecord(alert) || alert['kind'] !== 'alert')
      return wrong(`\`on\` has ${shown(alert)}, which is no alert.`, 'write the alert itself: on: queueStuck');
    return wrong(
      `It answers ${String(alert['name'])}, which is no part of the estate.`,
      'export it from definitions/index.ts, and mend what else is said of it',
    );
  });
  return [...new Set(found)];
}

/** Limits that hold nothing back, or everything. */
function reportLimits(one: AuthoredRemediation, at: Address, report: Report): void {
  const { rateLimit, maxRunning, maxAlerts, timeout } = one.settings;
  const { runs, per } = isRecord(rateLimit) ? rateLimit : { runs: undefined, per: undefined };
  const wrong = (field: string, value: unknown, fix: string): void =>
    report.error('remediation/limit', at, `\`${field}\` is ${shown(value)}.`, { origin: one, fix });
  if (rateLimit !== undefined && !isRecord(rateLimit)) wrong('rateLimit', rateLimit, "write rateLimit: { runs: 3, per: '1h' }");
  for (const [field, count] of Object.entries({
    'rateLimit.runs': runs,
    maxRunning,
    maxAlerts,
  }))
    if (count !== undefined && !isCount(count))
      wrong(field, count, 'write a whole number of at least 1; to do nothing, dryRun: true');
  for (const [field, time] of Object.entries({ 'rateLimit.per': per, timeout }))
    if (time !== undefined && !isTime(time)) wrong(field, time, "write a time above zero: '1h'");
  if (isRecord(rateLimit) && (runs === undefined || per === undefined))
    wrong('rateLimit', rateLimit, "write both: rateLimit: { runs: 3, per: '1h' }");
}

function isReachable(one: AuthoredRemediation, at: Address, report: Report): boolean {
  const { to, token }: { readonly to: unknown; readonly token: unknown } = one.settings;
  const isAddress = isSecret(to) || (typeof to === 'string' && /^https?:\/\/[^/]/.test(to) && URL.canParse(to));
  // it may be a token: not quoted
  if (!isAddress)
    report.error('remediation/address', at, '`to` is no address that begins with http:// or https://.', {
      origin: one,
      fix: "write to: 'https://host/path' or secret.file('…')",
    });
  return secretIn(token, 'token', at, one, report) !== undefined && isAddress;
}

function isCount(value: unknown): boolean {
  return Number.isInteger(value) && Number(value) >= 1;
}

function isTime(value: unknown): boolean {
  return typeof value === 'string' && (parseDuration(value) ?? 0) > 0;
}
