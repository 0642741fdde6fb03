import type { Row } from './rows.ts';

/** What the official tools say. */
export const toolRows: readonly Row[] = [
  [
    'tool/rejected',
    'error',
    'The official tool refuses the file, so the server will too: it keeps what it had, or does not start.',
    'a file that promtool or amtool does not accept',
    'correct what it names; if no other diagnostic did, that is a bug of ours: please report it',
  ],
  [
    'tool/missing',
    'info',
    'What was generated has been judged by our own rules only. That is no pass: the official tool has not seen it.',
    'signalbox check   # without promtool on the PATH, nor its image in Docker',
    'install the tool, or pull its official image',
  ],
  [
    'tool/broken',
    'warning',
    'The tool was found and gave no verdict: it took too long, or could not be started.',
    'promtool on the PATH built for another machine',
    'run the command the message names by hand',
  ],
];
