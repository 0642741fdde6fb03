import { addressOf, ESTATE } from '../../kernel/address.ts';
import type { Inhibition, Routing } from '../../model/routing.ts';
import type { Inhibition as AuthoredInhibition, AuthoredRouting } from '../routing.ts';
import { durationIn, missing, type Report } from './report.ts';
import { groupByIn, notZero, type RouteContext, receiverAt, resolveRoute } from './routes.ts';
import { shown } from './shown.ts';
import { isEveryAlert, isLabelName, matchersOf } from './when.ts';

const GROUP_BY = ['alertname', 'service'];

/** The first is the estate's; the others are read too, so that what else is wrong in them is told at once. */
export function resolveRouting(
  authored: readonly AuthoredRouting[],
  context: Omit<RouteContext, 'address' | 'report' | 'origin'>,
  report: Report,
): Routing | undefined {
  const address = addressOf(ESTATE, 'routing', 'routing');
  for (const other of authored.slice(1)) {
    report.error('routing/several', address, 'There are two `routing` definitions; Alertmanager has one tree.', {
      origin: other,
      fix: 'join them',
    });
  }
  const [first] = authored.map((one) => routingOf(one, { ...context, address, report, origin: one }));
  return first;
}

function routingOf(one: AuthoredRouting, at: RouteContext): Routing {
  const { address, report } = at;
  if (!one.fallback) missing('fallback', address, one, report);
  const fallback = receiverAt(one.fallback, at);
  const above = { receiver: fallback, within: [] };
  return {
    address,
    name: 'routing',
    origin: one,
    fallback,
    groupBy: groupByIn(one.groupBy, one, at) ?? GROUP_BY,
    groupWaitMs: durationIn(one.wait, 30_000, 'wait', address, one, report),
    groupIntervalMs: notZero(durationIn(one.interval, 300_000, 'interval', address, one, report), 'interval', one, at),
    repeatIntervalMs: notZero(durationIn(one.repeat, 4 * 3_600_000, 'repeat', address, one, report), 'repeat', one, at),
    overrides: (one.overrides ?? []).map((route) => resolveRoute(route, 'an override', above, at)),
    tree: one.tree?.map((route) => resolveRoute(route, 'written', above, at)),
    inhibitions: (one.inhibit ?? []).map((rule) => inhibition(rule, at)),
  };
}

function inhibition(rule: AuthoredInhibition, at: RouteContext): Inhibition {
  const wrong = (code: string, message: string, fix: string) => at.report.error(code, at.address, message, { origin: rule, fix });
  if (rule.equal.length === 0)
    wrong(
      'inhibition/no-equal',
      'Without `equal`, one alert anywhere silences the others everywhere.',
      "name the labels both must share: equal: ['cluster']",
    );
  for (const label of rule.equal) {
    if (!isLabelName(label))
      wrong('route/matcher', `\`equal\` has ${shown(label)}, which is no name of a label.`, "name the label: equal: ['cluster']");
  }
  const [source, target] = [matchersOf(rule.while, rule, at), matchersOf(rule.silence, rule, at)];
  if (isEveryAlert(rule.while) || isEveryAlert(rule.silence))
    wrong(
      'inhibition/no-condition',
      `\`${isEveryAlert(rule.while) ? 'while' : 'silence'}\` has no condition, so it is every alert.`,
      'say which: { alert: databaseDown }, { service: checkout }, { labels: { … } }',
    );
  return { source, target, equal: rule.equal, because: 'written', origin: rule };
}
