/** Answers of one series are a few hundred bytes. */
const LONGEST_BYTES = 65_536;

export interface Asked {
  readonly url: string;
  readonly query: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
}

/** The one number that an instant query gives. Throws where there is none, and where there are several. */
export async function askedNumber(
  send: (url: string | URL, init?: RequestInit) => Promise<Response>,
  { headers, query, timeoutMs, url }: Asked,
): Promise<number> {
  const signal = AbortSignal.timeout(timeoutMs);
  const address = `${url.replace(/\/$/, '')}/api/v1/query?query=${encodeURIComponent(query)}`;
  const response = await send(address, { headers: { ...headers }, signal, redirect: 'error' });
  const text = await short(response);
  if (!response.ok) throw new Error(`it answered ${response.status}`);
  return numberOf(JSON.parse(text));
}

/** Never more than a proxy that answers something else should cost. */
async function short({ body }: Response): Promise<string> {
  if (!body) return '';
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for await (const chunk of body as AsyncIterable<Uint8Array>) {
    bytes += chunk.byteLength;
    if (bytes > LONGEST_BYTES) throw new Error(`its answer is longer than ${LONGEST_BYTES} bytes`);
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

interface Answer {
  readonly data?: { readonly resultType?: unknown; readonly result?: unknown };
}

function numberOf(answer: unknown): number {
  const { resultType, result } = (answer as Answer | null)?.data ?? {}; // whatever it is, it is looked at first
  if (resultType !== 'vector' || !Array.isArray(result)) throw new Error('its answer is no vector');
  const series: readonly unknown[] = result;
  if (series.length !== 1) throw new Error(series.length === 0 ? 'nothing is recorded' : `it is ${series.length} series`);
  const [{ value } = {}] = series as readonly { readonly value?: unknown }[]; // as above
  const number = Array.isArray(value) && typeof value[1] === 'string' && value[1] !== '' ? Number(value[1]) : Number.NaN;
  if (!Number.isFinite(number)) throw new Error('it is no number');
  return number;
}
