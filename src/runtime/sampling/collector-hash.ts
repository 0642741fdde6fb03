/** 64 bits as two numbers of 32, which JavaScript calculates without allocating. */
interface Bits64 {
  readonly high: number;
  readonly low: number;
}

/** FNV-1a: offset basis, and prime 2^40 + 435. http://www.isthe.com/chongo/tech/comp/fnv/ */
const BASIS: Bits64 = { high: 0xcbf29ce4, low: 0x84222325 };
const PRIME_LOW = 435;
/** https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/processor/tailsamplingprocessor/internal/sampling/probabilistic.go */
const SALT = 'default-hash-seed';
const SALTED = [...SALT].reduce((hash, letter) => step(hash, letter.charCodeAt(0)), BASIS);

/** What the collector's policy `probabilistic` makes of a trace id, to decide whether to keep it. */
export function collectorHash(traceId: string): Bits64 {
  let hash = SALTED;
  for (let at = 0; at < traceId.length; at += 2) hash = step(hash, digit(traceId, at) * 16 + digit(traceId, at + 1));
  return hash;
}

/** Up to which hash a share of all is kept. */
export function collectorThreshold(share: number): Bits64 {
  if (share >= 1) return { high: 0xffffffff, low: 0xffffffff };
  const scaled = share * 2 ** 32;
  return { high: Math.floor(scaled), low: Math.floor((scaled - Math.floor(scaled)) * 2 ** 32) };
}

export function isWithin(hash: Bits64, threshold: Bits64): boolean {
  return hash.high < threshold.high || (hash.high === threshold.high && hash.low <= threshold.low);
}

/** Of `0-9a-f`: parsing would make a string of every two. */
function digit(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code < 58 ? code - 48 : code - 87;
}

function step({ high, low }: Bits64, byte: number): Bits64 {
  const mixed = (low ^ byte) >>> 0;
  const product = mixed * PRIME_LOW;
  const carried = high * PRIME_LOW + Math.floor(product / 2 ** 32) + (mixed & 0xffffff) * 0x100;
  return { high: (carried % 2 ** 32) >>> 0, low: (product % 2 ** 32) >>> 0 };
}
