const V4 = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/;
const MASK = /^(0|[1-9]\d{0,2})$/;

/** Why `ip("…")` finds no address, prefix or range in its text. https://grafana.com/docs/loki/latest/query/ip/ */
export function ipProblem(text: string): string | undefined {
  if (/^[^-]+-[^-]+$/.test(text)) return text.split('-').every(isAddress) ? undefined : 'one end of the range is no address';
  const [address = '', mask, more] = text.split('/');
  if (more !== undefined || !isAddress(address)) return 'it is no address like 10.0.0.1, no prefix like 10.0.0.0/8 and no range';
  const bits = V4.test(address) ? 32 : 128;
  if (mask !== undefined && (!MASK.test(mask) || Number(mask) > bits)) return `a prefix has 0 to ${bits} bits`;
  return undefined;
}

function isAddress(text: string): boolean {
  return V4.test(text) || (text.includes(':') && /^[\da-f:.]+$/i.test(text) && URL.canParse(`http://[${text}]/`));
}
