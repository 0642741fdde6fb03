import type { Row } from './rows.ts';

const SLI = "const sli = events({ total: requests, bad: requests.where({ code: '5xx' }) });";
const ANSWERED = "const answered = slo({ service: checkout, name: 'answered', objective: '99.9%', window: '30d', sli });";
const QUICK = [
  "const fast = signalbox.latency({ of: latency, under: '300ms' });",
  "const quick = slo({ service: checkout, name: 'quick', objective: '99.5%', window: '30d', sli: fast });",
];

/** SLOs that are made of SLOs, and what follows from their budgets. */
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
  [
    'budget/no-action',
    'error',
    'A state that nothing follows from looks like an agreement, and is none.',
    [SLI, ANSWERED, "budgetPolicy({ for: [answered], states: [state({ below: '10%', do: [] })] });"],
    [SLI, ANSWERED, "budgetPolicy({ for: [answered], states: [state({ below: '10%', do: [freezeDeploys()] })] });"],
  ],
  [
    'budget/repeated-action',
    'warning',
    'Wider states stay in force, so the narrower one changes nothing: whoever reads it believes that the freeze begins there.',
    [
      SLI,
      ANSWERED,
      "const half = state({ below: '50%', do: [freezeDeploys()] });",
      "budgetPolicy({ for: [answered], states: [half, state({ below: '10%', do: [freezeDeploys()] })] });",
    ],
    [
      SLI,
      ANSWERED,
      "const half = state({ below: '50%', do: [notify(payments.ticket)] });",
      "budgetPolicy({ for: [answered], states: [half, state({ below: '10%', do: [freezeDeploys()] })] });",
    ],
  ],
  [
    'budget/states',
    'error',
    'States are read from the widest to the narrowest. Out of order, twice, or at a share no budget has, they do not say what was agreed.',
    [
      SLI,
      ANSWERED,
      "const low = state({ below: '10%', do: [freezeDeploys()] });",
      "budgetPolicy({ for: [answered], states: [low, state({ below: '50%', do: [notify(payments.ticket)] })] });",
    ],
    [
      SLI,
      ANSWERED,
      "const low = state({ below: '10%', do: [freezeDeploys()] });",
      "budgetPolicy({ for: [answered], states: [state({ below: '50%', do: [notify(payments.ticket)] }), low] });",
    ],
  ],
  [
    'budget/two-policies',
    'error',
    'Both would record the same series, and Prometheus refuses the second: half of what was agreed would not happen.',
    [
      SLI,
      ANSWERED,
      "budgetPolicy({ for: [answered], states: [state({ below: '50%', do: [notify(payments.ticket)] })] });",
      "budgetPolicy({ for: [answered], states: [state({ below: '10%', do: [freezeDeploys()] })] });",
    ],
    [
      SLI,
      ANSWERED,
      "const half = state({ below: '50%', do: [notify(payments.ticket)] });",
      "budgetPolicy({ for: [answered], states: [half, state({ below: '10%', do: [freezeDeploys()] })] });",
    ],
  ],
  [
    'budget/unknown-reference',
    'error',
    'Only what is exported is deployed: the policy would wait for a budget that nobody records, or throttle nobody.',
    [
      SLI,
      "const answered = () => slo({ service: checkout, name: 'answered', objective: '99.9%', window: '30d', sli });",
      "budgetPolicy({ for: [answered()], states: [state({ below: '10%', do: [freezeDeploys()] })] }); // made here, and not exported",
    ],
    [SLI, ANSWERED, "budgetPolicy({ for: [answered], states: [state({ below: '10%', do: [freezeDeploys()] })] });"],
  ],
];
