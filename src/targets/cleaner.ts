import { MASK, maskUrls } from '../kernel/mask-secrets.ts';

/** A text without what must not be shown. */
export type Clean = (text: string) => string;

/** Masks what a server was sent to be let in, and the login of its address, in every form in which an answer may say it again. */
export function cleanerOf(url: string, secrets: readonly string[]): Clean {
  const known = [...secrets, ...loginOf(url)].filter((one) => one !== '');
  const forms = [...new Set(known.flatMap(formsOf))].sort((a, b) => b.length - a.length);
  return (text) => maskUrls(forms.reduce((left, form) => left.replaceAll(form, MASK), text));
}

/** The password, and what is sent of it: base 64 of both. https://www.rfc-editor.org/rfc/rfc7617 */
function loginOf(url: string): string[] {
  if (!URL.canParse(url)) return [];
  const { username, password } = new URL(url);
  if (password === '') return [];
  return [password, decoded(password), base64(`${decoded(username)}:${decoded(password)}`)];
}

/** As it is, in JSON, in an address, in HTML, in base 64. */
function formsOf(secret: string): string[] {
  const html = secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
  return [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret.toWellFormed()), html, base64(secret)];
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part; // a bare % is meant as it stands
  }
}
