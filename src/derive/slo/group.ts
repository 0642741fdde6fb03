import type { Address } from '../../kernel/address.ts';
import { printDuration } from '../../kernel/duration.ts';
import { flat } from '../../kernel/flat.ts';
import { madeAgain, recent } from '../../kernel/recent.ts';
import type { KnownOfRules, RuleGroup } from '../../model/alert.ts';
import { sloKey } from '../../model/slo.ts';
import { sloAlerts } from './alerts.ts';
import { leaderOf, type SloFamily } from './family.ts';
import { fileOf, STATE } from './names.ts';
import { isStretched, recordingsOf, stretchRules } from './recordings.ts';
import { recordedOf, stateOf } from './series-over.ts';
import type { SloScope } from './slo-scope.ts';
import { groupIntervalMs, stretchMs } from './timing.ts';

/**
 * Everything the SLOs of one indicator imply, in a file of their own: one group, so that alerts read what the same evaluation recorded,
 * and beside it the groups that run at another pace.
 */
export function sloGroups(family: SloFamily): RuleGroup[] {
  return [mainGroup(family), ...logsGroup(family), ...slicesGroup(family), ...stretchGroups(family)];
}

/** Its alerts stay, since what else is known of an alert is known of that one. */
function mainGroup(family: SloFamily): RuleGroup {
  const alerts = family.map(sloAlerts);
  const make = () => family.flatMap((scope, index) => [...recordingsOf(scope), ...(alerts[index] ?? [])]);
  const known = { causes: causesIn(family), alerts: alerts.flat() };
  return new MadeGroup({ ...named(family, ''), intervalMs: groupIntervalMs(leaderOf(family).slo), known }, make);
}

/** Slices are asked once each, in a group that runs once a slice. */
function slicesGroup(family: SloFamily): RuleGroup[] {
  const leader = leaderOf(family);
  const state = stateOf(leader);
  if (state?.everyMs === undefined) return [];
  const make = () => [leader.rule(STATE, state.bad)];
  make(); // what is wrong with the query is told now
  return [new MadeGroup({ ...named(family, '-slices'), intervalMs: state.everyMs, known: recording([leader]) }, make)];
}

/** Loki's part, in its own engine: the SLO leads under the same name. */
function logsGroup(family: SloFamily): RuleGroup[] {
  const leader = leaderOf(family);
  const { slo } = leader;
  const recorded = recordedOf(leader);
  if (!recorded) return [];
  const about = { labels: { slo: sloKey(slo) }, cause: slo.address, origin: slo.origin };
  const group = { ...named(family, '-lines'), engine: 'loki', intervalMs: recorded.everyMs, known: recording([leader]) } as const;
  return [new MadeGroup(group, () => recorded.rules.map((rule) => ({ ...rule, ...about })))];
}

function stretchGroups(family: SloFamily): RuleGroup[] {
  const stretched = family.filter(({ slo }) => isStretched(slo));
  const lengths = [...new Set(stretched.map(({ slo }) => stretchMs(slo)))].sort((a, b) => a - b);
  return lengths.map((length) => {
    const ofLength = stretched.filter(({ slo }) => stretchMs(slo) === length);
    const group = { ...named(family, `-every-${printDuration(length)}`), intervalMs: length, known: recording(ofLength) };
    return new MadeGroup(group, () => ofLength.flatMap(stretchRules));
  });
}

function recording(scopes: readonly SloScope[]): KnownOfRules {
  return { causes: causesIn(scopes), alerts: [] };
}

function causesIn(scopes: readonly SloScope[]): Address[] {
  return scopes.map(({ slo }) => slo.address);
}

/** What is asked of a group is mostly asked in one go. */
const keep = recent<RuleGroup['rules']>(64);

/** Its rules are made when they are read: those of a large estate are more than memory should hold. */
class MadeGroup implements RuleGroup {
  readonly name: string;
  readonly engine: RuleGroup['engine'];
  readonly scope: string;
  readonly intervalMs: number;
  readonly #known: KnownOfRules;
  readonly #rules: () => RuleGroup['rules'];

  constructor(
    { name, engine, scope, intervalMs, known }: Omit<RuleGroup, 'rules'> & Pick<MadeGroup, 'intervalMs' | 'known'>,
    make: () => RuleGroup['rules'],
  ) {
    this.name = flat(name);
    this.engine = engine;
    this.scope = scope;
    this.intervalMs = intervalMs;
    this.#known = known;
    this.#rules = madeAgain(keep, make);
  }

  /** No field: a copy with other rules must not have it. */
  get known(): KnownOfRules {
    return this.#known;
  }

  get rules(): RuleGroup['rules'] {
    return this.#rules();
  }
}

function named(family: SloFamily, suffix: string): Pick<RuleGroup, 'name' | 'engine' | 'scope'> {
  const { slo } = leaderOf(family);
  return { name: `slo-${slo.service.name}-${slo.name}${suffix}`, engine: 'prometheus', scope: flat(fileOf(slo)) };
}
