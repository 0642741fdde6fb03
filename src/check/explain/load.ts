import type { Row } from './rows.ts';

/** Reading the files of a project. */
export const loadRows: readonly Row[] = [
  [
    'load/no-definitions',
    'error',
    'Everything is generated from definitions/index.ts; without it there is nothing to check or deploy.',
    'signalbox check   # in a folder without definitions/index.ts',
    'signalbox init, or signalbox check --directory path/to/project',
  ],
  [
    'load/syntax',
    'error',
    'The file cannot be read as TypeScript, so nothing it defines exists.',
    "export const checkout = service({ name: 'checkout' ;",
    "export const checkout = service({ name: 'checkout', owner: payments });",
  ],
  [
    'load/missing-export',
    'error',
    'A name is imported that the other file does not export; at run time it would be undefined.',
    "import { paymnets } from './teams.ts';",
    "import { payments } from './teams.ts';",
  ],
  [
    'load/missing-file',
    'error',
    'An import names a file or package that is not there.',
    "import { payments } from './teams';",
    "import { payments } from './teams.ts';",
  ],
  [
    'load/threw',
    'error',
    'Definitions are plain data. Code that throws while they are read leaves the estate half defined, so nothing of it is used.',
    'export const it = slo({ service: undefined.service });',
    'export const it = slo({ service: checkout, … });',
  ],
];
