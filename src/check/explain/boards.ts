import type { Row } from './rows.ts';

/** Which boards are derived. */
export const boardRows: readonly Row[] = [
  [
    'boards/several',
    'error',
    'One definition says for the whole estate which boards are derived. Of two, one would be obeyed and the other read.',
    ["const few = boards({ template: 'minimal' });", "const cheap = boards({ without: ['cost'] });"],
    "const few = boards({ template: 'minimal', without: ['on-call'] });",
  ],
  [
    'boards/unknown-template',
    'error',
    'A template that does not exist derives nothing anybody asked for: all boards would come back.',
    "boards({ template: 'tiny' });",
    "boards({ template: 'minimal' });",
  ],
  [
    'boards/unknown-board',
    'error',
    'A board that does not exist cannot be left out: the one that was meant would stay.',
    "boards({ without: ['costs'] });",
    "boards({ without: ['cost'] });",
  ],
  [
    'boards/unknown-metric',
    'error',
    'A metric that no service lists has no series: its panel would stay empty, and the board looks as if nothing happened.',
    ["const paid = counter({ name: 'orders_paid_total', help: 'Orders paid.' });", 'boards({ business: [paid] });'],
    'boards({ business: [requests] });',
  ],
];
