import type { Row } from './rows.ts';

/** Reading the files of a project. */
export const loadRows: readonly Row[] = [
  [
    'load/no-definitions',
    'error',
    'Everything is generated from definitions/index.ts; without it there is nothing to check or deploy.',
    [
      '$ signalbox check',
      'error load/no-definitions   estate/file/definitions/index.ts',
      '  There is no definitions/index.ts in /srv.',
    ],
    ['$ signalbox check --directory /srv/shop   # or signalbox init, for a new project', 'no mistakes.'],
    'session',
  ],
  [
    'load/syntax',
    'error',
    'The file cannot be read as TypeScript, so nothing it defines exists.',
    [
      "import { service } from 'signalbox';",
      "import { payments } from './shop.ts';",
      "export const cart = service({ name: 'cart', owner: payments ;",
    ],
    [
      "import { service } from 'signalbox';",
      "import { payments } from './shop.ts';",
      "export const cart = service({ name: 'cart', owner: payments });",
    ],
  ],
  [
    'load/missing-export',
    'error',
    'A name is imported that the other file does not export; at run time it would be undefined.',
    [
      "import { service } from 'signalbox';",
      "import { paymnets } from './shop.ts';",
      "export const cart = service({ name: 'cart', owner: paymnets });",
    ],
    [
      "import { service } from 'signalbox';",
      "import { payments } from './shop.ts';",
      "export const cart = service({ name: 'cart', owner: payments });",
    ],
  ],
  [
    'load/missing-file',
    'error',
    'An import names a file or package that is not there.',
    [
      "import { service } from 'signalbox';",
      "import { payments } from './teams.ts';",
      "export const cart = service({ name: 'cart', owner: payments });",
    ],
    [
      "import { service } from 'signalbox';",
      "import { payments } from './shop.ts';",
      "export const cart = service({ name: 'cart', owner: payments });",
    ],
  ],
  [
    'load/threw',
    'error',
    'Definitions are plain data. Code that throws while they are read leaves the estate half defined, so nothing of it is used.',
    [
      "import { service } from 'signalbox';",
      "import * as shop from './shop.ts';",
      "export const cart = service({ name: 'cart', owner: shop.cart.owner }); // there is no shop.cart",
    ],
    [
      "import { service } from 'signalbox';",
      "import * as shop from './shop.ts';",
      "export const cart = service({ name: 'cart', owner: shop.payments });",
    ],
  ],
];
