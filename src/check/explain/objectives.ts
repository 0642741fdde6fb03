import type { Row } from './rows.ts';

const SLI = "const sli = events({ total: requests, bad: requests.where({ code: '5xx' }) });";
const ANSWERED = "const answered = slo({ service: checkout, name: 'answered', objective: '99.9%', window: '30d', sli });";
const QUICK = [
  "const fast = signalbox.latency({ of: latency, under: '300ms' });",
  "const quick = slo({ service: checkout, name: 'quick', objective: '99.5%', window: '30d', sli: fast });",
];

/** SLOs that are made of SLOs. */
export const objectiveRows: readonly Row[] = [
  [
    'slo/composite-members',
    'error',
    'A composite says how several SLOs work together. Of one there is nothing to say, and one that is named twice would count twice.',
    [SLI, ANSWERED, "slo({ service: checkout, name: 'buy', objective: '99%', window: '30d', sli: allOf([answered]) });"],
    [
      SLI,
      ANSWERED,
      ...QUICK,
      "slo({ service: checkout, name: 'buy', objective: '99%', window: '30d', sli: allOf([answered, quick]) });",
    ],
  ],
  [
    'slo/composite-circle',
    'error',
    'It would read what it records itself: a number that once was there stays for ever, whatever happens.',
    [
      SLI,
      ...QUICK,
      "const part = slo({ service: checkout, name: 'buy', objective: '99.9%', window: '30d', sli });",
      "slo({ service: checkout, name: 'buy', objective: '99%', window: '30d', sli: allOf([part, quick]) }); // a part of the same name",
    ],
    [
      SLI,
      ANSWERED,
      ...QUICK,
      "slo({ service: checkout, name: 'buy', objective: '99%', window: '30d', sli: allOf([answered, quick]) });",
    ],
  ],
  [
    'slo/unknown-member',
    'error',
    'Only what is exported is deployed: what this SLO reads would never be recorded.',
    [
      SLI,
      ...QUICK,
      "const answered = () => slo({ service: checkout, name: 'answered', objective: '99.9%', window: '30d', sli });",
      "slo({ service: checkout, name: 'buy', objective: '99%', window: '30d', sli: allOf([answered(), quick]) }); // made here, and not exported",
    ],
    [
      SLI,
      ANSWERED,
      ...QUICK,
      "slo({ service: checkout, name: 'buy', objective: '99%', window: '30d', sli: allOf([answered, quick]) });",
    ],
  ],
];
