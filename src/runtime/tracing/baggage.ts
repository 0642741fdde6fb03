/** https://www.w3.org/TR/baggage/#limits */
const MAX_BYTES = 8_192;
const MAX_MEMBERS = 64;
const KEY = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

/** Members of a `baggage` header; what is malformed or past the limits is left out. */
export function parseBaggage(header: string | undefined): Readonly<Record<string, string>> {
  if (typeof header !== 'string' || header.length > MAX_BYTES) return {};
  const members = header.split(',').slice(0, MAX_MEMBERS);
  return Object.fromEntries(
    members.flatMap((member) => {
      const [pair = ''] = member.split(';'); // what follows are properties
      const at = pair.indexOf('=');
      const key = pair.slice(0, at).trim();
      const value = decoded(pair.slice(at + 1).trim());
      return at > 0 && KEY.test(key) && value !== undefined ? [[key, value]] : [];
    }),
  );
}

/** A `baggage` header; members that would pass its limits are left out. */
export function formatBaggage(members: Readonly<Record<string, string>>): string {
  let header = '';
  for (const [key, value] of Object.entries(members).slice(0, MAX_MEMBERS)) {
    const member = `${header === '' ? '' : ','}${key}=${encodeURIComponent(String(value).toWellFormed())}`;
    if (KEY.test(key) && header.length + member.length <= MAX_BYTES) header += member;
  }
  return header;
}

function decoded(value: string): string | undefined {
  try {
    return decodeURIComponent(value);
  } catch {
    return undefined;
  }
}
