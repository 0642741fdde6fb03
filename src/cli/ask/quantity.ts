/** A number as people write it: `1500`, `80GB`, `16GiB`, `90%`, `250ms`; undefined where it is none. */
export async function quantity(written: string): Promise<number | undefined> {
  const { parseBytes, parseDuration } = await import('../../program.ts');
  const text = written.trim();
  const plain = text === '' ? Number.NaN : Number(text);
  if (!Number.isNaN(plain)) return plain;
  if (/^\d+(?:\.\d+)?\s*%$/.test(text)) return Number.parseFloat(text) / 100;
  const milliseconds = parseDuration(text);
  return milliseconds === undefined ? parseBytes(text) : milliseconds / 1000;
}
