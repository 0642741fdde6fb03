import type { Row } from './rows.ts';

const COUNTED = "delivered('Requests are counted', requests)";
const ANSWERED = "delivered('Answers are counted by code', requests)";

/** Lists of what documents ask. */
export const coverageRows: readonly Row[] = [
  [
    'coverage/said-twice',
    'error',
    'What stands twice is counted twice: the totals say more than the document asks, and one of the two is forgotten when it changes.',
    ["coverage({ name: 'plan', system: shop, document: 'Plan', sections: {", `  Metrics: [${COUNTED}, ${COUNTED}],`, '} });'],
    ["coverage({ name: 'plan', system: shop, document: 'Plan', sections: {", `  Metrics: [${COUNTED}, ${ANSWERED}],`, '} });'],
  ],
  [
    'coverage/says-nothing',
    'error',
    'A capability is delivered by something one can look at, or somebody has said why it is not; anything else is a gap nobody sees.',
    [
      "coverage({ name: 'plan', system: shop, document: 'Plan', sections: {",
      "  Traces: [notDelivered('Profiles of slow requests', '')],",
      '} });',
    ],
    [
      "coverage({ name: 'plan', system: shop, document: 'Plan', sections: {",
      "  Traces: [notDelivered('Profiles of slow requests', 'No server for profiles is run.')],",
      '} });',
    ],
  ],
];
