import type { Row } from './rows.ts';

/** What the official tools say. */
export const toolRows: readonly Row[] = [
  [
    'tool/rejected',
    'error',
    'The official tool refuses the file, so the server will too: it keeps what it had, or does not start.',
    [
      '$ signalbox check',
      'error tool/rejected   estate/environment/production',
      '  amtool refuses production/alertmanager/alertmanager.yml: unknown time zone Europe/Belrin',
    ],
    [
      '# Correct what it names. If no other diagnostic names it, that is a bug of ours: please report it.',
      '$ signalbox check',
      'no mistakes.',
    ],
    'session',
  ],
  [
    'tool/missing',
    'info',
    'What was generated has been judged by our own rules only. That is no pass: the official tool has not seen it.',
    [
      '$ signalbox check',
      'info tool/missing   estate/tool/promtool',
      '  promtool is not installed, so `promtool check rules` has not judged 12 files.',
    ],
    ['$ docker pull prom/prometheus:v3.15.0   # or put promtool on the PATH', '$ signalbox check', 'no mistakes.'],
    'session',
  ],
  [
    'tool/broken',
    'warning',
    'The tool was found and gave no verdict: it took too long, or could not be started.',
    [
      '$ signalbox check',
      'warning tool/broken   estate/environment/production',
      '  promtool gave no verdict on production/prometheus/rules/checkout.yml: spawn promtool EACCES.',
    ],
    ['$ promtool --version   # it must run by hand first', '$ signalbox check', 'no mistakes.'],
    'session',
  ],
];
