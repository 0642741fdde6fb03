import { expect, test } from 'vitest';
import { isSecretKey, maskLine, maskQuoted, maskText, maskUrls, mayHoldSecrets } from '../../../src/kernel/mask-secrets.ts';
import { cleanerOf } from '../../../src/targets/cleaner.ts';

/** What made the way back of a pattern as long as the text at each of its characters. */
const HOSTILE = [
  ...[
    'eyJ_',
    'eyJ.',
    'xoxb-',
    'SG.',
    'a1',
    'e',
    'a:',
    '://',
    '://a@',
    '://a:',
    'a://',
    'http://hooks.',
    'https://hooks.a/',
    '?token',
    '?key=',
    '&sig=',
  ],
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
  const readers = [
    maskQuoted,
    maskUrls,
    maskLine,
    maskText,
    isSecretKey,
    mayHoldSecrets,
    cleanerOf('http://kim:hunter2@host', ['s3cret']),
  ];
  for (const read of readers)
    for (const one of [text, `password: ${text}`, `x://${text}`, `basic ${text}`]) expect(read(one)).toBeDefined();
});

test('masks the login of an address, whatever stands before it, and leaves a user without a password', () => {
  expect(maskUrls('at postgres://kim:a:b@db/x')).toBe('at postgres://<masked>@db/x');
  expect(maskUrls(`${'e'.repeat(50)}://:p@db`)).toBe(`${'e'.repeat(50)}://<masked>@db`);
  expect(maskUrls('at https://kim@host/x')).toBe('at https://kim@host/x');
  expect(mayHoldSecrets('at https://kim:p@host')).toBe(true);
});

/** None of them opens anything. */
const KEYS = [
  'R0D4E1A7C93B4F5E8A2617CC40D9F1B3',
  'd41d8cd98f00b204e9800998ecf8427e',
  ['gh', 'p_abcdefghijklmnopqrstuvwx'].join(''),
  ['gl', 'sa_AbCdEfGhIjKlMnOpQrStUvWx_a'].join(''),
  ['xo', 'xb-abcdefghij-klmnopqrst'].join(''),
  ['ey', 'JhbGciOiJub25lIn0.eyJzdWIiOiJraW0ifQ.c2ln'].join(''),
];
test.each(KEYS)('masks a key that is quoted: %s', (key) => {
  for (const [before, after] of [
    ['`severity` is "', '", which is no severity.'],
    ['The channel is ', '.'],
    ['https://', '@example.org'],
    ['`name` is "key: ', '…".'],
  ] as const) {
    const masked = maskQuoted(`${before}${key}${after}`);
    expect(masked).not.toContain(key.slice(-12));
    expect(masked.startsWith(before.slice(0, 8)) && masked.endsWith(after.slice(-2))).toBe(true);
  }
});

test('masks headers that are quoted, and the login of an address', () => {
  expect(maskQuoted('`x` is "Bearer s3cr3tvalue", of https://kim:p@host')).toBe(
    '`x` is "Bearer <masked>", of https://<masked>@host',
  );
  expect(maskQuoted('No Alertmanager is found at "kim:hunter2@c:9093".')).toBe('No Alertmanager is found at "<masked>@c:9093".');
});

test.each([
  'No service lists the metric http_server_request_duration_seconds_bucket_2xx_p99_5m_30d.',
  '`name` is "P99LatencyOver500msFor10m", which names two.',
  'A basic monitoring of bearer tokens.',
  'Two definitions are called phoenix-master/alert/CheckoutErrorBudgetBurn1h6h.',
  'sum(rate(http_requests_total{code=~"5.."}[5m])) / 3600 > 0.0144',
  '`objective` is "99.99999999999999999999999999%".',
  'generated/production/grafana/dashboards/2024-10-05-abcdef01-2345-6789-abcd-ef0123456789.json',
])('leaves what authors call things: %s', (text) => {
  expect(maskQuoted(text)).toBe(text);
});
