import { expect, test } from 'vitest';
import { isSecretKey, maskLine, maskText, maskUrls, mayHoldSecrets } from '../../../src/kernel/mask-secrets.ts';
import { cleanerOf } from '../../../src/targets/cleaner.ts';

/** What made the way back of a pattern as long as the text at each of its characters. */
const HOSTILE = [
  ...['e', 'a:', '://', '://a@', '://a:', 'a://', 'http://hooks.', 'https://hooks.a/', '?token', '?key=', '&sig='],
  ...[
    ' ',
    '- ',
    '"',
    "'",
    ':',
    ': ',
    'a: ',
    'password',
    'password: ',
    'httpheadervalue1',
    '1',
    'basic ',
    'Bearer',
    '{',
    '${',
    ',',
  ],
];
const LONG = 200_000;

test.each(HOSTILE)('reads 200 kB of %j in the time of its length', { timeout: 5_000 }, (part) => {
  const text = part.repeat(Math.ceil(LONG / part.length));
  const readers = [maskUrls, maskLine, maskText, isSecretKey, mayHoldSecrets, cleanerOf('http://kim:hunter2@host', ['s3cret'])];
  for (const read of readers)
    for (const one of [text, `password: ${text}`, `x://${text}`, `basic ${text}`]) expect(read(one)).toBeDefined();
});

test('masks the login of an address, whatever stands before it, and leaves a user without a password', () => {
  expect(maskUrls('at postgres://kim:a:b@db/x')).toBe('at postgres://<masked>@db/x');
  expect(maskUrls(`${'e'.repeat(50)}://:p@db`)).toBe(`${'e'.repeat(50)}://<masked>@db`);
  expect(maskUrls('at https://kim@host/x')).toBe('at https://kim@host/x');
  expect(mayHoldSecrets('at https://kim:p@host')).toBe(true);
});
