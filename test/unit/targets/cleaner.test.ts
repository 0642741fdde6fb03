import { expect, test } from 'vitest';
import { cleanerOf } from '../../../src/targets/cleaner.ts';

const token = 'a+b/="\\<&c';
const base64 = (text: string) => Buffer.from(text).toString('base64');

test.each([token, JSON.stringify(token), encodeURIComponent(token), 'a+b/=&quot;\\&lt;&amp;c', base64(token)])(
  'masks a token however an answer says it again: %s',
  (said) => {
    expect(cleanerOf('http://host', [token])(`no ${said} here`)).toMatch(/^no "?<masked>"? here$/);
  },
);

test('masks the login of an address, and what is sent of it', () => {
  const clean = cleanerOf('http://kim:hunter2%2F@host', []);
  for (const said of ['hunter2/', 'hunter2%2F', base64('kim:hunter2/')]) expect(clean(said)).toBe('<masked>');
  expect(clean('http://kim:hunter2%2F@host/x')).not.toContain('hunter2');
});

test('leaves other text, and addresses that are none, alone', () => {
  expect(cleanerOf('no address', [])('a text')).toBe('a text');
  expect(cleanerOf('http://kim@host', [''])('kim said no')).toBe('kim said no');
  expect(cleanerOf('http://kim:%zz@host', [])('it is %zz')).toBe('it is <masked>');
});
