import type { Row } from './rows.ts';

/** Lists of what documents ask. */
export const coverageRows: readonly Row[] = [
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
