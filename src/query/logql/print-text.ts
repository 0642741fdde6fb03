const PLAIN_NAME = /^[\p{L}_][\p{L}\p{Nd}_]*$/u;

/** In back quotes where double quotes would need escapes: patterns stay readable. */
export function quoted(text: string): string {
  const raw = /["\\]/.test(text) && !/[`\p{Cc}\ufffd]/u.test(text);
  return raw ? `\`${text}\`` : JSON.stringify(text).replaceAll('\ufffd', '\\ufffd');
}

/** Loki takes any character for a name; one that could join with its neighbours stands apart. */
export function nameOf(label: string): string {
  return PLAIN_NAME.test(label) ? label : ` ${label} `;
}

/** A number with its sign: `-0` alone would be read as a duration. */
export function signed(text: string): string {
  return text === '-0' ? '- 0' : text;
}
