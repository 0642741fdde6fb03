import { canMeet, readsOf } from '../../../derive/shards/reads.ts';
import { printDuration } from '../../../kernel/duration.ts';
import { remembered } from '../../../kernel/remembered.ts';
import { causesOf, isAlertRule, type RuleGroup } from '../../../model/alert.ts';
import { finding } from '../../finding.ts';
import type { Recorded } from '../../recording-index.ts';
import type { CheckInput, Rule } from '../../rule.ts';
import { askingIn } from '../../standing-rules.ts';

/** A rule that reads a recording, and the groups both are in. */
interface Reading {
  readonly rule: RuleGroup['rules'][number];
  readonly group: RuleGroup;
  readonly recording: Recorded;
}

export const slowerThanReader: Rule = {
  code: 'recording/slower-than-reader',
  severity: 'warning',
  about: 'recording',
  why: 'Between two evaluations a recording says what was: a rule that runs more often sees the same value again and again, and an alert on it fires up to a whole interval of the recording late.',
  bad: [
    "recording({ service: checkout, name: 'checkout:http_requests:rate1h', expr: sum(rate(requests, '1h')), interval: '5m' });",
    "alert({ service: checkout, name: 'Quiet', severity: 'info', when: promql`checkout:http_requests:rate1h < 1`, summary: 'Quiet.' });",
  ].join('\n'),
  good: [
    "recording({ service: checkout, name: 'checkout:http_requests:rate1h', expr: sum(rate(requests, '1h')), interval: '5m' });",
    'const read = promql`min_over_time(checkout:http_requests:rate1h[15m]) < 1`;   // over a range: how old it is does not matter',
    "alert({ service: checkout, name: 'Quiet', severity: 'info', when: read, summary: 'Quiet.' });",
  ].join('\n'),
  *run(input) {
    const fastest = fastestMs(input);
    for (const { rule, group, recording } of readings(input)) {
      const of = recording.group;
      const [own, others] = [group.intervalMs ?? fastest, of.intervalMs ?? fastest];
      if (of === group || others <= own) continue;
      const message = `${nameOf(rule)} is evaluated every ${printDuration(own)} and reads ${recording.record}, which is recorded every ${printDuration(others)}.`;
      yield finding(slowerThanReader, writerOf(rule), message, {
        fix: `read it over a range (last_over_time(${recording.record}[${printDuration(3 * others)}])), or record it more often`,
      });
    }
  },
};

export const ofAnotherGroup: Rule = {
  code: 'recording/of-another-group',
  severity: 'info',
  about: 'recording',
  why: 'Groups of rules are evaluated at different moments of an interval, in no order. What reads a recording of another group gets the value of the evaluation before whenever its own group comes first, so an alert can fire that much later.',
  bad: [
    "const cart = service({ name: 'cart', system: shop, owner: payments, tier: 2 });",
    "recording({ service: checkout, name: 'checkout:http_requests:rate5m', expr: sum(rate(requests, '5m')) });",
    "alert({ service: cart, name: 'Quiet', severity: 'info', when: promql`checkout:http_requests:rate5m < 1`, summary: 'Quiet.' });",
  ].join('\n'),
  good: [
    "recording({ service: checkout, name: 'checkout:http_requests:rate5m', expr: sum(rate(requests, '5m')) });",
    "alert({ service: checkout, name: 'Quiet', severity: 'info', when: promql`checkout:http_requests:rate5m < 1`, summary: 'Quiet.' });",
  ].join('\n'),
  *run(input) {
    const fastest = fastestMs(input);
    for (const { rule, group, recording } of readings(input)) {
      const of = recording.group;
      const [own, others] = [group.intervalMs ?? fastest, of.intervalMs ?? fastest];
      if (of === group || others > own) continue;
      const message = `${nameOf(rule)} reads ${recording.record} of the group ${of.name}: it may be ${printDuration(others)} old.`;
      yield finding(ofAnotherGroup, writerOf(rule), message, {
        fix: 'give both to one service, or take it into account: suppress it with the reason',
      });
    }
  },
};

function writerOf(rule: Reading['rule']) {
  return isAlertRule(rule) ? rule : { address: rule.cause, origin: rule.origin };
}

function nameOf(rule: Reading['rule']): string {
  return isAlertRule(rule) ? rule.name : rule.record;
}

/** What authors wrote; what an SLO or a policy reads of our recordings is ours to get right. */
const readings = remembered(({ catalogue, derived: { estate, groups } }: CheckInput): readonly Reading[] => {
  const written = new Set([...estate.alerts, ...estate.recordings].map(({ address }) => address));
  const own = groups.filter((group) => causesOf(group).some((cause) => written.has(cause)));
  return askingIn(own).flatMap(({ group, rules }) =>
    rules
      .filter((rule) => written.has(writerOf(rule).address))
      .flatMap((rule) => recordingsReadBy(rule, catalogue).map((recording) => ({ rule, group, recording }))),
  );
});

/** What it reads as it is now. */
function recordingsReadBy(rule: Reading['rule'], { recordingsNamed }: CheckInput['catalogue']): readonly Recorded[] {
  const reads = readsOf(rule).filter(({ past }) => !past);
  return reads.flatMap((read) => recordingsNamed(read.name).filter((one) => canMeet(one, read)));
}

function fastestMs({ derived: { estate } }: CheckInput): number {
  const every = estate.environments.flatMap(({ servers }) => servers.prometheus?.evaluationIntervalMs ?? []);
  return every.length === 0 ? 30_000 : Math.min(...every);
}
