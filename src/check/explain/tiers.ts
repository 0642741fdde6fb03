import type { Row } from './rows.ts';

/** What an objective, its tiers and its guard may be set to. */
export const tierRows: readonly Row[] = [
  [
    'slo/objective-out-of-range',
    'error',
    'With 100% there is no budget and the first error misses the objective for good; with 0% everything is allowed.',
    [
      "const sli = events({ total: requests, bad: requests.where({ code: '5xx' }) });",
      "slo({ service: checkout, name: 'availability', objective: '100%', window: '30d', sli });",
    ],
    [
      "const sli = events({ total: requests, bad: requests.where({ code: '5xx' }) });",
      "slo({ service: checkout, name: 'availability', objective: '99.9%', window: '30d', sli });",
    ],
  ],
  [
    'slo/window',
    'error',
    'An objective is a promise over a time people plan in. Over minutes its budget is a handful of events, and its tiers have no windows.',
    [
      "const sli = events({ total: requests, bad: requests.where({ code: '5xx' }) });",
      "slo({ service: checkout, name: 'availability', objective: '99.9%', window: '1m', sli });",
    ],
    [
      "const sli = events({ total: requests, bad: requests.where({ code: '5xx' }) });",
      "slo({ service: checkout, name: 'availability', objective: '99.9%', window: '30d', sli });",
    ],
  ],
  [
    'slo/share',
    'error',
    'A tier is told by the share of the budget that is spent when it fires: none is no alert, more than all of it comes too late.',
    [
      "const sli = events({ total: requests, bad: requests.where({ code: '5xx' }) });",
      "const alerts = [tier({ severity: 'critical', spend: '0%', within: '1h' }), tier({ severity: 'warning', spend: '10%', within: '3d' })];",
      "slo({ service: checkout, name: 'availability', objective: '99.9%', window: '30d', sli, alerts });",
    ],
    [
      "const sli = events({ total: requests, bad: requests.where({ code: '5xx' }) });",
      "const alerts = [tier({ severity: 'critical', spend: '2%', within: '1h' }), tier({ severity: 'warning', spend: '10%', within: '3d' })];",
      "slo({ service: checkout, name: 'availability', objective: '99.9%', window: '30d', sli, alerts });",
    ],
  ],
  [
    'slo/tier-windows',
    'error',
    'The short window ends the alert soon after the incident, so it is a part of the long one, and the long one a part of the window.',
    [
      "const sli = events({ total: requests, bad: requests.where({ code: '5xx' }) });",
      "const alerts = [tier({ severity: 'critical', spend: '2%', within: '1h', short: '2h' }), tier({ severity: 'warning', spend: '10%', within: '3d' })];",
      "slo({ service: checkout, name: 'availability', objective: '99.9%', window: '30d', sli, alerts });",
    ],
    [
      "const sli = events({ total: requests, bad: requests.where({ code: '5xx' }) });",
      "const alerts = [tier({ severity: 'critical', spend: '2%', within: '1h', short: '5m' }), tier({ severity: 'warning', spend: '10%', within: '3d' })];",
      "slo({ service: checkout, name: 'availability', objective: '99.9%', window: '30d', sli, alerts });",
    ],
  ],
  [
    'slo/tiers',
    'error',
    'Each tier is an alert of its own, told apart by the label `slo_tier`: two of one name would be one series with two values.',
    [
      "const sli = events({ total: requests, bad: requests.where({ code: '5xx' }) });",
      'const alerts = [',
      "  tier({ severity: 'critical', spend: '10%', within: '3d', name: 'slow' }),",
      "  tier({ severity: 'warning', spend: '10%', within: '3d', name: 'slow' }),",
      '];',
      "slo({ service: checkout, name: 'availability', objective: '99.9%', window: '30d', sli, alerts });",
    ],
    [
      "const sli = events({ total: requests, bad: requests.where({ code: '5xx' }) });",
      'const alerts = [',
      "  tier({ severity: 'critical', spend: '20%', within: '3d', name: 'page-slow' }),",
      "  tier({ severity: 'warning', spend: '10%', within: '3d', name: 'ticket-slow' }),",
      '];',
      "slo({ service: checkout, name: 'availability', objective: '99.9%', window: '30d', sli, alerts });",
    ],
  ],
  [
    'slo/low-traffic',
    'error',
    'The guard against single failures is in every burn alert: one that cannot be read, or asks for more than a tier spends, silences them.',
    [
      "const sli = events({ total: requests, bad: requests.where({ code: '5xx' }) });",
      "slo({ service: checkout, name: 'availability', objective: '99.9%', window: '30d', sli, lowTraffic: { minFailures: -1 } });",
    ],
    [
      "const sli = events({ total: requests, bad: requests.where({ code: '5xx' }) });",
      "slo({ service: checkout, name: 'availability', objective: '99.9%', window: '30d', sli, lowTraffic: { minFailures: 5 } });",
    ],
  ],
  [
    'slo/threshold-is-no-bucket',
    'error',
    'Between two bounds a histogram does not know how many events were faster: the answer would be a guess.',
    "signalbox.latency({ of: latency, under: '500ms' }); // buckets at 0.1, 0.3, 1 and 3",
    "signalbox.latency({ of: latency, under: '300ms' });",
  ],
  [
    'slo/setting',
    'error',
    'A number with a wrong unit, below zero or missing would compile to an objective that is always met, or never.',
    "throughput({ of: requests, atLeast: '0/s' });",
    "throughput({ of: requests, atLeast: '10/s' });",
  ],
  [
    'slo/slice-too-long',
    'error',
    'A burn alert reads its short window. Slices that are longer than it leave most evaluations without one, so that the alert flickers.',
    "timeSlices({ slice: '10m', good: promql`sum(rate(${errors}[10m])) < 1` });",
    "timeSlices({ slice: '5m', good: promql`sum(rate(${errors}[5m])) < 1` });",
  ],
  [
    'slo/floor-under-one-event',
    'error',
    'When less than one event is wanted in the window of the rate, every pause between two events is under the floor.',
    "throughput({ of: requests, atLeast: '5/h' });",
    "throughput({ of: requests, atLeast: '5/h', within: '1h' });",
  ],
  [
    'slo/missing-in-groups',
    'error',
    'A group that is gone has no labels any more, so that nothing can be filled in for it: it would count as nothing, silently.',
    "level({ of: queue, under: 100, groupBy: ['queue'], missing: 'bad' });",
    "level({ of: queue.where({ queue: 'orders' }), under: 100, missing: 'bad' });",
  ],
  [
    'slo/unknown-group-label',
    'error',
    'Series without the label all fall into one group: one objective for everything, where one for each was wanted.',
    "events({ total: requests, bad: requests.where({ code: '5xx' }), groupBy: ['rout'] });",
    "events({ total: requests, bad: requests.where({ code: '5xx' }), groupBy: ['route'] });",
  ],
  [
    'slo/total-equals-part',
    'error',
    'If the bad events are all events, the objective is missed from the first request on.',
    'events({ total: requests, bad: requests });',
    "events({ total: requests, bad: requests.where({ code: '5xx' }) });",
  ],
  [
    'slo/grades',
    'error',
    'Grades are read from the best down; in another order two of them could never be reached.',
    [
      "const sli = events({ total: requests, bad: requests.where({ code: '5xx' }) });",
      "const of = { service: checkout, name: 'availability', sli };",
      "slo({ ...of, objective: '99.9%', window: '30d', grades: { good: '99%', warning: '99.5%', critical: '99.9%' } });",
    ],
    [
      "const sli = events({ total: requests, bad: requests.where({ code: '5xx' }) });",
      "const of = { service: checkout, name: 'availability', sli };",
      "slo({ ...of, objective: '99.9%', window: '30d', grades: { good: '99.9%', warning: '99.5%', critical: '99%' } });",
    ],
  ],
];
