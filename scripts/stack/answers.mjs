const LIMIT_MS = 2_000;

/** Whether something answers 2xx at once. */
export async function answers(url) {
  const limit = new AbortController();
  // not AbortSignal.timeout: its timer keeps no process alive, nor does a connection that was taken and never answered
  const timer = setTimeout(() => limit.abort(), LIMIT_MS);
  try {
    return (await fetch(url, { signal: limit.signal })).ok;
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}
